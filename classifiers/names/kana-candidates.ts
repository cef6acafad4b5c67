import { unitIn } from '../../src/text/unit-in.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import { HIRAGANA, isFeminine, KANJI, KATAKANA, kanaEnds, SCRIPT } from './candidate-units.js';
import type { NameCandidate, NameKind, TakeCandidate } from './name-candidates.js';
import { COMMON, FOREIGN, nameTries, READS_GIVEN, READS_SURNAME } from './name-tries.js';
import { isKana, kanaEnd } from './runs.js';

const LONGEST_KATAKANA = 12;
const LONGEST_HIRAGANA = 6;
const SHORTEST_RARE = 3;
/** Parts of a foreign name behind its first. */
const MORE_PARTS = 3;
const TO_KATAKANA = 0x60;

/** The run of katakana that starts at `start`, with further parts behind ・ or a space. @returns its end */
export function katakanaAt(text: string, start: number, found: TakeCandidate): number {
  const end = katakanaEnd(text, start);
  const length = end - start;
  let traits = readingTraits(text, start, end, 0);
  if (length >= 2 && length <= LONGEST_KATAKANA) found(kanaCandidate('katakana', start, end, end, traits));
  if (length >= 2 && length <= 3 && isFeminine(text, end))
    found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
  let to = end;
  for (let parts = 0; parts < MORE_PARTS && SCRIPT[unitIn(text, to + 1)] === KATAKANA; parts++) {
    const mark = text[to];
    // Behind a space only one more, unless they are foreign: whole texts are written in katakana with spaces.
    const spaced = mark === ' ' && (parts === 0 || (traits & FOREIGN) !== 0);
    if (mark !== '・' && mark !== '=' && !spaced) break;
    const next = katakanaEnd(text, to + 1);
    traits |= readingTraits(text, to + 1, next, 0);
    to = next;
    found(kanaCandidate('katakana', start, to, end, traits));
  }
  return end;
}

function katakanaEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && SCRIPT[unitIn(text, end)] === KATAKANA) end++;
  return end;
}

const SOUND_MARK = 0x309b;
const HALF_SOUND_MARK = 0x309c;

/**
 * Traits of a reading.
 * @param shift - what makes the units katakana
 */
function readingTraits(text: string, start: number, end: number, shift: number): number {
  if (end - start > LONGEST_KATAKANA) return 0;
  const { readings } = nameTries();
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < end; at++) {
    let unit = unitIn(text, at) + shift;
    // Half-width kana carry their sound marks as units of their own.
    const mark = at + 1 < end ? unitIn(text, at + 1) : 0;
    if (mark === SOUND_MARK || mark === HALF_SOUND_MARK) {
      unit = unit === 0x30a6 ? 0x30f4 : unit + (mark === SOUND_MARK ? 1 : 2);
      at++;
    }
    node = readings.next(node, unit);
    if (node < 0) return 0;
  }
  const traits = readings.valueOf(node);
  return traits === UnitTrie.NONE ? 0 : traits;
}

/** その子, お子: no kana of a name. */
const NO_STEM = /^お|の$/;

/** Names in hiragana begin where its run does, or behind a particle, and end before a particle or with the run. */
export function hiraganaAt(text: string, start: number, inside: boolean, found: TakeCandidate): void {
  const { givenNames, readings } = nameTries();
  const limit = Math.min(text.length, start + LONGEST_HIRAGANA);
  // Behind kanji stand the ends of verbs, which read as rare surnames.
  const open = !inside && SCRIPT[unitIn(text, start - 1)] !== KANJI;
  let given = givenNames.next(UnitTrie.ROOT, unitIn(text, start));
  let read = readings.next(UnitTrie.ROOT, unitIn(text, start) + TO_KATAKANA);
  for (let end = start + 2; end <= limit && SCRIPT[unitIn(text, end - 1)] === HIRAGANA; end++) {
    const unit = unitIn(text, end - 1);
    if (given >= 0) given = givenNames.next(given, unit);
    if (read >= 0) read = readings.next(read, unit + TO_KATAKANA);
    if (!kanaEnds(text, end, HIRAGANA)) continue;
    const reading = read < 0 ? 0 : Math.max(0, readings.valueOf(read));
    const common = reading & COMMON;
    // In hiragana the rarer surnames are mostly other words.
    const isSurname = common !== 0 || (open && end - start >= SHORTEST_RARE && (reading & READS_SURNAME) !== 0);
    const surname = isSurname ? READS_SURNAME | common : 0;
    const usual = given >= 0 && givenNames.valueOf(given) !== UnitTrie.NONE ? FOREIGN : 0;
    const traits = surname | (reading & READS_GIVEN) | usual;
    if (traits !== 0 && (!inside || end - start >= 3)) found(kanaCandidate('hiragana', start, end, end, traits));
    if (!inside && isFeminine(text, end) && !NO_STEM.test(text.slice(start, end)))
      found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
    if (surname !== 0 && text[end] === ' ' && isKana(unitIn(text, end + 1))) withGiven(text, start, end, traits, found);
  }
}

/** やまだ たろう */
function withGiven(text: string, start: number, end: number, traits: number, found: TakeCandidate): void {
  const from = end + 1;
  const script = SCRIPT[unitIn(text, from)]!;
  const limit = kanaEnd(text, from, LONGEST_HIRAGANA);
  for (let to = from + 2; to <= limit; to++) {
    if (!kanaEnds(text, to, script) && !text.startsWith('です', to)) continue;
    if ((readingTraits(text, from, to, script === HIRAGANA ? TO_KATAKANA : 0) & READS_GIVEN) !== 0)
      found(kanaCandidate('hiragana', start, to, end, traits | READS_GIVEN));
  }
}

function kanaCandidate(kind: NameKind, start: number, end: number, border: number, traits: number): NameCandidate {
  return { kind, start, end, border, surname: 0, given: 0, traits };
}
