import { toKatakana } from '../../src/text/kana.js';
import { looksGiven, names } from '../names/words/name-lexicon.js';
import { parseName } from '../names/words/name-parse.js';

/** Whether written words are a full name, by what the lists know of either half. */
export function isKnownName(words: string): boolean {
  const parse = parseName(words.replace(' ', ''));
  if (parse !== undefined && parse.given !== '') return parse.score >= 0.6 || words.includes(' ');
  // A given name that no list knows, behind a known surname: 山田 奏.
  if (/^[^ ]+ [^ ]+$/.test(words) && names().surnames.has(words.split(' ')[0]!)) return true;
  // A surname that no list knows, before a given name that one does: 伊良皆 奏.
  const given = / ([^ ]+)$/.exec(words)?.[1];
  return given !== undefined && (names().givenNames.has(given) || looksGiven(given));
}

/** Whether the second of two words is a given name of the lists: 三宅 健, not 三宅 本町. */
export function endsInGivenName(words: string): boolean {
  return names().givenNames.has(words.split(' ')[1] ?? '');
}

/** Whether a word alone is a surname or given name of the lists, in kanji or as it is read. */
export function isListedNamePart(word: string): boolean {
  const { surnames, givenNames, surnameReadings, givenReadings } = names();
  const read = toKatakana(word);
  return surnames.has(word) || givenNames.has(word) || surnameReadings.has(read) || givenReadings.has(read);
}

/** The same, or either half alone: 誠, 美咲, 中島. */
export function isKnownNamePart(words: string): boolean {
  const { surnames, givenNames } = names();
  return surnames.has(words) || givenNames.has(words) || looksGiven(words) || isKnownName(words);
}
