/**
 * Disturbs kimitsu as a machine room does, runs the same commands again, and compares the end with the truth.
 *
 * - `erasure`: killed (SIGKILL) at every single change, before and after it takes effect, for a part of a service and for
 *   everything, and at random moments of the whole life of a service; sequences of commands, lies of store and keys.
 * - `pipeline`: classifying, encrypting and workers, killed, on full and read-only disks, without their database, given
 *   the same work twice, with slow disks, and with clocks that jump.
 *
 *   npm run faults -- [--only erasure|pipeline|KIND[,KIND…]] [--seed N]
 *     erasure:  [--kills N] [--changes all|N] [--runs N]
 *     pipeline: [--stops N] [--full-disk N] [--read-only N] [--full-erasure N] [--full-rotation N]
 *               [--postgres N] [--duplicates N] [--slow N] [--clock N]
 *
 * `--kills`: random moments in all. `--changes`: of the changes of an erasure, all or N chosen evenly. `--runs`: random
 * sequences of commands beforehand, and lies of store and keys. `--stops`: classifying and encrypting killed at random
 * moments. The others: scenarios of that kind. A kind that a machine does not allow is skipped by its name; the last
 * line, one JSON object, says so.
 */
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killErasures } from './erasure/kills.js';
import { sequences } from './erasure/sequences.js';
import { disturbPipeline, KINDS, type Kind } from './pipeline/kinds.js';
import { shares } from './processes.js';
import { say, Tally } from './tally.js';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'erasure,pipeline' },
    kills: { type: 'string', default: '200' },
    changes: { type: 'string', default: 'all' },
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    stops: { type: 'string', default: '40' },
    'full-disk': { type: 'string', default: '24' },
    'read-only': { type: 'string', default: '12' },
    'full-erasure': { type: 'string', default: '48' },
    'full-rotation': { type: 'string', default: '18' },
    postgres: { type: 'string', default: '12' },
    duplicates: { type: 'string', default: '12' },
    slow: { type: 'string', default: '6' },
    clock: { type: 'string', default: '12' },
  },
});

const wanted = new Set(options.only.split(','));
const unknown = [...wanted].filter((name) => !['erasure', 'pipeline', ...KINDS].includes(name));
if (unknown.length > 0) {
  process.stderr.write(`--only ${unknown.join(',')}: one of erasure, pipeline, ${KINDS.join(', ')}\n`);
  process.exit(2);
}

/**
 * All services stay until the end: a closed connection of this process lives until it is collected, and a new database
 * that got the inode of a removed one would be taken for the same.
 */
const parent = await mkdtemp(join(tmpdir(), 'kimitsu-faults-'));
// PostgreSQL does not run as root: its user has to get to its own folder.
await chmod(parent, 0o711);
process.env.TMPDIR = parent;
process.on('exit', () => rmSync(parent, { recursive: true, force: true }));

const [kills, runs] = wanted.has('erasure') ? [Number(options.kills), Number(options.runs)] : [0, 0];
const next = shares(Number(options.seed));
const tally = new Tally();
let summary = { runs, kills, hits: 0, changes: 0, changeKills: 0, twoAtOnce: 0, different: 0, clean: true };

if (wanted.has('erasure')) {
  if (runs > 0) {
    say(`${runs} sequences of commands, and lies …`);
    const { held, tests } = await sequences(runs);
    say(`sequences and lies, ${tests} tests: ${held ? 'as it must be' : 'WRONG: see above'}`);
    summary.different += held ? 0 : 1;
  }
  const erasures = await killErasures({ parent, next, kills, changes: options.changes });
  summary = { runs, kills, ...erasures, different: summary.different + erasures.different };
  if (!summary.clean) say('a process that had to die lived, or the undisturbed service left something behind');
}
const counts = Object.fromEntries(
  KINDS.map((kind) => [kind, wanted.has('pipeline') || wanted.has(kind) ? Number(options[kind]) : 0]),
) as Record<Kind, number>;
await disturbPipeline(counts, { parent, seed: Number(options.seed), tally });

const different = summary.different + tally.wrong;
const { kinds: pipeline, skipped } = tally;
say(JSON.stringify({ ...summary, different, pipeline, skipped }));
const idle = kills > 0 && summary.hits === 0;
process.exitCode = different === 0 && summary.clean && !idle ? 0 : 1;
