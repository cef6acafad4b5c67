import { unitIn } from '../../src/text/unit-in.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import { WORD_KIND, type WordKinds } from '../../src/text/word-kinds.js';
import { BEFORE, endsHere, isNumeral, KANJI, SCRIPT, tableOf } from './candidate-units.js';
import type { TakeCandidate } from './name-candidates.js';
import { marginOf, nameTries, PLACE, RARE, traitsOf } from './name-tries.js';

/** Longer runs of kanji are laws, offices and slogans. */
const LONGEST_RUN = 12;
const SHORTEST = 2;
const LONGEST_SURNAME = 4;
const LONGEST_GIVEN = 3;
const NAMES: ReadonlySet<number> = new Set([
  WORD_KIND.surname,
  WORD_KIND.given,
  WORD_KIND.person,
  WORD_KIND.place,
  WORD_KIND.organization,
]);
const FIRST_KIND = 15;
/** 堺市, 府税, 茨木市: what belongs to a place or an authority. */
const OF_PLACES = tableOf('市区県府町村郡都庁税課限');
/** Kana that go on with a verb: 問合せ, 折返し. */
const GOES_ON = tableOf('せりしれめえきぎけげじみむるうすぬぶべび');
/** The commonest words of records that the dictionary lacks. */
const NEWER_WORDS: ReadonlySet<string> = new Set(
  '令和 客様 来庁 来所 架電 入電 受電 折電 着電 転電 本語 通話 録音'.split(' '),
);
/** Units that titles begin with: さん, 様, 氏, 殿, くん, ちゃん, 先生. */
const TITLES = new Set([...'さ様氏殿くち先'].map((unit) => unit.charCodeAt(0)));
const TITLE = /(?:さん|さま|様(?![々式子相態似])|氏(?![名子神族])|殿|くん|ちゃん|先生)/y;

/**
 * Runs of kanji that could be a surname which no list holds, alone or with a listed given name: 遠賀野, 塚口勝美. Of what
 * the dictionary knows as ordinary words, none. The run starts at `start`; a name in it also behind a word
 * (職員|遠賀野) and before one (司馬田|行政書士).
 */
export function unlistedIn(text: string, start: number, words: WordKinds, found: TakeCandidate): void {
  let end = start + 1;
  while (end < text.length && end - start <= LONGEST_RUN && SCRIPT[unitIn(text, end)] === KANJI) end++;
  if (end - start < SHORTEST || end - start > LONGEST_RUN) return;
  const firstWord = words.longest(text, start) !== 0 && words.end - start >= SHORTEST ? words.end : start;
  for (let from = start; from <= end - SHORTEST; from++) {
    if (from > start && from !== firstWord && (BEFORE[unitIn(text, from - 1)] === 0 || isCrossed(text, from, words)))
      continue;
    if (OF_PLACES[unitIn(text, from)] === 1) continue;
    const limit = Math.min(end, from + LONGEST_SURNAME + LONGEST_GIVEN);
    for (let to = from + SHORTEST; to <= limit; to++) {
      const behind = unitIn(text, to);
      if (OF_PLACES[behind] === 1 || OF_PLACES[unitIn(text, to - 1)] === 1 || GOES_ON[behind] === 1) continue;
      if (to < end && !endsHere(text, to) && !(words.longest(text, to) !== 0 && words.end - to >= SHORTEST)) continue;
      alone(text, from, to, words, found);
      withGiven(text, from, to, words, found);
    }
  }
}

function alone(text: string, start: number, end: number, words: WordKinds, found: TakeCandidate): void {
  if (end - start > LONGEST_SURNAME || isNumeral(text, start, end)) return;
  const value = text.slice(start, end);
  if (nameTries().surnames.get(value) !== UnitTrie.NONE || NEWER_WORDS.has(value)) return;
  const isTitled = TITLES.has(unitIn(text, end)) && begins(TITLE, text, end);
  if (isOrdinary(text, start, end, words, isTitled) || isListedWhole(value)) return;
  const isPlace = (words.of(text, start, end) & FIRST_KIND) === WORD_KIND.place;
  found({ kind: 'unlisted', start, end, border: end, surname: 0, given: 0, traits: isPlace ? PLACE : 0 });
}

function withGiven(text: string, start: number, end: number, words: WordKinds, found: TakeCandidate): void {
  const { surnames, givenNames } = nameTries();
  const first = Math.max(start + SHORTEST, end - LONGEST_GIVEN);
  for (let border = first; border < end && border - start <= LONGEST_SURNAME; border++) {
    const given = givenNames.get(text.slice(border, end));
    if (given === UnitTrie.NONE || surnames.get(text.slice(start, border)) !== UnitTrie.NONE) continue;
    if (isOrdinary(text, start, border, words, false) || isWord(words.of(text, border, end))) continue;
    const traits = traitsOf(given) & (PLACE | RARE);
    found({ kind: 'unlisted', start, end, border, surname: 0, given: marginOf(given), traits });
  }
}

/** 安藤美咲: a listed surname and a listed given name are found as such. */
function isListedWhole(value: string): boolean {
  const { surnames, givenNames } = nameTries();
  for (let border = 1; border < value.length; border++)
    if (givenNames.get(value.slice(border)) !== UnitTrie.NONE && surnames.get(value.slice(0, border)) !== UnitTrie.NONE)
      return true;
  return false;
}

/** Whether it is one word that is no name, or two of its characters are one. */
function isOrdinary(text: string, start: number, end: number, words: WordKinds, isTitled: boolean): boolean {
  if (end - start === SHORTEST) return !isTitled && isWord(words.of(text, start, end));
  if (isWord(words.of(text, start, end))) return true;
  for (let from = start; from + SHORTEST <= end; from++) if (isWord(words.of(text, from, from + SHORTEST))) return true;
  return false;
}

/** 手|続: a word goes on behind what announces a name. */
function isCrossed(text: string, at: number, words: WordKinds): boolean {
  return isWord(words.of(text, at - 1, at + 1));
}

function isWord(kinds: number): boolean {
  return kinds !== 0 && !NAMES.has(kinds & FIRST_KIND);
}

function begins(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
