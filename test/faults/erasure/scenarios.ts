import { everything } from './everything.js';
import { expiredRecords } from './expired-records.js';
import type { PartScenario } from './part-of-service.js';
import { partWithHold } from './part-with-hold.js';

export const SCENARIOS: readonly PartScenario[] = [partWithHold, expiredRecords, everything];

export function scenarioOf(name: string): PartScenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) throw new Error(`no scenario is called ${name}`);
  return scenario;
}
