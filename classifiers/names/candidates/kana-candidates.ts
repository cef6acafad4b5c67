import { matchesAt } from '../../../src/text/match-at.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import { COMMON, FOREIGN, nameTries, READS_GIVEN, READS_SURNAME } from '../words/name-tries.js';
import { KANJI, KATAKANA, scriptOf } from '../words/unit-traits.js';
import { endsHere, isFeminine } from './candidate-units.js';
import type { NameCandidate, NameKind, TakeCandidate } from './name-candidate.js';

const LONGEST_KATAKANA = 12;
/** A surname and a given name without a mark between, and each of them: shorter ones are ordinary words. */
const SHORTEST_JOINED = 6;
const SHORTEST_PART = 3;
/** No surname and no given name in kanji behind one in katakana has more. */
const LONGEST_IN_KANJI = 3;
const MIDDLE_DOT = 0x30fb;
/** Two kana and a title of two. */
const SHORTEST_TITLED = 4;
const TITLE_IN_KANA =
  /(?:サン|サマ|クン|チャン|センセイ)(?:(?:ヨリ|カラ|[ノヘニガハト])|(?![ァ-ヴー゛゜]))|(?:テ゛ス|デス)(?![ァ-ヴー゛゜])/y;
/** Parts of a foreign name behind its first. */
const MORE_PARTS = 3;

/** The run of katakana that starts at `start`, with further parts behind ・ or a space. @returns its end */
export function katakanaAt(text: string, start: number, found: TakeCandidate): number {
  const end = katakanaEnd(text, start);
  const length = end - start;
  let traits = readingTraits(text, start, end, 0);
  let border = end;
  if (traits === 0 && length >= SHORTEST_JOINED && length <= LONGEST_KATAKANA) {
    border = borderOfJoined(text, start, end);
    if (border < end) traits = readingTraits(text, start, border, 0) | readingTraits(text, border, end, 0);
  }
  if (length >= 2 && length <= LONGEST_KATAKANA) found(kanaCandidate('katakana', start, end, border, traits));
  if (length >= 2 && length <= 3 && isFeminine(text, end))
    found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
  let to = end;
  for (let parts = 0; parts < MORE_PARTS && scriptOf(unitIn(text, to + 1)) === KATAKANA; parts++) {
    const mark = text[to];
    // Behind a space only one more, unless they are foreign: whole texts are written in katakana with spaces.
    const spaced = mark === ' ' && (parts === 0 || (traits & FOREIGN) !== 0);
    if (mark !== '・' && mark !== '=' && !spaced) break;
    const next = katakanaEnd(text, to + 1);
    traits |= readingTraits(text, to + 1, next, 0);
    to = next;
    found(kanaCandidate('katakana', start, to, end, traits));
  }
  if (traits === 0 && length >= SHORTEST_TITLED) titledInKana(text, start, end, found);
  if (length >= 2) withKanji(text, start, end, traits, found);
  return end;
}

/** コンドウサンヨリ, ヤマガタデス: where whole texts are in katakana, a name that its title stands behind. */
function titledInKana(text: string, start: number, end: number, found: TakeCandidate): void {
  for (let to = start + 2; to <= end - 2 && to - start <= LONGEST_KATAKANA; to++) {
    if (!matchesAt(TITLE_IN_KANA, text, to)) continue;
    const traits = readingTraits(text, start, to, 0);
    if (traits !== 0) found(kanaCandidate('katakana', start, to, to, traits));
    return;
  }
}

/** マルタ 里中, ロドリゲス真理: a name of people abroad or of the lists, and one in kanji. オペ 徳重 is what somebody is, and a name. */
function withKanji(text: string, start: number, end: number, traits: number, found: TakeCandidate): void {
  if ((traits & (FOREIGN | READS_GIVEN | READS_SURNAME)) === 0) return;
  const joint = unitIn(text, end);
  const from = joint === 0x20 || joint === MIDDLE_DOT ? end + 1 : end;
  if (scriptOf(unitIn(text, from)) !== KANJI) return;
  const { givenNames, surnames } = nameTries();
  for (let to = from + 1; to <= from + LONGEST_IN_KANJI && scriptOf(unitIn(text, to - 1)) === KANJI; to++) {
    if (!endsHere(text, to)) continue;
    // One character directly behind a word in katakana is rather the end of that word: リンダ氏, マルタ産.
    if (to - from === 1 && from === end) continue;
    if (givenNames.find(text, from, to) !== UnitTrie.NONE || surnames.find(text, from, to) !== UnitTrie.NONE)
      found(kanaCandidate('spaced', start, to, end, traits));
  }
}

/** シノハラマサヨシ: where the given name begins behind an everyday surname; `end` where there is none. */
function borderOfJoined(text: string, start: number, end: number): number {
  for (let border = start + SHORTEST_PART; border <= end - SHORTEST_PART; border++) {
    if ((readingTraits(text, start, border, 0) & COMMON) === 0) continue;
    if ((readingTraits(text, border, end, 0) & READS_GIVEN) !== 0) return border;
  }
  return end;
}

function katakanaEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && scriptOf(unitIn(text, end)) === KATAKANA) end++;
  return end;
}

const SOUND_MARK = 0x309b;
const HALF_SOUND_MARK = 0x309c;

/**
 * Traits of a reading.
 * @param shift - what makes the units katakana
 */
export function readingTraits(text: string, start: number, end: number, shift: number): number {
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

export function kanaCandidate(
  kind: NameKind,
  start: number,
  end: number,
  border: number,
  traits: number,
): NameCandidate {
  return { kind, start, end, border, surname: 0, given: 0, traits };
}
