/**
 * Scenarios with file systems of their own, in a namespace of mounts that is gone with this process. Prints them, and
 * a `Tally` as its last line.
 *
 *   unshare -m node disks.js PARENT SEED FULL READ_ONLY ERASURES ROTATIONS
 */
import { join } from 'node:path';
import { fullErasures } from '../full/full-erasure.js';
import { fullRotations } from '../full/full-rotation.js';
import { shares } from '../processes.js';
import { say, Tally } from '../tally.js';
import { fullDisks } from './full-disk.js';
import { PipelineService } from './pipeline-service.js';
import { readOnlyDisks } from './read-only.js';

const [parent = '', ...numbers] = process.argv.slice(2);
const [seed = 1, full = 0, readOnly = 0, erasures = 0, rotations = 0] = numbers.map(Number);

const tally = new Tally();
const next = shares(seed);
if (full + readOnly > 0) {
  const undisturbed = await PipelineService.undisturbed(join(parent, 'undisturbed-on-disks'));
  const on = { parent, next, tally, undisturbed };
  await fullDisks(full, on);
  await readOnlyDisks(readOnly, on);
}
await fullErasures(erasures, { next, tally });
await fullRotations(rotations, { parent, next, tally });
say(JSON.stringify(tally));
