import { matchesAt } from '../../../src/text/match-at.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import { firstKind, OF_NAMES, WORD_KIND, type WordKinds } from '../../../src/text/word-kinds.js';
import { marginOf, nameTries, PLACE, RARE, traitsOf } from '../words/name-tries.js';
import { ADDRESSED } from '../words/titles.js';
import { is, KANJI, scriptOf, trait } from '../words/unit-traits.js';
import { BEFORE, endsHere, isNumeral } from './candidate-units.js';
import type { TakeCandidate } from './name-candidate.js';

/** In longer runs of kanji, laws, offices and slogans, no name begins further in. */
const LONGEST_RUN = 12;
const SHORTEST = 2;
const LONGEST_SURNAME = 4;
const LONGEST_GIVEN = 3;
/** 堺市, 府税, 茨木市: what belongs to a place or an authority. */
const OF_PLACES = trait('市区県府町村郡都庁税課限');
/** Kana that go on with a verb: 問合せ, 折返し. */
const GOES_ON = trait('せりしれめえきぎけげじみむるうすぬぶべび');
/** The commonest words of records that the dictionary lacks. */
const NEWER_WORDS: ReadonlySet<string> = new Set(
  '令和 客様 来庁 来所 架電 入電 受電 折電 着電 転電 本語 通話 録音'.split(' '),
);
/** Units that titles begin with. */
const TITLES = trait('さ様氏殿くち先と');
const TITLE = new RegExp(ADDRESSED, 'y');
/** What somebody says of a name: 砂糖と申します; not 団体の一員と名乗る, これを更正といいます. */
const SAID = /と(?:申し|名乗|いう者|いいます)/y;
const OF_A_WORD = UnitSet.of('[のを]');

/**
 * Kanji that could be a surname which no list holds, alone or with a listed given name: 遠賀野, 塚口勝美. Of what the
 * dictionary knows as ordinary words, none. Also behind a word (職員|遠賀野) and before one (司馬田|行政書士).
 *
 * @param run - where the kanji begin that `start` stands in
 */
export function unlistedAt(text: string, start: number, run: number, words: WordKinds, found: TakeCandidate): void {
  if (is(unitIn(text, start), OF_PLACES) || !mayBegin(text, start, run, words)) return;
  if (start === run) titled(text, start, found);
  // Mostly an ordinary word begins here, and nothing that holds one is a name.
  if (isPair(text, start, words)) {
    if (isTitled(text, start + SHORTEST) || isSaid(text, start, start + SHORTEST))
      alone(text, start, start + SHORTEST, words, found);
    return;
  }
  const limit = Math.min(text.length, start + LONGEST_SURNAME + LONGEST_GIVEN);
  for (let end = start + SHORTEST; end <= limit && scriptOf(unitIn(text, end - 1)) === KANJI; end++) {
    if (isPair(text, end - SHORTEST, words)) return;
    const behind = unitIn(text, end);
    if (is(behind, OF_PLACES) || is(unitIn(text, end - 1), OF_PLACES) || is(behind, GOES_ON)) continue;
    if (!endsHere(text, end) && !(words.longest(text, end) !== 0 && words.end - end >= SHORTEST)) continue;
    alone(text, start, end, words, found);
    withGiven(text, start, end, words, found);
  }
}

/** With the run, behind its first word, or behind what announces names. */
function mayBegin(text: string, start: number, run: number, words: WordKinds): boolean {
  if (start === run)
    return (
      scriptOf(unitIn(text, start + 1)) === KANJI ||
      is(unitIn(text, start + 1), TITLES) ||
      unitIn(text, start + 1) === BRACKET
    );
  if (start - run > LONGEST_RUN) return false;
  if (is(unitIn(text, start - 1), BEFORE)) return !isPair(text, start - 1, words);
  return start - run >= SHORTEST && words.longest(text, run) !== 0 && words.end === start;
}

/** 段さん, 魚様, 鷗(かもめ): one character needs a title, or how it is read. */
function titled(text: string, start: number, found: TakeCandidate): void {
  const end = start + 1;
  if (!isTitled(text, end) && !isRead(text, end)) return;
  if (nameTries().surnames.find(text, start, end) !== UnitTrie.NONE) return;
  found({ kind: 'unlisted', start, end, border: end, surname: 0, given: 0, traits: 0 });
}

function alone(text: string, start: number, end: number, words: WordKinds, found: TakeCandidate): void {
  if (end - start > LONGEST_SURNAME || isNumeral(text, start, end)) return;
  if (
    isWord(words.of(text, start, end)) &&
    !(end - start === SHORTEST && (isTitled(text, end) || isSaid(text, start, end)))
  )
    return;
  if (nameTries().surnames.find(text, start, end) !== UnitTrie.NONE || isListedWhole(text, start, end)) return;
  if (end - start === SHORTEST && NEWER_WORDS.has(text.slice(start, end))) return;
  const isPlace = firstKind(words.of(text, start, end)) === WORD_KIND.place;
  found({ kind: 'unlisted', start, end, border: end, surname: 0, given: 0, traits: isPlace ? PLACE : 0 });
}

function withGiven(text: string, start: number, end: number, words: WordKinds, found: TakeCandidate): void {
  const { surnames, givenNames } = nameTries();
  const first = Math.max(start + SHORTEST, end - LONGEST_GIVEN);
  for (let border = first; border < end && border - start <= LONGEST_SURNAME; border++) {
    if (isWord(words.of(text, start, border)) || isWord(words.of(text, border, end))) continue;
    const given = givenNames.find(text, border, end);
    if (given === UnitTrie.NONE || surnames.find(text, start, border) !== UnitTrie.NONE) continue;
    const traits = traitsOf(given) & (PLACE | RARE);
    found({ kind: 'unlisted', start, end, border, surname: 0, given: marginOf(given), traits });
  }
}

/** 安藤美咲: a listed surname and a listed given name are found as such. */
function isListedWhole(text: string, start: number, end: number): boolean {
  const { surnames, givenNames } = nameTries();
  let node = UnitTrie.ROOT as number;
  for (let border = start + 1; border < end; border++) {
    node = surnames.next(node, unitIn(text, border - 1));
    if (node < 0) return false;
    if (surnames.valueOf(node) !== UnitTrie.NONE && givenNames.find(text, border, end) !== UnitTrie.NONE) return true;
  }
  return false;
}

/** Whether two characters are a word that is no name. */
function isPair(text: string, at: number, words: WordKinds): boolean {
  const kinds = words.longest(text, at);
  if (words.end - at < SHORTEST) return false;
  return isWord(words.end - at === SHORTEST ? kinds : words.of(text, at, at + SHORTEST));
}

function isWord(kinds: number): boolean {
  return kinds !== 0 && !OF_NAMES.has(firstKind(kinds));
}

function isSaid(text: string, start: number, end: number): boolean {
  return is(unitIn(text, end), TITLES) && !OF_A_WORD.has(unitIn(text, start - 1)) && matchesAt(SAID, text, end);
}

function isRead(text: string, at: number): boolean {
  return unitIn(text, at) === BRACKET && matchesAt(READING, text, at);
}

const BRACKET = 0x28;
const READING = /\([ぁ-ん]{2,6}\)/y;

function isTitled(text: string, at: number): boolean {
  return is(unitIn(text, at), TITLES) && matchesAt(TITLE, text, at);
}
