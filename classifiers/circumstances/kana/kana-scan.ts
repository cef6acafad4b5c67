import { readLexicon } from '../../../src/classify/lexicon.js';
import type { CueHit } from '../../../src/classify/recognizer.js';
import { once, type Scan } from '../../../src/classify/scan.js';
import { largeKana } from '../../../src/text/kana.js';
import { WordFinder } from '../../../src/text/word-finder.js';
import { CIRCUMSTANCE_TYPES, RULES } from '../rules/rules.js';
import { isInKana, type PlainKana, plainKana } from './plain-kana.js';

export const TERM_READINGS = 'term-readings';

/** A text as its circumstances are judged: one in kana as plain hiragana, any other as it is. */
export interface JudgedScan {
  scan: Scan;
  /** Undefined where the text is judged as it is. */
  plain: PlainKana | undefined;
}

/** Shorter readings stand in too many other words. */
const SHORTEST = 3;

/** A meaning is its type above the lower bits, which are the term's number. */
const CUE_BITS = 20;
const CUE = (1 << CUE_BITS) - 1;

interface KanaTerms {
  finder: WordFinder;
  /** Of which types each word of the finder is a term, and which of their terms: one number each, in order of words. */
  meanings: Int32Array;
  /** Where the meanings of each word end. */
  ends: Int32Array;
}

let terms: KanaTerms | undefined;

/** How the text is judged; found out once. */
export function judgedScan(scan: Scan): JudgedScan {
  return once(scan, judgedOnce);
}

function judgedOnce(scan: Scan): JudgedScan {
  if (!isInKana(scan)) return { scan, plain: undefined };
  const plain = plainKana(scan.text);
  // What else the scan holds are places in the text that was written: nothing that judges circumstances asks for it.
  return { scan: { ...scan, text: plain.text, cues: cuesIn(scan, plain.text), answers: undefined }, plain };
}

/** Terms of all types in plain kana, by position of the recognizer. */
function cuesIn({ positions }: Scan, text: string): CueHit[][] {
  terms ??= kanaTerms();
  const { finder, meanings, ends } = terms;
  const cues: CueHit[][] = [];
  for (const { word, start, end } of finder.find(largeKana(text)))
    for (let at = word === 0 ? 0 : ends[word - 1]!; at < ends[word]!; at++) {
      const meaning = meanings[at]!;
      const position = positions.get(CIRCUMSTANCE_TYPES[meaning >> CUE_BITS]!);
      if (position === undefined) continue;
      cues[position] ??= [];
      cues[position].push({ cue: meaning & CUE, start, end });
    }
  return cues;
}

/** All terms as they are read, in large kana: no writer's habit changes them. */
function kanaTerms(): KanaTerms {
  const readings = new Map(readLexicon(TERM_READINGS).rows.map(([term = '', reading = '']) => [term, reading]));
  const places = new Map<string, number>();
  const meanings: number[][] = [];
  for (const [type, name] of CIRCUMSTANCE_TYPES.entries())
    for (const [cue, term] of RULES[name].terms.words.entries()) {
      const word = largeKana(plainKana(readings.get(term) ?? term).text);
      if (word.length < SHORTEST) continue;
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      meanings[place] ??= [];
      if (meanings[place].every((one) => one >> CUE_BITS !== type)) meanings[place].push((type << CUE_BITS) | cue);
    }
  let end = 0;
  const ends = Int32Array.from(meanings, ({ length }) => (end += length));
  return { finder: new WordFinder([...places.keys()]), meanings: Int32Array.from(meanings.flat()), ends };
}
