import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FULL, MEGABYTES, PLACES } from '../full/full.js';
import type { Tally } from '../tally.js';
import { PipelineService, type Undisturbed } from './pipeline-service.js';
import { SmallDisk } from './small-disk.js';

const STAGES = ['enforce', 'classify'] as const;
/** The least that a run is begun with: one recording does not fit. */
const KILOBYTES = [0, 16, 96, 400, 1024];

export interface OnDisks {
  parent: string;
  next: () => number;
  tally: Tally;
  undisturbed: Undisturbed;
}

/** Disks with little room from the start, and disks that somebody else fills while a command works on them. */
export async function fullDisks(times: number, { parent, next, tally, undisturbed }: OnDisks): Promise<void> {
  for (let time = 0; time < times; time++) {
    const place = PLACES[time % PLACES.length] ?? '.';
    const stage = STAGES[Math.floor(next() * 1.5)] ?? 'enforce';
    const room = (KILOBYTES[Math.floor(next() * KILOBYTES.length)] ?? 0) * 1024;
    const after =
      next() < 0.5 ? undefined : Math.round((undisturbed.milliseconds[stage] ?? 0) * (0.25 + 0.45 * next()));
    const when = after === undefined ? 'from the start' : `after ${after} ms`;
    const name = `${stage}, ${room / 1024} KiB left in ${place === '.' ? 'the workspace' : place} ${when}`;
    await tally.scenario('full-disk', name, async () => {
      const dir = join(parent, `full-${time}`);
      await mkdir(dir);
      const disk = await SmallDisk.mount(join(dir, place), MEGABYTES);
      const service = await PipelineService.make(dir);
      if (stage === 'enforce' || after === undefined) await service.run(['classify', '--system', 'inquiry-form']);
      if (stage === 'enforce') await service.run(['classify']);
      if (after === undefined) await disk.fillUpTo(room);
      const ran = await service.run([stage], {
        ...(after === undefined ? {} : { meanwhile: filling(disk, room, after) }),
      });
      const wrong = PipelineService.misspoken(stage, ran, FULL);
      // It must be seen without the room that is missing, too.
      const status = await service.run(['status']);
      wrong.push(...PipelineService.misspoken('status', status, FULL));
      await disk.makeRoom();
      wrong.push(...(await service.wrongNow()), ...(await service.wrongAtLast(undisturbed)));
      return { wrong, struck: ran.code !== 0 };
    });
  }
}

function filling(disk: SmallDisk, room: number, after: number): (child: ChildProcess) => Promise<void> {
  return async () => {
    await delay(after);
    // Somebody writes to the same disk: when it is full, that is what was wanted.
    await disk.fillUpTo(room).catch(() => undefined);
  };
}
