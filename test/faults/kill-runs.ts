/**
 * Kills kimitsu (SIGKILL), runs the same command again, and compares the end with the truth.
 *
 * - Erasures of a part: at every single change, before and after it takes effect, and at random moments.
 * - The whole life of a service: at random moments of classifying, encrypting, planning, erasing and certifying.
 *
 *   npm run faults -- [--kills N] [--changes all|N] [--runs N] [--seed N]
 *
 * `--kills`: random moments in all. `--changes`: of the changes of an erasure, all or N chosen evenly. `--runs`: random
 * sequences of commands beforehand, and lies of store and keys.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expiredRecords } from './expired-records.js';
import { PreparedPart } from './part-of-service.js';
import { partWithHold } from './part-with-hold.js';
import { dyingErasure, shares } from './processes.js';
import { sequencesHold } from './sequences.js';
import { live, type Outcome, STAGES, type Stage } from './whole-service.js';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    changes: { type: 'string', default: 'all' },
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});

/**
 * All services stay until the end: a closed connection of this process lives until it is collected, and a new database
 * that got the inode of a removed one would be taken for the same.
 */
const parent = await mkdtemp(join(tmpdir(), 'kimitsu-kill-'));
process.env.TMPDIR = parent;
process.on('exit', () => rmSync(parent, { recursive: true, force: true }));

const write = (line: string): boolean => process.stdout.write(`${line}\n`);
const next = shares(Number(options.seed));
const kills = Number(options.kills);
const runs = Number(options.runs);
const summary = { runs, kills, hits: 0, changes: 0, changeKills: 0, twoAtOnce: 0, different: 0, clean: true };

function judge(what: string, wrong: readonly string[]): void {
  if (wrong.length > 0) summary.different += 1;
  write(`${what}: ${wrong.length === 0 ? 'as it must be' : `WRONG: ${wrong.join(', ')}`}`);
}

/** Numbers of the changes to kill at: all, or so many evenly. */
function chosen(changes: number): number[] {
  const all = Array.from({ length: changes }, (_, at) => at + 1);
  if (options.changes === 'all') return all;
  const step = Math.max(1, changes / Number(options.changes));
  return all.filter((at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

if (runs > 0) {
  write(`${runs} sequences of commands, and lies …`);
  judge('sequences and lies', (await sequencesHold(runs)) ? [] : ['see above']);
}

const parts: PreparedPart[] = [];
for (const scenario of [partWithHold, expiredRecords]) {
  write(`${scenario.name}: an undisturbed service …`);
  const part = await PreparedPart.make(scenario);
  parts.push(part);
  summary.changes += part.changes;
  for (const at of chosen(part.changes))
    for (const when of ['before', 'after']) {
      const wrong = await part.afterwards(async (dir) => {
        const { killed } = await dyingErasure(dir, part.plan.planId, at, when);
        if (killed) summary.changeKills += 1;
        else summary.clean = false;
      });
      judge(`${scenario.name}, killed ${when} change ${at} of ${part.changes}`, wrong);
    }
  judge(`${scenario.name}, two processes at once`, await part.afterwards((dir) => part.twoAtOnce(dir)));
  summary.twoAtOnce += 1;
}

const inParts = Math.floor((kills * 2) / 3);
for (let kill = 0; kill < inParts; kill++) {
  const part = parts[kill % parts.length] as PreparedPart;
  const after = Math.round(part.milliseconds * (0.3 + 0.7 * next()));
  let hit = false;
  const wrong = await part.afterwards(async (dir) => {
    hit = (await part.erase(dir, after)).killed;
  });
  if (hit) summary.hits += 1;
  judge(`${part.scenario.name}, killed after ${after} ms${hit ? '' : ' (had finished)'}`, wrong);
}

write('the whole service: an undisturbed one …');
const undisturbed = await live(join(parent, 'undisturbed'));
for (let kill = 0; kill < kills - inParts; kill++) {
  const stage = STAGES[kill % STAGES.length] as Stage;
  const after = Math.round((undisturbed.took.get(stage) ?? 1000) * (0.15 + 0.85 * next()));
  const { outcome, killed } = await live(join(parent, String(kill)), { stage, after });
  if (killed) summary.hits += 1;
  const wrong = (Object.keys(outcome) as (keyof Outcome)[]).filter(
    (name) => outcome[name] !== undisturbed.outcome[name],
  );
  judge(`the whole service, ${stage} killed after ${after} ms${killed ? '' : ' (had finished)'}`, wrong);
  for (const name of wrong) write(`  ${name}: ${outcome[name]}\n  instead of: ${undisturbed.outcome[name]}`);
}
if (undisturbed.outcome.auditProblems > 0 || undisturbed.outcome.remaining > 0) summary.clean = false;
if (!summary.clean) write('a process that had to die lived, or the undisturbed service left something behind');
write(JSON.stringify(summary));
process.exitCode = summary.different === 0 && summary.clean && (kills === 0 || summary.hits > 0) ? 0 : 1;
