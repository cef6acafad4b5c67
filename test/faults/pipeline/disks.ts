/**
 * Scenarios with file systems of their own, in a namespace of mounts that is gone with this process. Prints them, and
 * a `Tally` as its last line.
 *
 *   unshare -m node disks.js PARENT SEED FULL READ_ONLY
 */
import { join } from 'node:path';
import { shares } from '../processes.js';
import { say, Tally } from '../tally.js';
import { fullDisks } from './full-disk.js';
import { PipelineService } from './pipeline-service.js';
import { readOnlyDisks } from './read-only.js';

const [parent = '', seed = '', full = '', readOnly = ''] = process.argv.slice(2);

const tally = new Tally();
const undisturbed = await PipelineService.undisturbed(join(parent, 'undisturbed-on-disks'));
const on = { parent, next: shares(Number(seed)), tally, undisturbed };
await fullDisks(Number(full), on);
await readOnlyDisks(Number(readOnly), on);
say(JSON.stringify(tally));
