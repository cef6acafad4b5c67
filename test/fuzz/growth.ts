import type { Found } from './harness.js';
import type { FuzzTarget } from './target.js';

/** Units of a short text and of one four times as long. */
const SHORT = 16_000;
const TIMES = 4;
/** In proportion it would be `TIMES`, with the square 16. A busy machine is not measured to the point. */
const MAX_RATIO = 11;
/** What is over so soon says nothing. */
const LEAST_MS = 400;

/**
 * Repeats what each text target is made of and measures how time grows: a pattern that looks back and forth again for
 * every place grows with the square. Never part of a test, because a busy machine must not fail one.
 */
export async function growth(chosen: readonly FuzzTarget[], write: (line: string) => unknown): Promise<Found[]> {
  const found: Found[] = [];
  for (const target of chosen) {
    if (target.form !== 'text') continue;
    for (const unit of await unitsOf(target)) {
      const short = await millisecondsOf(target, repeated(unit, SHORT));
      const long = await millisecondsOf(target, repeated(unit, SHORT * TIMES));
      if (long < LEAST_MS || long / Math.max(short, 1) <= MAX_RATIO) continue;
      // Once more: what is only a pause of the machine does not come twice.
      const again =
        (await millisecondsOf(target, repeated(unit, SHORT * TIMES))) /
        Math.max(1, await millisecondsOf(target, repeated(unit, SHORT)));
      if (again <= MAX_RATIO) continue;
      const detail = `${JSON.stringify(unit)}: ${Math.round(short)} ms, ${TIMES} times as long ${Math.round(long)} ms`;
      found.push({
        target: target.name,
        index: -1,
        reason: 'time grows faster than length',
        detail,
        input: repeated(unit, 200),
      });
    }
    write(`${target.name}: growth measured`);
  }
  return found;
}

/** Its words, its examples, and each sign of them by itself. */
async function unitsOf(target: FuzzTarget): Promise<Set<string>> {
  const texts = (await target.seeds()).map(({ parts: [only] }) => only!.toString('utf16le').slice(0, 40));
  const words = target.words ?? [];
  const every = (list: readonly string[], most: number) =>
    list.filter((_, at) => at % Math.ceil(list.length / most) === 0);
  return new Set([
    ...every(texts, 6),
    ...every(words, 10),
    ' ',
    '1',
    '1-',
    'a',
    'あ',
    '山',
    '一',
    '\n',
    '@',
    '.',
    '「',
    '、',
  ]);
}

const repeated = (unit: string, length: number): Buffer =>
  Buffer.from(unit.repeat(Math.ceil(length / unit.length)), 'utf16le');

async function millisecondsOf(target: FuzzTarget, input: Buffer): Promise<number> {
  const start = performance.now();
  await Promise.resolve(target.check(input)).catch(() => undefined);
  return performance.now() - start;
}
