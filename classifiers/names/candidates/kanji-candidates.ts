import { unitIn } from '../../../src/text/unit-in.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import { firstKind, WORD_KIND, type WordKinds } from '../../../src/text/word-kinds.js';
import { looksGiven, OTHER_WORD } from '../words/name-lexicon.js';
import { FOREIGN, marginOf, nameTries, PLACE, pack, RARE, READS_GIVEN, traitsOf } from '../words/name-tries.js';
import { kanaEnd } from '../words/runs.js';
import { HIRAGANA, is, KANJI, KATAKANA, scriptOf, trait } from '../words/unit-traits.js';
import { BEFORE, BEHIND, endsHere, isFeminine, isNumeral, isSpeaker, JOINTS, kanaEnds } from './candidate-units.js';
import { readingTraits } from './kana-candidates.js';
import type { NameCandidate, NameKind, TakeCandidate } from './name-candidate.js';
import { unlistedAt } from './unlisted-candidates.js';

/** No surname and no given name has more units. */
const LONGEST = 6;
/** No given name in hiragana that a list lacks has more. */
const LONGEST_HIRAGANA = 5;
const JOINED = pack(0, FOREIGN);
const CONTINENTAL_NAME = pack(0, FOREIGN | RARE);
/** A word that begins inside a run of kanji has at least so many units. */
const SHORTEST_WORD = 2;

/** Names that begin with the kanji at `start`, in a run of kanji that begins at `run`. */
export function kanjiAt(text: string, start: number, run: number, words: WordKinds, found: TakeCandidate): void {
  const inside = start > run;
  unlistedAt(text, start, run, words, found);
  const announced = !inside || is(unitIn(text, start - 1), BEFORE);
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
    if (endsHere(text, border) || (at > start && wordBegins(text, border, words)))
      found(candidateOf('surname', start, border, border, value, UnitTrie.NONE));
    withGiven(text, start, border, value, words, found);
  }
  if (!inside) {
    joinedAt(text, start, words, found);
    rareNameAt(text, start, found);
  }
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
function joinedAt(text: string, start: number, words: WordKinds, found: TakeCandidate): void {
  const joint = is(unitIn(text, start + 1), JOINTS) ? 1 : is(unitIn(text, start + 2), JOINTS) ? 2 : 0;
  if (joint === 0 || scriptOf(unitIn(text, start + joint + 1)) !== KANJI) return;
  const end = kanjiEnd(text, start + joint + 1, 2);
  if (endsHere(text, end)) found(candidateOf('surname', start, end, end, JOINED, UnitTrie.NONE));
  withGiven(text, start, end, JOINED, words, found);
  // 梶ヶ谷和志: behind the joint mostly one character is the surname's.
  if (end - start - joint > 2) withGiven(text, start, end - 1, JOINED, words, found);
}

/** Surnames of one character in the names of Chinese and Koreans. */
const CONTINENTAL = trait(
  '李王張劉陳楊趙黄周呉徐孫朱馬胡林郭何高梁鄭謝宋唐許鄧韓馮曹曾彭蕭蔡潘田董袁于余葉蒋杜蘇魏程呂丁沈任姚盧傅鍾崔譚廖范汪陸金石戴賈韋夏邱方侯鄒熊孟秦白江閻薛尹段雷龍陶賀顧毛郝龔邵万銭厳武莫孔朴姜申権安柳洪全文裵曺南河成車具禹羅閔池魚玄',
);

/** 王偉 and 金秀賢, a run of its own whose given name is in no list; 空閑 純 or 五百旗 あおい, an unlisted surname before a space and a given name. */
function rareNameAt(text: string, start: number, found: TakeCandidate): void {
  let end = start + 1;
  while (end - start < LONGEST && end < text.length && scriptOf(unitIn(text, end)) === KANJI) end++;
  const run = end - start;
  if (run >= 2 && run <= 3 && is(unitIn(text, start), CONTINENTAL))
    found(candidateOf('guessed', start, end, start + 1, CONTINENTAL_NAME, UnitTrie.NONE));
  const script = unitIn(text, end) === 0x20 ? scriptOf(unitIn(text, end + 1)) : 0;
  if (run < 2 || run > 4 || (script !== KANJI && script !== HIRAGANA)) return;
  const { givenNames, surnames } = nameTries();
  if (surnames.find(text, start, end) !== UnitTrie.NONE) return;
  let behind = end + 1;
  while (behind - end < LONGEST && behind < text.length && scriptOf(unitIn(text, behind)) === script) behind++;
  // 五百旗 あおいで: a particle ends it.
  if (script === HIRAGANA) {
    while (behind > end + 3 && givenNames.find(text, end + 1, behind) === UnitTrie.NONE) behind--;
    if (!kanaEnds(text, behind, HIRAGANA)) return;
  }
  const given = givenNames.find(text, end + 1, behind);
  if (given !== UnitTrie.NONE) found(candidateOf('spaced', start, behind, end, UnitTrie.NONE, given));
}

/** A given name directly behind the surname or behind at most two spaces. */
function withGiven(
  text: string,
  start: number,
  border: number,
  surname: number,
  words: WordKinds,
  found: TakeCandidate,
): void {
  let from = border;
  while (from - border < 2 && unitIn(text, from) === 0x20) from++;
  const spaced = from > border;
  const script = from < text.length ? scriptOf(unitIn(text, from)) : 0;
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
    if (value === UnitTrie.NONE) continue;
    if (
      script === KANJI ? !endsHere(text, at + 1) && !wordBegins(text, at + 1, words) : !kanaEnds(text, at + 1, script)
    )
      continue;
    known = true;
    if (at + 1 - start === SHORTEST_WORD && marginOf(surname) === OTHER_WORD && isOneWord(text, start, words)) continue;
    found(candidateOf(spaced ? 'spaced' : 'full', start, at + 1, border, surname, value));
  }
  // 大西ノブ子 and 大西ゆり子, although ノブ and ゆり alone are given names.
  if (script !== KANJI || !known) guessGiven(text, { start, border, from, known }, script, surname, found);
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
  const end = script !== KANJI && isFeminine(text, run) ? run + 1 : run;
  if (end === from || (script === KANJI && !endsHere(text, end))) return;
  // Hiragana behind a surname are mostly particles and verbs.
  if (script === HIRAGANA && end === run && (from === border || run - from < 2 || run - from > LONGEST_HIRAGANA))
    return;
  const looks = script === KANJI ? looksGiven(text.slice(from, end)) : isReadGiven(text, start, { border, from, end });
  if ((from > border && !known) || end > run || looks)
    found(candidateOf('guessed', start, end, border, surname, UnitTrie.NONE));
}

/** 石原: two characters that are a word or a surname as a whole are not one of each. */
function isOneWord(text: string, start: number, words: WordKinds): boolean {
  const end = start + SHORTEST_WORD;
  return (
    firstKind(words.of(text, start, end)) === WORD_KIND.noun ||
    nameTries().surnames.find(text, start, end) !== UnitTrie.NONE
  );
}

/** 本間ソヨ, 小田カースティ: behind a surname of more than one character, a reading that people are given. */
function isReadGiven(
  text: string,
  start: number,
  { border, from, end }: { border: number; from: number; end: number },
) {
  if (from > border || border - start < 2 || end - from < 2 || scriptOf(unitIn(text, from)) !== KATAKANA) return false;
  return (readingTraits(text, from, end, 0) & (READS_GIVEN | FOREIGN)) !== 0;
}

/** End of the kanji from `from`, at most `most`, without one that stands behind names. */
function kanjiEnd(text: string, from: number, most: number): number {
  let end = from;
  while (end < text.length && end - from < most && scriptOf(unitIn(text, end)) === KANJI) {
    const last = scriptOf(unitIn(text, end + 1)) !== KANJI;
    if (end > from && last && is(unitIn(text, end), BEHIND)) break;
    end++;
  }
  return end;
}

/** Whether a word of more than one character begins here, so that a name may end before it: 山田|名義, 吉田茂|首相. */
function wordBegins(text: string, at: number, words: WordKinds): boolean {
  return words.longest(text, at) !== 0 && words.end - at >= SHORTEST_WORD;
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
