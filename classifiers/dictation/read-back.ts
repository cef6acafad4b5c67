import type { Told } from './put-together.js';
import type { Said } from './said.js';

/** Fewer units than this may be any part of a number. */
const FEWEST_LIKE = 3;
/** Digits that may have been misheard: one of few, two (which changed places) of many. */
const MANY = 5;

/** Pieces of one turn that may say different parts again. */
const MOST_APART = 3;

interface Turn {
  pieces: readonly string[];
  value: string;
  cuts: readonly number[];
}

/**
 * A number that one turn tells whole and the others read back, in part, misheard or put right.
 *
 * @returns the longest value, as it was told last; undefined where a turn tells anything else
 */
export function toldAndReadBack(said: readonly Said[], isWhole: (value: string) => boolean): Told | undefined {
  const turns = turnsOf(said);
  const longest = Math.max(...turns.map(({ value }) => (isWhole(value) ? value.length : 0)));
  const last = turns.findLast(({ value }) => value.length === longest);
  if (!last || turns.length < 2) return undefined;
  const { value } = last;
  const whole = turns.filter((turn) => isWhole(turn.value) && isLike(value, turn.value));
  const isAgain = (told: string) => whole.some((one) => isLike(one.value, told));
  const others = turns.filter((turn) => turn !== last);
  if (!others.every((turn) => isAgain(turn.value) || (turn.pieces.length <= MOST_APART && turn.pieces.every(isAgain))))
    return undefined;
  // A few digits alone are no repetition.
  if (others.reduce((sum, turn) => sum + turn.value.length, 0) * 2 < value.length) return undefined;
  // Whoever tells it digit by digit does not say how it is cut.
  const cuts = whole.map((turn) => turn.cuts).filter(({ length }) => length > 1);
  const fewest = Math.min(...cuts.map(({ length }) => length));
  return { count: said.length, value, cuts: cuts.find(({ length }) => length === fewest) ?? [value.length] };
}

/** Whether one turn says otherwise than the one before what is as long: neither goes on, whatever it is. */
export function isMisheard(said: readonly Said[]): boolean {
  const [first, second] = turnsOf(said).map(({ value }) => value);
  return (
    first !== undefined &&
    first !== second &&
    first.length >= MANY &&
    first.length === second?.length &&
    differences(first, second, 0) <= 2
  );
}

/** What each turn tells. */
export function turnsOf(said: readonly Said[]): Turn[] {
  const turns: Turn[] = [];
  for (let at = 0; at < said.length; ) {
    const { turn } = said[at]!;
    const pieces: string[] = [];
    const cuts: number[] = [];
    let value = '';
    for (; said[at]?.turn === turn; at++) {
      pieces.push(said[at]!.value);
      value += said[at]!.value;
      cuts.push(value.length);
    }
    turns.push({ pieces, value, cuts });
  }
  return turns;
}

/** Whether what was said is a part of the value, but for digits that were misheard or left out. */
function isLike(value: string, said: string): boolean {
  if (said.length < FEWEST_LIKE) return said.length === 1 || value.includes(said);
  const most = said.length < MANY ? 1 : 2;
  for (let from = 0; from + said.length <= value.length; from++)
    if (differences(value, said, from) <= most) return true;
  return said.length < value.length ? lacksOne(value, said) : lacksOne(said, value);
}

function differences(value: string, said: string, from: number): number {
  let different = 0;
  for (let at = 0; at < said.length; at++) if (value[from + at] !== said[at]) different++;
  return different;
}

function lacksOne(value: string, said: string): boolean {
  if (said.length !== value.length - 1) return false;
  let same = 0;
  while (same < said.length && value[same] === said[same]) same++;
  return value.endsWith(said.slice(same));
}
