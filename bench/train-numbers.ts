import { DIGIT_KINDS } from '../classifiers/digits/digit-kinds.js';
import { LEAST, NUMBER_WEIGHTS, numbersAmong } from '../classifiers/digits/judged-digits.js';
import { PlaceSums } from '../classifiers/digits/place-sums.js';
import type { Finding } from '../src/classify/finding.js';
import { isValidated, optionOf } from './development-part.js';
import { type Example, foldsOf, trainInOrders } from './linear-training.js';
import { levelOf, missesOfRecognizers, type NumberRecord, type PlaceAs, recordsOfNumbers } from './number-examples.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that judge places of digits on the development part of `fixtures` and writes them to
 * `classifiers/lexicon/number-weights.txt`. First it trains without a fifth of the files in turn and says what that
 * adds to the rules on them. `--check` only does that; `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval`
 * may judge them.
 */
const number = (option: string, otherwise: number) => Number(optionOf(option) ?? otherwise);
const SIZE = 1 << number('--bits', 17);
const OPTIONS = {
  size: SIZE,
  epochs: number('--epochs', 10),
  rate: number('--rate', 0.03),
  decay: number('--decay', 1e-3),
  dropout: number('--dropout', 0.3),
};
const ORDERS = number('--orders', 5);
/** A number found by the rules, seen as if it were not, is easier than those they do not find. */
const KNOWN = number('--known', 0.1);
/** A missed number weighs more than a false one. */
const MISSED = number('--missed', 1.5);
/** A false one raises the whole record of level 1. */
const RAISED = number('--raised', 2);
/** One number taken for another is of the same level. */
const OTHER_KIND = number('--other', 0.5);
/** What a place weighs when it is seen again beside numbers that were judged, of what it weighs in all. */
const AGAIN = number('--again', 0.5);

/** Sums from which the curve of each kind is told. */
const STEPS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5];

const records = recordsOfNumbers();
const misses = missesOfRecognizers();
const places = records.flatMap((record) => record.places);
process.stdout.write(
  `${records.length} records, ${places.length} places, ${places.filter(({ isKnown }) => !isKnown).length} open, ${places.filter(({ isKnown, kind }) => !isKnown && kind >= 0).length} of them numbers, ${places.filter(({ isKnown, kind, as }) => !isKnown && as.some((one) => one.kind === kind)).length} may be so\n`,
);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) writeWeights(NUMBER_WEIGHTS, 'train-numbers', weightsOf(records, ORDERS));

function weightsOf(some: readonly NumberRecord[], orders: number): Float64Array {
  return trainInOrders([...some, ...misses].flatMap(examplesOf), orders, OPTIONS);
}

function examplesOf({ group, level, places }: NumberRecord): Example[] {
  return places.flatMap(({ kind, as, again, isKnown }) => {
    const share = isKnown ? KNOWN : again.length > 0 ? 1 - AGAIN : 1;
    const examples = (seen: readonly PlaceAs[], share: number) =>
      seen.map(({ kind: one, features }) => {
        const positive = one === kind;
        const weight = positive ? MISSED : kind >= 0 ? OTHER_KIND : level === 1 ? RAISED : 1;
        return { features, positive, weight: weight * share, group };
      });
    return [...examples(as, share), ...examples(again, AGAIN)];
  });
}

/** The errors of what is judged, each in its text. */
function list(some: readonly NumberRecord[], judged: ReadonlyMap<NumberRecord, readonly Judged[]>): void {
  for (const record of some)
    for (const { field, start, end, kind, isKnown, as } of record.places) {
      const own = judged.get(record)!.find((one) => one.field === field && one.start === start && one.end === end);
      const type = kind < 0 ? 'none' : DIGIT_KINDS[kind]!;
      const said = own ? own.type : 'none';
      if (isKnown || said === type) continue;
      const text = record.texts[field]!;
      const part = `${text.slice(Math.max(0, start - 60), start)}【${text.slice(start, end)}】${text.slice(end, end + 30)}`;
      process.stdout.write(
        `${type} seen as ${said} ${own?.type} ${own?.sum.toFixed(1)} level ${record.level} ${record.group} «${part.replaceAll('\n', '⏎')}» ${as.length} ${as.some((one) => one.kind === kind)}\n`,
      );
    }
}

/** For each kind what is judged from one sum to the next: right, false, and false in a record of level 1. */
function printCurve(judged: ReadonlyMap<NumberRecord, readonly Judged[]>): void {
  for (const type of DIGIT_KINDS) {
    const tally = STEPS.map(() => ({ right: 0, wrong: 0, raised: 0 }));
    for (const [{ places, level }, numbers] of judged)
      for (const one of numbers) {
        if (one.type !== type) continue;
        const own = tally[STEPS.findLastIndex((step) => one.sum >= step)];
        const place = places.find(
          ({ field, start, end }) => field === one.field && start === one.start && end === one.end,
        );
        if (!own || !place) continue;
        if (DIGIT_KINDS[place.kind] === type) own.right++;
        else own.wrong++;
        if (place.kind < 0 && level === 1) own.raised++;
      }
    const cells = tally.map(({ right, wrong, raised }, at) => `${STEPS[at]}: ${right}-${wrong}(${raised})`);
    process.stdout.write(`  ${type.padEnd(28)} ${cells.join('  ')}\n`);
  }
}

interface Judged extends Finding {
  field: number;
  sum: number;
}

function crossValidate(): void {
  const judged = new Map<NumberRecord, Judged[]>();
  for (const held of foldsOf(records)) {
    const weights = weightsOf(
      records.filter(({ group }) => !held.has(group)),
      number('--fold-orders', 2),
    );
    for (const record of records) if (held.has(record.group)) judged.set(record, judgedBy(record, weights));
  }
  for (const file of ['', ...(optionOf('--files')?.split(',') ?? [])]) {
    const chosen = records.filter(({ group }) => group.startsWith(file));
    process.stdout.write(`${file || 'all files'}\n`);
    if (process.argv.includes('--misses')) list(chosen, judged);
    if (file === '') printCurve(judged);
    print('rules', chosen, () => []);
    for (const more of [0, 0.5, 1, 1.5])
      print(
        `from the least and ${more} on`,
        chosen,
        (record) => judged.get(record)!.filter(({ type, sum }) => sum >= LEAST[DIGIT_KINDS.indexOf(type)]! + more),
        more === 0,
      );
  }
}

function judgedBy({ judgeable }: NumberRecord, weights: Float64Array): Judged[] {
  const sums = new PlaceSums({
    sum: (features, count) => {
      let sum = 0;
      for (let at = 0; at < count; at++) sum += weights[features[at]! & (SIZE - 1)]!;
      return sum;
    },
  });
  return judgeable.flatMap(({ around, placeAt }) =>
    numbersAmong(around, sums).flatMap(({ at, kind, sum }) => {
      const place = placeAt.get(at);
      if (!place || place.isVetoed(kind)) return [];
      const { field, start, end } = place;
      return [{ type: DIGIT_KINDS[kind]!, start, end, field, sum, score: 0.6, rule: 'judged' }];
    }),
  );
}

/** What is found of the numbers with what is judged, and how many records have which level. */
function print(
  title: string,
  some: readonly NumberRecord[],
  judged: (record: NumberRecord) => readonly Judged[],
  inFull = title === 'rules',
): void {
  const tally = new Map(DIGIT_KINDS.map((type) => [type, { n: 0, hit: 0, found: 0, right: 0 }]));
  let [raised, lowered, ones, threes] = [0, 0, 0, 0];
  for (const record of some) {
    const more = judged(record);
    const all = record.found.map((found, at) => [...found, ...more.filter(({ field }) => field === at)]);
    const level = levelOf(all.flat());
    if (record.level === 1) ones++;
    if (record.level === 3) threes++;
    if (record.level === 1 && level === 3) raised++;
    if (record.level === 3 && level !== 3) lowered++;
    for (const [at, found] of all.entries()) {
      for (const span of record.spans[at]!) {
        const own = tally.get(span.type);
        if (!own) continue;
        own.n++;
        if (found.some((one) => one.type === span.type && one.start < span.end && one.end > span.start)) own.hit++;
      }
      for (const one of found) {
        const own = tally.get(one.type);
        if (!own) continue;
        own.found++;
        if (record.spans[at]!.some((span) => one.type === span.type && one.start < span.end && one.end > span.start))
          own.right++;
      }
    }
  }
  const sum = (of: 'n' | 'hit' | 'found' | 'right') => [...tally.values()].reduce((total, one) => total + one[of], 0);
  const line = (n: number, hit: number, found: number, right: number) =>
    `recall ${(hit / n).toFixed(3)} of ${n}, precision ${(right / found).toFixed(3)}, false ${found - right}`;
  process.stdout.write(
    `${title}: ${line(sum('n'), sum('hit'), sum('found'), sum('right'))}; level 1 raised ${raised} of ${ones}, level 3 lowered ${lowered} of ${threes}\n`,
  );
  if (inFull)
    for (const [type, { n, hit, found, right }] of tally)
      process.stdout.write(`  ${type.padEnd(28)} ${line(n, hit, found, right)}\n`);
}
