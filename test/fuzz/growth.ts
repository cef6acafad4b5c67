import { NESTING } from './mutate/values.js';
import { Broken } from './promises.js';
import type { FuzzTarget, Seed } from './target.js';

/** Bytes of the shorter of two inputs, and how many times as long the longer one is. */
const SHORT = 20_000;
const TIMES = 4;
/** Bytes of the longer one. */
export const LONG = SHORT * TIMES;
/** In proportion it would be `TIMES`, with the square 16. */
const MAX_RATIO = 11;
/** What else a text costs hides a square in the shorter inputs: from here on the longer ones are asked. */
const SUSPICIOUS_RATIO = 7;
/** What is over so soon says nothing. A square that takes so long here takes hours for what a system stores. */
const LEAST_MS = 60;
const TRIES = 3;

const SIGNS = [
  ' ',
  '\t',
  '1',
  '1-',
  'a',
  'あ',
  '山',
  '一',
  'ア',
  '\n',
  '\r',
  '@',
  '.',
  '「',
  '、',
  ':',
  ',',
  '""',
  '"\n',
  '],',
  '},',
];

/** An input of any length: the longer it is, the oftener something is repeated in it. */
export type Growing = (length: number) => Buffer;

/** Words and examples of a text that are repeated: what a recognizer looks around for, nothing else makes it look for. */
const OWN_WORDS = 25;
const OWN_EXAMPLES = 80;
/** Parts of seeds beside the first one's middle, and signs that are repeated in each. */
const OTHER_PLACES = 6;
const SIGNS_THERE = 10;

/**
 * Inputs that grow: words of the target, its examples, single signs and whatever opens something, again and again in the
 * middle of a valid input, where what surrounds them is still what it should be; text also without anything around it.
 * A few of them in parts of every kind, and each of these parts itself again and again. Slow targets get less.
 */
export async function growingInputs(target: FuzzTarget): Promise<Growing[]> {
  const isText = target.form === 'text';
  const texts = [...SIGNS, ...(isText ? [] : NESTING), ...few(target.words ?? [], isText ? OWN_WORDS : 10)];
  const units = texts.map((text) => Buffer.from(text, isText ? 'utf16le' : 'utf8'));
  const [first, ...others] = (await target.seeds()) as [Seed, ...Seed[]];
  const seeds = [first, ...few(others, isText ? OWN_EXAMPLES : OTHER_PLACES)];
  const parts = seeds.flatMap((seed) => seed.parts.map((part, index) => ({ seed, part, index })));
  const places = few(
    parts.filter(({ part }) => part.length > 0),
    OTHER_PLACES,
  );
  const there = places.flatMap(({ seed, index }) => few(units, SIGNS_THERE).map((unit) => inMiddle(seed, index, unit)));
  const growing = isText
    ? [...units, ...distinct(seeds.map(({ parts: [only] }) => only!))].map((unit) => repeated(unit))
    : [
        ...units.map((unit) => inMiddle(first, Math.floor(first.parts.length / 2), unit)),
        ...places.map(({ seed, part, index }) => instead(seed, index, part)),
      ];
  const all = [...growing, ...there];
  return few(all, Math.ceil(all.length * Math.min(1, target.weight ?? 1)));
}

export const repeated =
  (unit: Buffer): Growing =>
  (length) =>
    Buffer.alloc(Math.ceil(length / unit.length) * unit.length, unit);

const instead =
  (seed: Seed, at: number, unit: Buffer): Growing =>
  (length) =>
    seed.build(seed.parts.map((part, index) => (index === at ? repeated(unit)(length) : part)));

function inMiddle(seed: Seed, at: number, unit: Buffer): Growing {
  const part = seed.parts[at]!;
  // Between two units of UTF-16.
  const half = (part.length >> 2) * 2;
  return (length) => {
    const grown = Buffer.concat([part.subarray(0, half), repeated(unit)(length), part.subarray(half)]);
    return seed.build(seed.parts.map((one, index) => (index === at ? grown : one)));
  };
}

const distinct = (units: readonly Buffer[]): Buffer[] => [
  ...new Map(units.filter(({ length }) => length > 0).map((unit) => [unit.toString('hex'), unit])).values(),
];

/** Milliseconds that a target takes for an input. */
export type Cost = (target: FuzzTarget, input: Buffer) => Promise<number>;

/**
 * Measures a short and a long input. A pattern that looks back and forth again for every place grows with the square.
 * What is measured is processor time of this process, so others who use the machine change it little; what the engine
 * compiles and collects meanwhile counts, and so whatever seems to grow is measured again.
 *
 * @throws {Broken} when time grew much faster than length, and as fast again from there on
 */
export async function growsWithLength(
  target: FuzzTarget,
  growing: Growing,
  cost: Cost = processorMilliseconds,
): Promise<void> {
  const costOf = (input: Buffer) => cost(target, input);
  if (!(await growsFrom(costOf, growing, SHORT, SUSPICIOUS_RATIO))) return;
  const again = await growsFrom(costOf, growing, LONG, MAX_RATIO);
  if (!again) return;
  const [one, other] = again.map(Math.round);
  throw new Broken(
    'time grows with length',
    `${LONG} bytes ${one} ms, ${TIMES} times as long ${other} ms of processor time`,
  );
}

/** @returns milliseconds of an input of `length` bytes and of one `TIMES` as long, where the latter takes far longer */
async function growsFrom(
  costOf: (input: Buffer) => Promise<number>,
  growing: Growing,
  length: number,
  ratio: number,
): Promise<[number, number] | undefined> {
  const [short, long] = [growing(length), growing(length * TIMES)];
  let [one, other] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    other = Math.min(other, await costOf(long));
    if (other < LEAST_MS) return undefined;
    // After the long one, so that what is compiled the first time does not hide how it grows.
    one = Math.min(one, await costOf(short));
    if (other / Math.max(one, 1) <= ratio) return undefined;
  }
  return [one, other];
}

async function processorMilliseconds({ check, grow = check }: FuzzTarget, input: Buffer): Promise<number> {
  const copy = Buffer.from(input);
  const before = process.cpuUsage();
  // What else it breaks is for the other inputs to find.
  await (async () => grow(copy))().catch(() => undefined);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** So many of a list at most, evenly. */
export function few<T>(list: readonly T[], most: number): T[] {
  return list.filter((_, at) => at % Math.max(1, Math.ceil(list.length / most)) === 0);
}
