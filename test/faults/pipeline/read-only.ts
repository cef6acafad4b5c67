import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FailingDisk } from './failing-disk.js';
import type { OnDisks } from './full-disk.js';
import { type Documented, PipelineService } from './pipeline-service.js';
import { mountOnItself, readOnly } from './small-disk.js';

const PLACES = ['.', 'data', 'catalogue', 'keys'] as const;

const READ_ONLY: Documented = {
  exits: [0, 4, 5],
  codes: [
    'workspace/read-only',
    'catalog/unavailable',
    'store/access-denied',
    'store/unavailable',
    'unit-keys/unavailable',
    'keys/unavailable',
  ],
};

/** Disks that are read-only from the start, and a disk that becomes so while a command works on it. */
export async function readOnlyDisks(times: number, on: OnDisks): Promise<void> {
  const failing = times > 0 ? await FailingDisk.missing() : undefined;
  if (failing !== undefined) on.tally.skip('read-only', 'in mid-run', failing);
  for (let time = 0; time < times; time++) {
    if (time % 2 === 0 && failing === undefined) await inMidRun(time, on);
    else await fromTheStart(time, on);
  }
}

async function fromTheStart(time: number, { parent, tally, undisturbed }: OnDisks): Promise<void> {
  const place = PLACES[(time >> 1) % PLACES.length] ?? '.';
  const name = `enforce, ${place === '.' ? 'the workspace' : place} read-only from the start`;
  await tally.scenario('read-only', name, async () => {
    const dir = join(parent, `read-only-${time}`);
    const service = await PipelineService.make(dir);
    await service.run(['classify']);
    const folder = join(dir, place);
    await mountOnItself(folder);
    await readOnly(folder, true);
    const wrong: string[] = [];
    for (const command of ['enforce', 'classify', 'status']) {
      const ran = await service.run([command]);
      wrong.push(...PipelineService.misspoken(command, ran, READ_ONLY));
      if (command === 'enforce' && ran.code === 0) wrong.push('enforce says that it has written to a read-only disk');
    }
    await readOnly(folder, false);
    wrong.push(...(await service.wrongNow()), ...(await service.wrongAtLast(undisturbed)));
    return { wrong, struck: true };
  });
}

/** The file system gives up, as after an error of its device: nothing that was not durable before is there after. */
async function inMidRun(time: number, { parent, next, tally, undisturbed }: OnDisks): Promise<void> {
  const stage = next() < 0.7 ? 'enforce' : 'classify';
  const after = Math.round((undisturbed.milliseconds[stage] ?? 0) * (0.25 + 0.45 * next()));
  await tally.scenario('read-only', `${stage}, the disk gives up after ${after} ms`, async () => {
    const disk = await FailingDisk.make(join(parent, `failing-${time}`), 96);
    const service = await PipelineService.make(join(disk.folder, 'service'));
    if (stage === 'enforce') await service.run(['classify']);
    await disk.settle();
    const ran = await service.run([stage], { meanwhile: () => delay(after).then(() => disk.fail()) });
    const wrong = PipelineService.misspoken(stage, ran, READ_ONLY);
    await disk.repair();
    wrong.push(...(await service.wrongNow()), ...(await service.wrongAtLast(undisturbed)));
    await disk.remove();
    return { wrong, struck: ran.code !== 0 };
  });
}
