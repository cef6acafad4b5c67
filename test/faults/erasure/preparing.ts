/**
 * Makes a service up to an approved plan; prints what is true of it, as JSON.
 *
 *   node preparing.js SCENARIO
 */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { placeHold } from '../../../src/app/end-of-service/holds.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { systemClock } from '../../../src/base/clock.js';
import { enrol } from '../../support/enrolled.js';
import { smallService } from '../../support/small-service.js';
import { digestsOf, unitsOf } from './content-of.js';
import type { PartTruth } from './part-of-service.js';
import { scenarioOf } from './scenarios.js';

const [name = ''] = process.argv.slice(2);
const scenario = scenarioOf(name);
const service = await smallService({}, scenario.config);
const open: typeof service.open = (work, options = {}) => service.open(work, { clock: systemClock, ...options });

for (const [path, [month, text]] of Object.entries(scenario.files)) {
  await service.put(path, text);
  const at = new Date(`${month}-15T03:00:00Z`);
  await utimes(join(service.dir, 'data', path), at, at);
}
await open((workspace) => classify(workspace), { detector: true });
await open((workspace) => enforce(workspace));
const { plan, hash } = await open(async (workspace) => {
  if (scenario.hold) {
    const [system, ...key] = scenario.hold.split('/') as [string, ...string[]];
    const objectId = workspace.ports.seal.objectId(system, key.join('/'));
    await placeHold(workspace, { objectIds: [objectId] }, '訴訟');
  }
  return planDisposal(workspace, scenario.request);
});
await open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
const kept = await open(digestsOf);
for (const erased of scenario.erased)
  if (!kept.delete(erased)) throw new Error(`${erased} was not there in the first place`);
const units = [...(await open(unitsOf))];
const { identity, recoveryCodes } = await enrol(service.dir, { codes: 1000 });

const truth: PartTruth = {
  scenario: name,
  dir: service.dir,
  planId: plan.planId,
  hash,
  kept: [...kept],
  units,
  goneUnits: scenario.whole ? units : plan.keys.flatMap(({ unitIds }) => unitIds),
  exceptions: plan.exceptions.length,
  identity,
  recoveryCodes,
};
process.stdout.write(JSON.stringify(truth));
