import { looksGiven, names } from '../names/name-lexicon.js';
import { parseName } from '../names/name-parse.js';

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

/** The same, or either half alone: 誠, 美咲, 中島. */
export function isKnownNamePart(words: string): boolean {
  const { surnames, givenNames } = names();
  return surnames.has(words) || givenNames.has(words) || looksGiven(words) || isKnownName(words);
}
