/**
 * Feeds every reader, recognizer and verifier with damaged and hostile input and holds them to their promises.
 *
 *   npm run fuzz -- [--inputs N] [--seed N] [--only NAME] [--save DIR] [--growth [--growing N]]
 *
 * `--inputs`: in all, shared among the targets by their weight; the nightly run has 100,000. `--only`: targets whose name
 * begins so. `--save`: folder for the inputs that were found, made smaller; without it only their reason is told.
 * `--growth`: measure as well how processor time grows with length, as a run of 50,000 inputs or more does; `--growing`:
 * with so many inputs per target at most. The same seed makes the same inputs. Exit 1 when something was found.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Found, Harness } from './harness.js';
import { targets } from './targets/index.js';

const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    save: { type: 'string' },
    growth: { type: 'boolean' },
    growing: { type: 'string' },
  },
});

/** From so many inputs on, a run also measures how time grows with length. */
const NIGHTLY = 50_000;

const write = (line: string): boolean => process.stdout.write(`${line}\n`);
const started = performance.now();
const chosen = targets.filter(({ name }) => name.startsWith(options.only));
if (chosen.length === 0) throw new Error(`no target begins with ${options.only}`);
const total = Number(options.inputs);
const weights = chosen.reduce((sum, { weight = 1 }) => sum + weight, 0);

const counts: Record<string, { inputs: number; found: number; seconds: number; slowestMs: number }> = {};
const found: Found[] = [];
const harness = new Harness();
let inputs = 0;

function tell(one: Found): void {
  found.push(one);
  write(
    `FOUND ${one.target} #${one.index}: ${one.reason} (${one.input.length} bytes)\n  ${one.detail.replaceAll('\n', '\n  ')}`,
  );
  if (options.save === undefined) return;
  mkdirSync(options.save, { recursive: true });
  const file = `${one.target.replaceAll('/', '-')}-${options.seed}-${one.index}-${found.length}.bin`;
  writeFileSync(join(options.save, file), one.input);
}

for (const target of chosen) {
  const share = Math.max(1, Math.round((total * (target.weight ?? 1)) / weights));
  const run = await harness.fuzz(target, Number(options.seed), share);
  for (const one of run.found) tell(one);
  inputs += run.inputs;
  const rounded = { seconds: Math.round(run.seconds * 10) / 10, slowestMs: Math.round(run.slowestMs) };
  counts[target.name] = { inputs: run.inputs, found: run.found.length, ...rounded };
  write(
    `${target.name}: ${run.inputs} inputs, ${run.found.length} found, ${rounded.seconds} s, slowest ${rounded.slowestMs} ms (#${run.slowest})`,
  );
}
const grows = options.growth ?? total >= NIGHTLY;
for (const target of grows ? chosen : []) {
  const run = await harness.growth(target, Number(options.growing ?? Number.MAX_SAFE_INTEGER));
  for (const one of run.found) tell(one);
  write(
    `${target.name}: growth of ${run.inputs}, ${run.found.length} found, ${Math.round(run.seconds)} s, slowest ${Math.round(run.slowestMs)} ms (#${run.slowest})`,
  );
}
await harness.close();

const seconds = Math.round((performance.now() - started) / 100) / 10;
const peakMb = Math.round(harness.peak / 1024 ** 2);
write(JSON.stringify({ inputs, seconds, found: found.length, peakMb, targets: counts }));
process.exit(found.length === 0 ? 0 : 1);
