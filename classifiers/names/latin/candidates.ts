import { isDigit, isSmall } from '../../../src/text/ascii.js';
import { unitIn } from '../../../src/text/unit-in.js';
import type { TakeCandidate } from '../candidates/name-candidate.js';
import { FOREIGN, READS_GIVEN, READS_SURNAME } from '../words/name-tries.js';
import { LATIN, scriptOf } from '../words/unit-traits.js';
import { withoutMarks } from './fold-marks.js';
import { namesAbroad, spellings } from './lexicon.js';
import { PLACE_WORDS } from './place-words.js';
import { PRODUCT_WORDS } from './product-words.js';

/** Words of one name, and of a run of capitalised words that is looked at. */
const MOST_PARTS = 5;
const MOST_WORDS = 7;
const LONGEST_WORD = 24;
/** PC, OP, K: letters that stand for themselves. */
const LONGEST_ABBREVIATION = 2;
const APOSTROPHE = 0x27;
const HYPHEN = 0x2d;
/** Beside the traits of a word: it is one of English too, and a name only where another word of it is known. */
const WORD_TOO = 64;
const DOT = 0x2e;

/** Words of names that begin with a small letter: Maria dos Santos, van der Meulen. */
const PARTICLE = /(?:de las?|de los|de|da|do|dos|das|del|della|di|van der|van|von|der|den|bin|binti|al|el|la|le|y|e) /y;
/** What stands between two words of a name: SILVA, Rafael, KWAK/HAEWON, J. P. Ostrander. */
const BETWEEN = /(?:, ?| |\/|<<?|\. ?(?=\p{Lu}))/uy;

const starts = new Int32Array(MOST_WORDS);
const ends = new Int32Array(MOST_WORDS);
/** What the lists know of each word: traits, 0 for none. */
const known = new Int32Array(MOST_WORDS);

/** Names of capitalised words in Latin letters that begin in the run at `start`. @returns the end of that run */
export function latinAt(text: string, start: number, found: TakeCandidate): number {
  const first = wordEnd(text, start);
  if (!isWord(text, start, first)) return first;
  let count = 0;
  let at = start;
  let end = first;
  for (;;) {
    starts[count] = at;
    ends[count] = end;
    known[count] = traitsOf(text.slice(at, end));
    count++;
    const next = count < MOST_WORDS ? nextWord(text, at, end) : -1;
    if (next < 0) break;
    at = next;
    end = wordEnd(text, at);
  }
  offer(text, count, found);
  return ends[count - 1]!;
}

function offer(text: string, count: number, found: TakeCandidate): void {
  for (let one = 0; one < count; one++) {
    let traits = 0;
    let inLists = 0;
    let sure = 0;
    for (let other = one; other < count && other - one < MOST_PARTS; other++) {
      traits |= known[other]!;
      if (known[other] !== 0) inLists++;
      if (known[other]! > 0 && known[other]! < WORD_TOO) sure++;
      const [from, to] = [starts[one]!, ends[other]!];
      if (
        one === other &&
        to - from <= LONGEST_ABBREVIATION &&
        text.slice(from, to).toUpperCase() === text.slice(from, to)
      )
        continue;
      const parts = other - one + 1;
      // How many words there are, and how many of them a list knows, take the place of the margins of kanji.
      const [surname, given] = [parts * 1000, ((sure > 0 ? inLists : 0) * 2 - parts) * 1000];
      const told = sure > 0 ? traits % WORD_TOO : 0;
      found({ kind: 'latin', start: from, end: to, border: ends[one]!, surname, given, traits: told });
    }
  }
}

/** Where the next word of a name begins behind the one from `at` to `end`; -1 where none does. */
function nextWord(text: string, at: number, end: number): number {
  BETWEEN.lastIndex = end;
  const between = BETWEEN.exec(text)?.[0];
  // Only an initial has a full stop behind it.
  if (between === undefined || (unitIn(between, 0) === DOT && end - at > 1)) return -1;
  const behind = end + between.length;
  PARTICLE.lastIndex = behind;
  const next = behind + (PARTICLE.exec(text)?.[0].length ?? 0);
  return next < text.length && scriptOf(unitIn(text, next)) === LATIN && isWord(text, next, wordEnd(text, next))
    ? next
    : -1;
}

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length) {
    const unit = unitIn(text, end);
    const isJoint = (unit === APOSTROPHE || unit === HYPHEN) && scriptOf(unitIn(text, end + 1)) === LATIN;
    if ((scriptOf(unit) !== LATIN && !isJoint) || (isJoint && isPossessive(text, end))) break;
    end++;
  }
  return end;
}

/** Chidi's: who has something is named before it. */
function isPossessive(text: string, at: number): boolean {
  return unitIn(text, at) === APOSTROPHE && text[at + 1] === 's' && scriptOf(unitIn(text, at + 2)) !== LATIN;
}

/** A capitalised word, and no part of an address, a code or a name of a file. */
function isWord(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_WORD || !isCapital(text, start)) return false;
  const word = text.slice(start, end).toLowerCase();
  if (PRODUCT_WORDS.has(word) || PLACE_WORDS.has(word)) return false;
  return !isJoined(unitIn(text, start - 1)) && !isJoined(unitIn(text, end)) && !isDomain(text, end);
}

function isCapital(text: string, at: number): boolean {
  const unit = unitIn(text, at);
  return unit < 0x80 ? unit <= 0x5a : text[at] !== text[at]!.toLowerCase();
}

/** Digits, @, _ and what else makes more of a word than a name. */
function isJoined(unit: number): boolean {
  return isDigit(unit) || unit === 0x40 || unit === 0x5f || unit === 0x23 || unit === 0x25;
}

function isDomain(text: string, end: number): boolean {
  const next = unitIn(text, end + 1);
  return unitIn(text, end) === DOT && isSmall(next);
}

/** Of a word, or of what a hyphen joins: Ji-hoon is one name in two syllables, Sato-Müller two. */
function traitsOf(surface: string): number {
  const word = withoutMarks(surface);
  if (!JOINT.test(word)) return listed(word);
  if (IN_TWO.test(word)) {
    const whole = listed(word.replace(JOINT, ''));
    if (whole !== 0) return whole;
  }
  if (!word.includes('-') || OF_TOWN.test(word)) return 0;
  let traits = 0;
  for (const part of word.split('-')) {
    const those = listed(part);
    if (those === 0) return 0;
    traits |= those;
  }
  return (traits & FOREIGN) === 0 ? 0 : traits;
}

const JOINT = /['-]/;
/** Min-ho, O'Brien; what is spelled letter by letter is none, nor Ben's. */
const IN_TWO = /^(?:[a-z]{2,}-[a-z]{2,}|[a-z]{1,2}'[a-z]{3,})$/;
const OF_TOWN = /-(?:cho|machi|gun|ku|shi|ken|fu|to|mura|son|dori|gawa|eki)$/;

function listed(word: string): number {
  const { surnames, given } = spellings();
  const abroad = namesAbroad();
  const [isSurname, isGiven] = [abroad.surnames.has(word), abroad.given.has(word)];
  return (
    (isSurname || surnames.has(word) ? READS_SURNAME : 0) |
    (isGiven || given.has(word) ? READS_GIVEN : 0) |
    (isSurname || isGiven ? FOREIGN : 0) |
    (abroad.words.has(word) ? WORD_TOO : 0)
  );
}
