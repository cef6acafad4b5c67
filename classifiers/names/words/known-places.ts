import { readLexicon } from '../../../src/classify/lexicon.js';
import { foldedWord } from '../../../src/text/fold.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';

/** For `lexicons` of the recognizer. */
export const KNOWN_PLACES = 'known-places';

let trie: UnitTrie | undefined;

/** Whether a part of a text is a place that everybody knows by its bare name, and that may be a surname all the same. */
export function isKnownPlace(text: string, start: number, end: number): boolean {
  trie ??= new UnitTrie(readLexicon(KNOWN_PLACES).rows.map(([name]) => [foldedWord(name!), 1]));
  return trie.find(text, start, end) !== UnitTrie.NONE;
}
