import { readLexicon } from '../../../src/classify/lexicon.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import { isPlaceName } from '../../addresses/place-lexicon.js';
import { type Margin, names, RATHER_PLACES } from './name-lexicon.js';

/** For `lexicons` of the recognizer. */
export const CANDIDATE_LEXICONS = ['surnames-more', 'given-names-more'] as const;

/** Traits of a candidate. An everyday surname, as much a place as a name, a place besides. */
export const COMMON = 1;
export const RATHER_PLACE = 2;
export const PLACE = 4;
/** Those that tell how much of a place a name is. */
export const PLACE_TRAITS = COMMON | RATHER_PLACE | PLACE;
/** In katakana: a foreign name. In hiragana: a given name usually written so. In kanji: joined by ノ or ケ. */
export const FOREIGN = 8;
/** In kanji: so rare that only the longer list has it. In kana: reads as a surname. */
export const RARE = 16;
export const READS_SURNAME = 16;
/** In kana: reads as a given name. */
export const READS_GIVEN = 32;

/** Margins lie within ±6000; the traits are packed beside them. */
const OFFSET = 6000;
const TRAITS = 63;
/** Margin of names that are in the longer lists only. */
const LEAST_KNOWN = 500;

export const pack = (margin: Margin, traits: number): number => (margin + OFFSET) * (TRAITS + 1) + traits;
export const marginOf = (packed: number): Margin => (packed === UnitTrie.NONE ? 0 : (packed >> 6) - OFFSET);
export const traitsOf = (packed: number): number => (packed === UnitTrie.NONE ? 0 : packed & TRAITS);

export interface NameTries {
  /** Margin and traits, packed. */
  surnames: UnitTrie;
  givenNames: UnitTrie;
  /** Readings in katakana, with their traits. */
  readings: UnitTrie;
}

let tries: NameTries | undefined;

/** Loaded on first use, about 200 ms. */
export function nameTries(): NameTries {
  tries ??= load();
  return tries;
}

function load(): NameTries {
  const { surnames, givenNames, common } = names();
  const isPlace = (surface: string) => (isPlaceName(surface) ? PLACE : 0);
  const packed = function* (list: ReadonlyMap<string, Margin>, more: string): Generator<[string, number]> {
    for (const [surface] of readLexicon(more).rows) yield [surface!, pack(LEAST_KNOWN, RARE | isPlace(surface!))];
    for (const [surface, margin] of list) {
      const rather = RATHER_PLACES.has(surface) ? RATHER_PLACE : 0;
      yield [surface, pack(margin, (common.has(surface) ? COMMON : 0) | rather | isPlace(surface))];
    }
  };
  return {
    surnames: new UnitTrie(packed(surnames, 'surnames-more')),
    givenNames: new UnitTrie(packed(givenNames, 'given-names-more')),
    readings: new UnitTrie(readings()),
  };
}

function* readings(): Generator<[string, number]> {
  const { surnameReadings, givenReadings, commonReadings, foreign } = names();
  for (const reading of new Set([...surnameReadings, ...givenReadings, ...foreign]))
    yield [
      reading,
      (surnameReadings.has(reading) ? READS_SURNAME : 0) |
        (givenReadings.has(reading) ? READS_GIVEN : 0) |
        (commonReadings.has(reading) ? COMMON : 0) |
        (foreign.has(reading) ? FOREIGN : 0),
    ];
}
