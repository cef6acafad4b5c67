import { setTimeout as delay } from 'node:timers/promises';
import { PipelineService } from './pipeline-service.js';
import { DISTURBED, runShared, type Shared, sharedService } from './shared-work.js';

const WAYS = [
  'a second copy of each shard',
  'leases that run out under their workers',
  'a worker that is killed',
] as const;

/** The same shard reaches two workers, at the same time or one after the other. */
export async function deliveredTwice(times: number, shared: Shared): Promise<void> {
  const { tally, undisturbed, next } = shared;
  for (let time = 0; time < times; time++) {
    const stage = time % 4 === 3 ? 'classify' : 'enforce';
    const way = WAYS[time % WAYS.length] ?? WAYS[0];
    await tally.scenario('duplicates', `${stage}, ${way}`, async () => {
      const run = await sharedService(`twice-${time}`, stage, shared);
      let delivered = 0;
      const disturb = async (): Promise<void> => {
        if (!(await run.database.waitForWork(60_000))) return;
        if (way === WAYS[0]) delivered = await run.database.deliverTwice();
        if (way === WAYS[1])
          for (let again = 0; again < 3; again++) {
            await delay(200 * next());
            delivered += await run.database.expireLeases();
          }
        if (way === WAYS[2]) await delay(1000 * next());
      };
      const ran = await runShared(run, stage, {
        command: way === WAYS[2] ? {} : { meanwhile: disturb },
        worker:
          way === WAYS[2]
            ? {
                meanwhile: async (child) => {
                  await disturb();
                  delivered += child.kill('SIGKILL') ? 1 : 0;
                  // Its lease would run out in two minutes.
                  await delay(300);
                  await run.database.expireLeases();
                },
              }
            : {},
      });
      const wrong = Object.entries(ran).flatMap(([who, one]) => PipelineService.misspoken(who, one, DISTURBED));
      wrong.push(...(await run.service.wrongNow()));
      wrong.push(...(await run.service.wrongAtLast(undisturbed, { distributed: true })));
      return { wrong, struck: delivered > 0 };
    });
  }
}
