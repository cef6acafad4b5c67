import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Tally } from '../tally.js';
import { FalseClock } from './false-clock.js';
import { type Documented, PipelineService, type Undisturbed } from './pipeline-service.js';
import { waitingPeriod } from './waiting-period.js';

const JUMPS = ['+5h', '-3h', '+40d', '-40d', '+400d'] as const;
/** A clock is no reason to fail. */
const UNDISTURBED: Documented = { exits: [0], codes: [] };

interface Request {
  parent: string;
  next: () => number;
  tally: Tally;
  undisturbed: Undisturbed;
}

/** The wall clock jumps while a command runs, or is wrong for one command and right for the next. */
export async function clockJumps(times: number, { parent, next, tally, undisturbed }: Request): Promise<void> {
  if (times === 0) return;
  const clock = await FalseClock.make(join(parent, 'clock'));
  if (!clock) return tally.skip('clock', 'all', 'libfaketime is not installed');
  const jumping = times === 1 ? 1 : times - 1;
  for (let time = 0; time < jumping; time++) {
    const jump = JUMPS[time % JUMPS.length] ?? '+5h';
    const stage = time % 3 === 1 ? 'classify' : 'enforce';
    const after = time % 2 === 0 ? Math.round((undisturbed.milliseconds[stage] ?? 0) * (0.2 + 0.6 * next())) : 0;
    const when = after === 0 ? 'from the start' : `after ${after} ms`;
    await tally.scenario('clock', `${stage}, the clock jumps ${jump} ${when}`, async () => {
      const service = await PipelineService.make(join(parent, `clock-${time}`));
      if (stage === 'enforce') await service.run(['classify']);
      await clock.set(after === 0 ? jump : '+0');
      const meanwhile = () => delay(after).then(() => clock.set(jump));
      const ran = await service.run([stage], { env: clock.env, meanwhile });
      const wrong = PipelineService.misspoken(stage, ran, UNDISTURBED);
      wrong.push(...(await service.wrongNow()), ...(await service.wrongAtLast(undisturbed)));
      return { wrong, struck: true };
    });
  }
  if (times > 1)
    await tally.scenario('clock', 'the waiting period of keys', async () => ({
      wrong: await waitingPeriod(await PipelineService.make(join(parent, 'clock-waiting')), clock),
      struck: true,
    }));
}
