import { unitIn } from '../../src/text/unit-in.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import {
  BEFORE,
  BEHIND,
  endsHere,
  HIRAGANA,
  isFeminine,
  isNumeral,
  isSpeaker,
  JOINTS,
  KANJI,
  KATAKANA,
  kanaEnds,
  SCRIPT,
} from './candidate-units.js';
import type { NameCandidate, NameKind, TakeCandidate } from './name-candidates.js';
import { looksGiven } from './name-lexicon.js';
import { FOREIGN, marginOf, nameTries, PLACE, pack, RARE, traitsOf } from './name-tries.js';
import { kanaEnd } from './runs.js';

/** No surname and no given name has more units. */
const LONGEST = 6;
const JOINED = pack(0, FOREIGN);

/** Names that begin with the kanji at `start`; `inside` when kanji stands before it as well. */
export function kanjiAt(text: string, start: number, inside: boolean, found: TakeCandidate): void {
  const announced = !inside || BEFORE[unitIn(text, start - 1)] === 1;
  const { surnames, givenNames } = nameTries();
  // In the middle of a run one character is no name, and most pairs begin none.
  const [first, second] = [unitIn(text, start), unitIn(text, start + 1)];
  const goesOn = surnames.mayBegin(first, second);
  if (!announced && !goesOn) return;
  const limit = Math.min(text.length, start + LONGEST);
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < limit && (goesOn || at === start); at++) {
    node = surnames.next(node, unitIn(text, at));
    if (node < 0) break;
    const value = surnames.valueOf(node);
    const border = at + 1;
    // One character inside a run of kanji is a name only behind a word that announces it.
    if (value === UnitTrie.NONE || (at === start && !announced) || isNumeral(text, start, border)) continue;
    if (endsHere(text, border)) found(candidateOf('surname', start, border, border, value, UnitTrie.NONE));
    withGiven(text, start, border, value, found);
  }
  if (!inside) joinedAt(text, start, found);
  if (!announced) return;
  node = UnitTrie.ROOT;
  const longest = givenNames.mayBegin(first, second) ? limit : start + 1;
  for (let at = start; at < longest; at++) {
    node = givenNames.next(node, unitIn(text, at));
    if (node < 0) return;
    const value = givenNames.valueOf(node);
    if (value === UnitTrie.NONE || !endsHere(text, at + 1)) continue;
    if (isNumeral(text, start, at + 1) || (at === start && isSpeaker(text, start))) continue;
    found(candidateOf('given', start, at + 1, start, UnitTrie.NONE, value));
  }
}

/** 井ノ上, 梅ケ辻: most such surnames are in no list. */
function joinedAt(text: string, start: number, found: TakeCandidate): void {
  const joint = JOINTS[unitIn(text, start + 1)] === 1 ? 1 : JOINTS[unitIn(text, start + 2)] === 1 ? 2 : 0;
  if (joint === 0 || SCRIPT[unitIn(text, start + joint + 1)] !== KANJI) return;
  const end = kanjiEnd(text, start + joint + 1, 2);
  if (endsHere(text, end)) found(candidateOf('surname', start, end, end, JOINED, UnitTrie.NONE));
  withGiven(text, start, end, JOINED, found);
}

/** A given name directly behind the surname or behind at most two spaces. */
function withGiven(text: string, start: number, border: number, surname: number, found: TakeCandidate): void {
  let from = border;
  while (from - border < 2 && unitIn(text, from) === 0x20) from++;
  const spaced = from > border;
  const script = from < text.length ? SCRIPT[unitIn(text, from)]! : 0;
  if (script !== KANJI && script !== HIRAGANA && script !== KATAKANA) return;
  const { givenNames } = nameTries();
  const limit = Math.min(text.length, from + LONGEST);
  let node = UnitTrie.ROOT as number;
  let known = false;
  for (let at = from; at < limit; at++) {
    node = givenNames.next(node, unitIn(text, at));
    if (node < 0) break;
    const value = givenNames.valueOf(node);
    // A given name in kana ends where its kana end, except before a particle or a title.
    if (value === UnitTrie.NONE || !(script === KANJI ? endsHere(text, at + 1) : kanaEnds(text, at + 1, script)))
      continue;
    known = true;
    found(candidateOf(spaced ? 'spaced' : 'full', start, at + 1, border, surname, value));
  }
  // 大西ノブ子 although ノブ alone is a given name.
  if (script === KATAKANA || (!known && script === KANJI))
    guessGiven(text, { start, border, from, known }, script, surname, found);
}

/** Characters behind a surname that no list holds as a given name. */
function guessGiven(
  text: string,
  { start, border, from, known }: { start: number; border: number; from: number; known: boolean },
  script: number,
  surname: number,
  found: TakeCandidate,
): void {
  const run = script === KANJI ? kanjiEnd(text, from, 3) : kanaEnd(text, from, 8);
  const end = script === KATAKANA && isFeminine(text, run) ? run + 1 : run;
  if (end === from || (script === KANJI && !endsHere(text, end))) return;
  if ((from > border && !known) || end > run || (script === KANJI && looksGiven(text.slice(from, end))))
    found(candidateOf('guessed', start, end, border, surname, UnitTrie.NONE));
}

/** End of the kanji from `from`, at most `most`, without one that stands behind names. */
function kanjiEnd(text: string, from: number, most: number): number {
  let end = from;
  while (end < text.length && end - from < most && SCRIPT[unitIn(text, end)] === KANJI) {
    const last = SCRIPT[unitIn(text, end + 1)] !== KANJI;
    if (end > from && last && BEHIND[unitIn(text, end)] === 1) break;
    end++;
  }
  return end;
}

function candidateOf(
  kind: NameKind,
  start: number,
  end: number,
  border: number,
  surname: number,
  given: number,
): NameCandidate {
  const traits = traitsOf(surname) | (traitsOf(given) & (PLACE | RARE));
  return { kind, start, end, border, surname: marginOf(surname), given: marginOf(given), traits };
}
