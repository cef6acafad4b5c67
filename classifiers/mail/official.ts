import { spellings } from '../names/latin/lexicon.js';

/** Domains of public bodies: lg.jp and go.jp, and the labels that JPRS keeps for prefectures and municipalities. */
export const OFFICIAL = /(?:(?:^|\.)(?:lg|go)\.jp$)|(?:^|\.)(?:pref|city|town|vill|metro)\./i;

/** 足助 遼平⏎a-asuke@pref…: initials and a surname, behind somebody's name. */
const OF_PERSON = /^[a-z]{1,10}[._-][a-z]{3,12}\d{0,4}$/;
const NAME_BEFORE = /[一-龠々]{1,4}[ 　・][一-龠々ぁ-んァ-ヴー]{1,5}[^。\n]{0,24}\n?[^。\n]{0,24}$/;
/** k-momose: an initial before a surname; e- is of what is electronic. */
const INITIAL = /^(?![ei])[a-z][._-]([a-z]{3,12})\d{0,4}$/;
/** sakurada-m: a surname before an initial. */
const INITIAL_BEHIND = /^([a-z]{3,14})[._-][a-z]\d{0,4}$/;

/** Whether an address at a public body is somebody's own: its form says so, and a name stands before it or is in it. */
export function isOfPerson(text: string, start: number, local: string): boolean {
  const surname = (INITIAL.exec(local) ?? INITIAL_BEHIND.exec(local))?.[1];
  if (surname !== undefined && spellings().surnames.has(surname)) return true;
  return OF_PERSON.test(local) && NAME_BEFORE.test(text.slice(Math.max(0, start - 64), start));
}
