import type { Place } from './places.js';
import { SECRET_NUMBER } from './wording.js';

const TYPES = SECRET_NUMBER + 1;
/** Where there is no other place. */
const NONE = -7;
/** Units between two clauses that stand near each other, and from the beginning of one to that of the last looked at. */
const NEAR = 60;
const REACH = 400;
/** From this sum on another place tells something rather than not. */
const LIKELY = -2;
const LONG = 1000;

const HERE = 5;
const CLOSE = HERE + TYPES;
const WIDE = CLOSE + TYPES;
const REST = WIDE + TYPES;
export const BESIDE_FEATURES = REST + 15;

/**
 * What is seen of a place beside the others of its text: what the models say of it, and the most that they say of any
 * other of each type in its clause, near it and farther off.
 *
 * @param places - of the whole text, in order of where their clauses begin
 * @param at - the one that is looked at
 * @param out - receives `BESIDE_FEATURES` values
 */
export function besideFeatures(places: readonly Place[], at: number, text: string, out: Float64Array): void {
  const place = places[at]!;
  const { type, start, end, group, clause, sum } = place;
  out.fill(NONE, HERE, REST);
  let [before, after, likely, same, all] = [NONE, NONE, 0, 0, 0];
  const see = (other: Place) => {
    all++;
    const gap = Math.max(other.clause.start - clause.end, clause.start - other.clause.end);
    if (gap < 0) {
      most(out, HERE + other.type, other.sum);
      if (other.type === type) same++;
      return;
    }
    if (gap < NEAR) most(out, CLOSE + other.type, other.sum);
    most(out, WIDE + other.type, other.sum);
    if (other.clause.start < clause.start) before = Math.max(before, other.sum);
    else after = Math.max(after, other.sum);
    if (other.sum > LIKELY) likely++;
  };
  for (let one = at - 1; one >= 0 && clause.start - places[one]!.clause.start <= REACH; one--) see(places[one]!);
  for (let one = at + 1; one < places.length && places[one]!.clause.start - clause.start <= REACH; one++)
    see(places[one]!);

  out[0] = type;
  out[1] = sum;
  out[2] = place.byTerm;
  out[3] = place.byClause;
  out[4] = place.vote;
  let rival = NONE;
  for (let other = 0; other < SECRET_NUMBER; other++) if (other !== type) rival = Math.max(rival, out[HERE + other]!);
  let count = REST;
  out[count++] = rival - sum;
  out[count++] = before;
  out[count++] = after;
  out[count++] = likely;
  out[count++] = same;
  out[count++] = all;
  out[count++] = Math.min(LONG, text.length);
  out[count++] = Math.min(REACH, start);
  out[count++] = Math.min(REACH, text.length - end);
  out[count++] = end - start;
  out[count++] = group;
  out[count++] = clause.end - clause.start;
  // The same for the own type alone, whatever its number.
  out[count++] = out[HERE + type]! - sum;
  out[count++] = out[CLOSE + type]!;
  out[count++] = out[WIDE + type]!;
}

function most(out: Float64Array, slot: number, sum: number): void {
  if (sum > out[slot]!) out[slot] = sum;
}
