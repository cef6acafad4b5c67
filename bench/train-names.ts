import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNameCandidates, type NameCandidate } from '../classifiers/names/name-candidates.js';
import { MOST_FEATURES, nameFeatures } from '../classifiers/names/name-features.js';
import { type GoldField, readAllGold, readWritten } from '../fixtures/gold.js';
import { packageRoot } from '../src/base/package-root.js';
import { readLexicon } from '../src/classify/lexicon.js';
import { writtenModel } from '../src/classify/linear-model.js';
import { normalize } from '../src/text/normalized.js';
import { type Example, sigmoid, sumOf, train } from './linear-training.js';

/**
 * Trains the weights that judge candidates for names on the development part of `fixtures`, and writes them to
 * `classifiers/lexicon/name-weights.txt`. First it trains without each group of texts in turn and says how well it does
 * on that group. `--check` only does that.
 */

/** Each text is also read with other names in the places of its names. */
const VARIANTS = 4;
const FOLDS = 5;

const without = process.argv.includes('--without') ? process.argv[process.argv.indexOf('--without') + 1] : undefined;
const surnames = weighted(readLexicon('surnames').rows, 7650);
const rare = readLexicon('surnames-more').rows.map(([surface]) => surface!);
const given = weighted(readLexicon('given-names').rows, 8000).concat(
  readLexicon('given-names-recent').rows.map(([surface]) => surface!),
);
const surnameSet = new Set(readLexicon('surnames').rows.map(([surface]) => surface!));
const givenSet = new Set(given);
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

const examples: Example[] = [];
const missed = new Map<string, number>();
for (const { file, fields } of [...readAllGold().flatMap(({ records }) => records), ...readWritten()].filter(
  ({ split, file }) => split === 'dev' && !(without && file.startsWith(without)),
)) {
  for (const field of fields) {
    const own = examplesOf(field, file);
    examples.push(...own);
    if (!field.spans.some(({ type }) => type === 'PERSON_NAME')) continue;
    for (let variant = 0; variant < VARIANTS; variant++)
      examples.push(...examplesOf(varied(field), file).map((one) => ({ ...one, weight: 0.5 })));
  }
}
process.stdout.write(`${examples.length} examples, ${examples.filter(({ positive }) => positive).length} names\n`);
process.stdout.write(
  `names without a candidate: ${JSON.stringify([...missed].sort(([, a], [, b]) => b - a).slice(0, 40))}\n`,
);
if (!without) validate();
if (!process.argv.includes('--check')) write();

function examplesOf({ text: original, spans }: GoldField, group: string): Example[] {
  const { text } = normalize(original);
  const names = spans.filter(({ type }) => type === 'PERSON_NAME');
  const buffer = new Int32Array(MOST_FEATURES);
  const result: Example[] = [];
  const met = new Set<number>();
  findNameCandidates(text, (candidate) => {
    const label = labelOf(candidate, names);
    if (label === undefined) return;
    if (label) met.add(candidate.start);
    const count = nameFeatures(text, candidate, buffer);
    result.push({ features: buffer.slice(0, count), positive: label, weight: 1, group });
  });
  for (const { start, end } of names)
    if (!met.has(start)) missed.set(text.slice(start, end), (missed.get(text.slice(start, end)) ?? 0) + 1);
  return result;
}

/** True for a name; undefined for a part of one, which is neither right nor wrong. */
function labelOf({ start, end }: NameCandidate, names: readonly { start: number; end: number }[]): boolean | undefined {
  for (const name of names) {
    if (start === name.start && end === name.end) return true;
    if (start >= name.start && end <= name.end) return undefined;
  }
  return false;
}

/** The same text with other names; a name that occurs again is again the same. */
function varied({ name, path, text, spans }: GoldField): GoldField {
  const others = new Map<string, string>();
  const names = spans.filter(({ type }) => type === 'PERSON_NAME');
  let result = '';
  let at = 0;
  const moved: GoldField['spans'] = [];
  for (const one of names) {
    if (one.start < at) continue;
    const value = text.slice(one.start, one.end);
    const other = others.get(value) ?? otherName(value);
    others.set(value, other);
    result += text.slice(at, one.start);
    moved.push({ type: one.type, start: result.length, end: result.length + other.length });
    result += other;
    at = one.end;
  }
  return { name, path, text: result + text.slice(at), spans: moved };
}

function otherName(value: string): string {
  const parts = /^([一-龠々]{1,5})([ 　]?)([一-龠々ぁ-ん]{0,4})$/.exec(value);
  if (!parts) return value;
  const spaced = parts[2] !== '';
  if (!spaced && value.length <= 3) {
    const isGiven = givenSet.has(value) && !surnameSet.has(value);
    if (isGiven) return pick(given);
    return random() < 0.12 ? pick(rare) : pick(surnames);
  }
  return `${pick(surnames)}${parts[2]}${pick(given)}`;
}

function weighted(rows: readonly (readonly string[])[], below: number): string[] {
  return rows
    .filter(([surface, , cost]) => /^[一-龠々]/.test(surface!) && Number(cost) < below)
    .map(([surface]) => surface!);
}

/** Trains without each group in turn; what the rest says of it is what a new author's text may expect. */
function validate(): void {
  const groups = [...new Set(examples.map(({ group }) => group))];
  const folds = Array.from({ length: FOLDS }, (_, fold) => new Set(groups.filter((_group, at) => at % FOLDS === fold)));
  const judged: { probability: number; positive: boolean }[] = [];
  for (const fold of folds) {
    const weights = train(examples.filter(({ group }) => !fold.has(group)));
    for (const { features, positive, weight, group } of examples)
      if (weight === 1 && fold.has(group)) judged.push({ probability: sigmoid(sumOf(weights, features)), positive });
  }
  const all = judged.filter(({ positive }) => positive).length;
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
    const taken = judged.filter(({ probability }) => probability >= threshold);
    const right = taken.filter(({ positive }) => positive).length;
    process.stdout.write(
      `from ${threshold}: precision ${(right / taken.length).toFixed(3)}, recall of candidates ${(right / all).toFixed(3)}\n`,
    );
  }
}

function write(): void {
  const lines = writtenModel(train(examples));
  writeFileSync(
    join(packageRoot(), 'classifiers', 'lexicon', 'name-weights.txt'),
    `${['# Made by bench/train-names.ts from the development part of fixtures/; do not edit.', '# Scale, then one byte for each hashed feature in Base64.', ...lines].join('\n')}\n`,
  );
}
