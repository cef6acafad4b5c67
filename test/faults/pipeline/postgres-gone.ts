import { setTimeout as delay } from 'node:timers/promises';
import { PipelineService } from './pipeline-service.js';
import { DISTURBED, runShared, type Shared, sharedService } from './shared-work.js';

/** The server of the catalogue ends at once in mid-run, and comes back; once the command that works alone, once shared. */
export async function postgresGone(times: number, shared: Shared): Promise<void> {
  const { next, tally, undisturbed, server } = shared;
  for (let time = 0; time < times; time++) {
    const stage = next() < 0.6 ? 'enforce' : 'classify';
    const alone = time % 3 === 2;
    const after = Math.round((undisturbed.milliseconds[stage] ?? 0) * (0.25 + 0.6 * next()));
    const away = Math.round(3000 * next());
    const name = `${stage}${alone ? '' : ' with a worker'}, PostgreSQL gone after ${after} ms for ${away} ms`;
    await tally.scenario('postgres', name, async () => {
      const run = await sharedService(`postgres-${time}`, stage, shared);
      const gone = async (): Promise<void> => {
        await delay(after);
        await server.crash();
        await delay(away);
        await server.start();
      };
      const ran = alone
        ? [await run.service.run([stage], { meanwhile: gone })]
        : Object.values(await runShared(run, stage, { command: { meanwhile: gone } }));
      const wrong = ran.flatMap((one, i) => PipelineService.misspoken(i === 0 ? stage : 'worker', one, DISTURBED));
      wrong.push(...(await run.service.wrongNow()));
      wrong.push(...(await run.service.wrongAtLast(undisturbed, { distributed: !alone })));
      return { wrong, struck: ran.some(({ code }) => code !== 0) };
    });
  }
}
