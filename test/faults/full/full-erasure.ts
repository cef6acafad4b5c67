import { join } from 'node:path';
import { PreparedPart } from '../erasure/part-of-service.js';
import { SCENARIOS } from '../erasure/scenarios.js';
import { PipelineService } from '../pipeline/pipeline-service.js';
import { SmallDisk } from '../pipeline/small-disk.js';
import { command, filling } from '../processes.js';
import type { Tally } from '../tally.js';
import { FULL, MEGABYTES, PLACES } from './full.js';

/** A certificate of what is not erased yet. */
const TOO_EARLY = {
  exits: [...FULL.exits, 2, 6],
  codes: [...FULL.codes, 'certificate/nothing-erased', 'certificate/not-verified'],
};

interface Request {
  next: () => number;
  tally: Tally;
}

/**
 * Erasures whose disk fills up at one of their changes. While it is full they are tried again, and a certificate is asked
 * for: whatever says that it is done is judged as it stands. With room again the same command ends as on any other day.
 */
export async function fullErasures(times: number, { next, tally }: Request): Promise<void> {
  const parts: PreparedPart[] = [];
  for (const scenario of SCENARIOS.slice(0, Math.max(0, times))) parts.push(await PreparedPart.make(scenario));
  for (let time = 0; time < times; time++) {
    const part = parts[time % parts.length] as PreparedPart;
    const place = PLACES[Math.floor(time / parts.length) % PLACES.length] ?? '.';
    const at = 1 + Math.floor(next() * part.changes);
    const when = next() < 0.5 ? 'before' : 'after';
    const lasting = next() < 0.5;
    const name = `${part.scenario.name}, ${place} full ${when} change ${at} of ${part.changes}${lasting ? ' and ever after' : ''}`;
    await tally.scenario('full-erasure', name, () => disturbed(part, place, { at, when, lasting }));
  }
}

async function disturbed(
  part: PreparedPart,
  place: string,
  moment: { at: number; when: string; lasting: boolean },
): Promise<{ wrong: string[]; struck: boolean }> {
  const { planId } = part;
  let disk = new SmallDisk('');
  const dir = await part.copy(async (folder) => {
    disk = await SmallDisk.mount(join(folder, place), MEGABYTES);
  });
  const erased = await filling(dir, ['erase', planId], { ...moment, disk: disk.folder });
  const wrong = PipelineService.misspoken('erase', erased, FULL);
  const again = await command(dir, part.erasing());
  wrong.push(...PipelineService.misspoken('erase again', again, FULL));
  const issued = await command(dir, ['certificate', 'issue', planId, ...part.identity]);
  wrong.push(...PipelineService.misspoken('certificate', issued, TOO_EARLY));
  await disk.makeRoom();
  const claims = [erased, again, issued].some(({ code }) => code === 0);
  if (claims) wrong.push(...(await part.wrongIn(dir)).map((what) => `said to be done, but ${what}`));
  await part.erase(dir);
  wrong.push(...(await part.wrongIn(dir)));
  return { wrong, struck: erased.code !== 0 || again.code !== 0 };
}
