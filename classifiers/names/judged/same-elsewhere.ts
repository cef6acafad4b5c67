import { matchesAt } from '../../../src/text/match-at.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { ADDRESSED } from '../words/titles.js';
import { KANJI, scriptOf } from '../words/unit-traits.js';

/** Units on either side within which the same characters are looked for, and how often at most. */
const REACH = 500;
const MOST = 12;

const TITLE = new RegExp(`[ 一-龠ぁ-んァ-ヶー]{0,4}?${ADDRESSED}`, 'y');
const PLACE = /(?:市|県|町|村|区|駅|川|山|島|通|店|社|病院|小学|中学|高校|支店|橋|港|地区|線|方面|大学|公園)/y;
const INTRODUCED = /.{0,4}(?:と申|です|と言|といい)/y;
const LABEL = /(?:^|[\n:】\]>]|担当|氏名) *$/;
const LABEL_REACH = 4;

/** What is seen of the same characters elsewhere in the text, as bits: one person or one place is mostly named more than once. */
export const ELSEWHERE = { titled: 16, place: 8, introduced: 4, labelled: 2, longer: 1 } as const;

export interface Elsewhere {
  /** How often, at most 3. */
  times: number;
  /** Of `ELSEWHERE`. */
  seen: number;
}

/** Looks for the characters from `start` to `end` near that place. */
export function sameElsewhere(text: string, start: number, end: number, into: Elsewhere): void {
  const surface = text.slice(start, end);
  // Without the rest of a long text, which would be searched to its end.
  const from = Math.max(0, start - REACH);
  const near = text.slice(from, Math.min(text.length, end + REACH));
  let times = 0;
  let seen = 0;
  for (let place = near.indexOf(surface); place !== -1 && times < MOST; place = near.indexOf(surface, place + 1)) {
    const at = from + place;
    if (at === start) continue;
    times++;
    const behind = at + surface.length;
    if (matchesAt(TITLE, text, behind)) seen |= ELSEWHERE.titled;
    if (matchesAt(PLACE, text, behind)) seen |= ELSEWHERE.place;
    if (matchesAt(INTRODUCED, text, behind)) seen |= ELSEWHERE.introduced;
    if (LABEL.test(text.slice(Math.max(0, at - LABEL_REACH), at))) seen |= ELSEWHERE.labelled;
    if (scriptOf(unitIn(text, behind)) === KANJI) seen |= ELSEWHERE.longer;
  }
  into.times = Math.min(3, times);
  into.seen = seen;
}
