import type { Said } from './said.js';

/** What may have been told so far, and how much of it the last piece was. */
interface Reading {
  told: string;
  last: number;
  turn: number;
  /** Lengths after each piece of it. */
  cuts: readonly number[];
}

/** A whole number: of how many pieces, and where it was cut. */
export interface Told {
  count: number;
  value: string;
  cuts: readonly number[];
}

/** Readings that are followed at the same time. */
const MOST_READINGS = 16;
/** Fewer units than this are no repetition of the middle of a number. */
const FEWEST_AGAIN = 3;

/**
 * Pieces from the first on that make one number: told one after the other, read back by the other speaker, put right.
 *
 * Every piece may go on, repeat, begin anew or replace the one before; all readings are followed, and of those whose
 * value is whole the one that explains the most pieces decides.
 *
 * @param whole - whether a value is a whole number
 * @param most - length of the longest whole one
 * @returns how many pieces make it with all that repeats it, and its value; undefined where no reading is whole
 */
export function putTogether(said: readonly Said[], whole: (value: string) => boolean, most: number): Told | undefined {
  /** By how many pieces were heard. */
  const readings: Map<string, Reading>[] = said.map(() => new Map());
  let best: Told | undefined;
  readings[0]?.set('', { told: '', last: 0, turn: -1, cuts: [] });
  for (let at = 0; at < said.length; at++) {
    const reach = (count: number, reading: Reading): void => {
      const list = readings[count];
      if (reading.told.length <= most && list && list.size < MOST_READINGS)
        list.set(`${reading.told} ${reading.last}`, reading);
    };
    for (const reading of readings[at]!.values()) {
      const again = repeatedFrom(said, at, reading);
      if (again > 0) {
        reach(at + again, reading);
        // The other speaker says at once what was told: hardly ever does the number go on with the same digits.
        if (again > 1 || said[at]!.value.length > FEWEST_AGAIN || said[at]!.value === tailOf(reading)) continue;
      }
      for (const next of nextOf(reading, said[at]!)) {
        if (whole(next.told)) {
          const told = { ...withRepetitions(said, at + 1, next.told, whole), cuts: next.cuts };
          if (told.count > (best?.count ?? 0)) best = told;
        } else reach(at + 1, next);
      }
    }
  }
  return best;
}

/** The pieces behind a whole number that say it again, in part or put right. */
function withRepetitions(
  said: readonly Said[],
  from: number,
  told: string,
  whole: (value: string) => boolean,
): { count: number; value: string } {
  let value = told;
  let count = from;
  let joined = '';
  for (; count < said.length; count++) {
    const piece = said[count]!;
    const again = said[count - 1]!.turn === piece.turn && joined !== '' ? joined + piece.value : '';
    joined = again !== '' && value.includes(again) ? again : piece.value;
    // 132-088-7-4922: 7 alone would say nothing again.
    if (joined === again || saysAgain(value, piece)) continue;
    const corrected = piece.repairs ? replaced(value, piece.value, whole) : undefined;
    if (corrected === undefined) break;
    value = corrected;
  }
  return { count, value };
}

const tailOf = ({ told, last }: Reading) => told.slice(told.length - last);

/** How many pieces of this turn together repeat what another turn told: all of it, its end, or a part long enough. */
function repeatedFrom(said: readonly Said[], at: number, { told, turn }: Reading): number {
  if (told === '') return 0;
  let joined = '';
  let count = 0;
  for (let to = at; to < said.length && said[to]!.turn === said[at]!.turn; to++) {
    joined += said[to]!.value;
    if (joined.length > told.length) break;
    const otherTurn = said[at]!.turn !== turn;
    if (
      (otherTurn && told.endsWith(joined) && (to === at || joined.length > 1)) ||
      (joined.length >= FEWEST_AGAIN && told.includes(joined) && (otherTurn || to === at))
    )
      count = to - at + 1;
  }
  return count;
}

function saysAgain(value: string, { value: said }: Said): boolean {
  return said.length > 1 ? value.includes(said) : value.endsWith(said);
}

/** The value with its end, or a part as long as what is said now and like it, replaced. */
function replaced(value: string, said: string, whole: (value: string) => boolean): string | undefined {
  if (whole(said)) return said;
  const ended = value.slice(0, value.length - said.length) + said;
  return said.length >= 2 && said.length < value.length && whole(ended) ? ended : undefined;
}

/** What may have been told with one more piece that does not merely repeat. */
function* nextOf(reading: Reading, { value, repairs, mayRepair, turn }: Said): Generator<Reading> {
  const { told, last, turn: before } = reading;
  const tail = tailOf(reading);
  const rest = told.slice(0, told.length - last);
  const read = (whole: string): Reading => ({
    told: whole,
    last: value.length,
    turn,
    cuts: [...reading.cuts.filter((cut) => cut <= whole.length - value.length), whole.length],
  });
  if (told !== '') {
    // Said anew: from the beginning, or from where the piece before began.
    if (value.length > told.length && value.startsWith(told)) yield read(value);
    if (value.length > last && value.startsWith(tail)) yield read(rest + value);
    // 306…306の880: the same piece once more.
    if (value === tail && last > 1 && before === turn) yield { ...reading };
    if (repairs || mayRepair) {
      yield read(rest + value);
      if (value.length <= told.length) yield read(told.slice(0, told.length - value.length) + value);
      if (repairs) return;
    }
    // One of the two had misheard or misspoken.
    if (before !== turn && differsByOne(tail, value)) {
      yield { ...reading };
      yield read(rest + value);
    }
  }
  yield read(told + value);
}

function differsByOne(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < 2) return false;
  let different = 0;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) different++;
  return different === 1;
}
