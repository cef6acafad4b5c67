import { Closing } from '../../../src/text/edge-pattern.js';
import { matchesAt } from '../../../src/text/match-at.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { COMMON, FOREIGN, nameTries, READS_GIVEN, READS_SURNAME } from '../words/name-tries.js';
import { isKana, kanaEnd } from '../words/runs.js';
import { HIRAGANA, is, KANJI, KATAKANA, scriptOf, trait } from '../words/unit-traits.js';
import { isFeminine, kanaEnds } from './candidate-units.js';
import { kanaCandidate, readingTraits } from './kana-candidates.js';
import type { TakeCandidate } from './name-candidate.js';

export const LONGEST_HIRAGANA = 6;
export const SHORTEST_RARE = 3;
/** Kana of a reading between marks, and of a given name behind a surname. */
const LONGEST_READING = 7;
const LONGEST_GIVEN = 4;
/** たま, きみ: kana before 子 or 枝. */
const LONGEST_FEMININE = 3;
const TO_KATAKANA = 0x60;

/** その子, お子, ない子: no kana of a name. */
const NO_STEM = /^お|(?:の|ない|しい)$/;

/** 妻の, 孫の, うちの: behind them two kana are enough. */
const KIN = trait('妻夫母父娘子孫嫁婿姉妹兄弟姪甥内人友女');
const KIN_IN_KANA = new Closing(/(?:うち|まご|むすめ|むすこ|よめ|いもうと|おとうと|おっと|つま)の$/, 5);

/** Names in hiragana begin where its run does, or behind a particle, and end before a particle or with the run. */
export function hiraganaAt(text: string, start: number, inside: boolean, words: WordKinds, found: TakeCandidate): void {
  const { givenNames, readings } = nameTries();
  const limit = Math.min(text.length, start + LONGEST_HIRAGANA);
  // Behind kanji stand the ends of verbs, which read as rare surnames.
  const open = !inside && scriptOf(unitIn(text, start - 1)) !== KANJI;
  const ofKin =
    inside && text[start - 1] === 'の' && (is(unitIn(text, start - 2), KIN) || KIN_IN_KANA.test(text, start));
  if (open) unlisted(text, start, words, found);
  drawnOut(text, start, found);
  let given = givenNames.next(UnitTrie.ROOT, unitIn(text, start));
  let read = readings.next(UnitTrie.ROOT, unitIn(text, start) + TO_KATAKANA);
  for (let end = start + 2; end <= limit && scriptOf(unitIn(text, end - 1)) === HIRAGANA; end++) {
    const unit = unitIn(text, end - 1);
    if (given >= 0) given = givenNames.next(given, unit);
    if (read >= 0) read = readings.next(read, unit + TO_KATAKANA);
    const isJoined = read >= 0 && end - start >= SHORTEST_RARE && end < limit;
    if (isJoined && (Math.max(0, readings.valueOf(read)) & READS_SURNAME) !== 0)
      joined(text, start, end, READS_SURNAME, found);
    if (!kanaEnds(text, end, HIRAGANA)) continue;
    const reading = read < 0 ? 0 : Math.max(0, readings.valueOf(read));
    const common = reading & COMMON;
    // In hiragana the rarer surnames are mostly other words.
    const isSurname = common !== 0 || (open && end - start >= SHORTEST_RARE && (reading & READS_SURNAME) !== 0);
    const surname = isSurname ? READS_SURNAME | common : 0;
    const usual = given >= 0 && givenNames.valueOf(given) !== UnitTrie.NONE ? FOREIGN : 0;
    const traits = surname | (reading & READS_GIVEN) | usual;
    if (ofKin ? end - start <= LONGEST_GIVEN : traits !== 0 && (!inside || end - start >= 3))
      found(kanaCandidate('hiragana', start, end, end, traits));
    if (end - start <= LONGEST_FEMININE && isFeminine(text, end) && !NO_STEM.test(text.slice(start, end)))
      found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
    if (surname !== 0 && text[end] === ' ' && isKana(unitIn(text, end + 1))) withGiven(text, start, end, traits, found);
  }
}

/** まーちゃん, こじろーくん, みっちー: kana that end in a long vowel, by which children and friends are called. */
function drawnOut(text: string, start: number, found: TakeCandidate): void {
  let end = start;
  while (end - start <= LONGEST_GIVEN && scriptOf(unitIn(text, end)) === HIRAGANA) end++;
  if (unitIn(text, end) !== LONG || !matchesAt(DRAWN_OUT, text, start)) return;
  while (unitIn(text, end) === LONG) end++;
  found(kanaCandidate('hiragana', start, end, end, 0));
}

const LONG = 'ー'.charCodeAt(0);
/** ばーちゃん and かーちゃん are kin. */
const DRAWN_OUT = /(?![ばじねにかとおぼ]ー)[ぁ-ん]{1,4}(?:ー{1,3}(?=ちゃん|くん)|(?<=[ぁ-ん](?:っち|ぴ))ー)/y;

/** りあん: kana between marks that neither lists nor the dictionary know. */
function unlisted(text: string, start: number, words: WordKinds, found: TakeCandidate): void {
  let end = start;
  while (end - start <= LONGEST_READING && scriptOf(unitIn(text, end)) === HIRAGANA) end++;
  const [length, behind] = [end - start, scriptOf(unitIn(text, end))];
  if (length < 2 || length > LONGEST_READING || behind === KANJI || behind === KATAKANA) return;
  if (words.of(text, start, end) !== 0 || traitsOfHiragana(text, start, end) !== 0) return;
  found(kanaCandidate('hiragana', start, end, end, 0));
}

/** Of a reading, as `hiraganaAt` finds it in the lists. */
export function traitsOfHiragana(text: string, start: number, end: number): number {
  const usual = nameTries().givenNames.find(text, start, end) !== UnitTrie.NONE ? FOREIGN : 0;
  return readingTraits(text, start, end, TO_KATAKANA) | usual;
}

/** やまだたろう: a surname and a given name without a space. */
function joined(text: string, start: number, border: number, traits: number, found: TakeCandidate): void {
  const limit = kanaEnd(text, border, LONGEST_GIVEN);
  for (let to = border + 2; to <= limit; to++) {
    if (scriptOf(unitIn(text, to - 1)) !== HIRAGANA) return;
    if (!kanaEnds(text, to, HIRAGANA)) continue;
    if ((readingTraits(text, border, to, TO_KATAKANA) & READS_GIVEN) !== 0)
      found(kanaCandidate('hiragana', start, to, border, traits | READS_GIVEN));
  }
}

/** やまだ たろう */
function withGiven(text: string, start: number, end: number, traits: number, found: TakeCandidate): void {
  const from = end + 1;
  const script = scriptOf(unitIn(text, from));
  const limit = kanaEnd(text, from, LONGEST_HIRAGANA);
  for (let to = from + 2; to <= limit; to++) {
    if (!kanaEnds(text, to, script) && !text.startsWith('です', to)) continue;
    if ((readingTraits(text, from, to, script === HIRAGANA ? TO_KATAKANA : 0) & READS_GIVEN) !== 0)
      found(kanaCandidate('hiragana', start, to, end, traits | READS_GIVEN));
  }
}
