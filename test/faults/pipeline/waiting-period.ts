import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enrol } from '../../support/enrolled.js';
import type { FalseClock } from './false-clock.js';
import type { PipelineService } from './pipeline-service.js';

/** `waitingDays` of the template. */
const DAYS = 30;

/**
 * Keys that wait for their destruction are kept, whatever a clock behind or far ahead says: the machine has not run for
 * so long. They go on the word of somebody who vouches for the clock, and an erasure is complete only when the key service
 * itself no longer knows them.
 */
export async function waitingPeriod(service: PipelineService, clock: FalseClock): Promise<string[]> {
  const wrong: string[] = [];
  const told = async (args: string[], env: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> => {
    const ran = await service.run(args, { env });
    if (ran.code !== 0) wrong.push(`${args[0]} exited with ${ran.code}: ${ran.stdout.slice(-300)}`);
    return JSON.parse(ran.stdout || '{}') as Record<string, unknown>;
  };
  await told(['classify']);
  await told(['enforce']);
  const { planId = '', hash = '' } = (await told(['plan', 'disposal'])) as { planId?: string; hash?: string };
  await told(['approve', planId, '--key', service.approverKey]);
  const boss = await enrol(service.dir);
  const erase = (): string[] => ['erase', planId, '--confirm', hash, ...boss.stepUp()];
  await told(erase());
  const keyFile = (): Promise<Buffer> => readFile(join(service.dir, 'keys', 'keys.sealed'));
  const waiting = await keyFile();
  for (const offset of [`-${DAYS}d`, `+${DAYS - 1}d`, `+${DAYS + 1}d`, '+3650d']) {
    await clock.set(offset);
    for (const args of [erase(), ['keys', 'list'], ['status']]) {
      const { phase } = await told(args, clock.env);
      if (phase === 'complete') wrong.push(`complete at ${offset}`);
    }
    if (!(await keyFile()).equals(waiting)) wrong.push(`the key file was changed at ${offset}`);
  }
  await clock.set(`+${DAYS + 1}d`);
  const { phase } = await told([...erase(), '--waiting-over', '--reason', '標準時と照合した'], clock.env);
  if (phase !== 'complete') wrong.push(`${phase} after the waiting period`);
  if ((await keyFile()).equals(waiting)) wrong.push('the keys are still there after the waiting period');
  // The clock is put right: what is destroyed stays so, and the certificate can be issued.
  if ((await told(erase())).phase !== 'complete') wrong.push('not complete any more');
  await told(['certificate', 'issue', planId, ...boss.identity]);
  await told(['audit', 'verify']);
  return wrong;
}
