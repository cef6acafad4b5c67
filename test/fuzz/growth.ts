import { NESTING } from './mutate/values.js';
import { Broken } from './promises.js';
import type { FuzzTarget, Seed } from './target.js';

/** Bytes of the shorter of two inputs, and how many times as long the longer one is. */
const SHORT = 20_000;
const TIMES = 4;
/** In proportion it would be `TIMES`, with the square 16. A busy machine is not measured to the point. */
const MAX_RATIO = 11;
/** What is over so soon says nothing. */
const LEAST_MS = 500;

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

/** What is repeated to see how time grows: its words, its examples, single signs, and whatever opens something. */
export async function unitsOf(target: FuzzTarget): Promise<Buffer[]> {
  if (target.weight !== undefined && target.weight < 1) return [];
  const texts = [...SIGNS, ...(target.form === 'text' ? [] : NESTING), ...few(target.words ?? [], 10)];
  const units = texts.map((text) => Buffer.from(text, target.form === 'text' ? 'utf16le' : 'utf8'));
  const seeds = target.form === 'text' ? few(await target.seeds(), 8) : [];
  return [
    ...new Map(
      [...units, ...seeds.map(({ parts: [only] }) => only!)].map((unit) => [unit.toString('hex'), unit]),
    ).values(),
  ];
}

/** A valid input with `unit` again and again in its middle, where what surrounds it is still what it should be. */
export async function grown(target: FuzzTarget, unit: Buffer, times = TIMES): Promise<Buffer> {
  const run = Buffer.alloc(Math.ceil((SHORT * times) / unit.length) * unit.length, unit);
  if (target.form === 'text') return run;
  const [seed] = (await target.seeds()) as [Seed];
  const middle = Math.floor(seed.parts.length / 2);
  return seed.build(
    seed.parts.map((part, index) => {
      if (index !== middle) return part;
      const half = part.length >> 1;
      return Buffer.concat([part.subarray(0, half), run, part.subarray(half)]);
    }),
  );
}

/**
 * Measures a short and a long input. A pattern that looks back and forth again for every place grows with the square.
 * Never part of a test, because a busy machine must not fail one.
 *
 * @throws {Broken} when time grew much faster than length, twice
 */
export async function growsWithLength(target: FuzzTarget, unit: Buffer): Promise<void> {
  const short = await grown(target, unit, 1);
  const long = await grown(target, unit);
  for (const isLast of [false, true]) {
    const [one, other] = [await millisecondsOf(target, short), await millisecondsOf(target, long)];
    if (other < LEAST_MS || other / Math.max(one, 1) <= MAX_RATIO) return;
    if (isLast)
      throw new Broken(
        'time grows with length',
        `${Math.round(one)} ms, ${TIMES} times as long ${Math.round(other)} ms`,
      );
  }
}

async function millisecondsOf(target: FuzzTarget, input: Buffer): Promise<number> {
  const start = performance.now();
  // What else it breaks is for the other inputs to find.
  await Promise.resolve(target.check(Buffer.from(input))).catch(() => undefined);
  return performance.now() - start;
}

function few<T>(list: readonly T[], most: number): T[] {
  return list.filter((_, at) => at % Math.max(1, Math.ceil(list.length / most)) === 0);
}
