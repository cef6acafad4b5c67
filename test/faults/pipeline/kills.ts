import { join } from 'node:path';
import type { Tally } from '../tally.js';
import { PipelineService, type Undisturbed } from './pipeline-service.js';

/** Kills classifying or encrypting at random moments. */
export async function killPipeline(
  times: number,
  { parent, next, tally, undisturbed }: { parent: string; next: () => number; tally: Tally; undisturbed: Undisturbed },
): Promise<void> {
  for (let time = 0; time < times; time++) {
    const stage = time % 2 === 0 ? 'enforce' : 'classify';
    const after = Math.round((undisturbed.milliseconds[stage] ?? 1000) * (0.2 + 0.8 * next()));
    await tally.scenario('stops', `${stage} killed after ${after} ms`, async () => {
      const service = await PipelineService.make(join(parent, `kill-${time}`));
      if (stage === 'enforce') await service.run(['classify']);
      const ran = await service.run([stage], { killAfter: after });
      const wrong = await service.wrongNow();
      return { wrong: [...wrong, ...(await service.wrongAtLast(undisturbed, { from: stage }))], struck: ran.killed };
    });
  }
}
