import { readLexicon } from '../../../src/classify/lexicon.js';
import { names } from '../words/name-lexicon.js';
import { romanized } from './romanized.js';

/** For `lexicons` of the recognizer. */
export const LATIN_NAMES = 'latin-names';

interface NamesAbroad {
  surnames: ReadonlySet<string>;
  given: ReadonlySet<string>;
  /** Those of both that are words of English, or places, as well: nothing by themselves. */
  words: ReadonlySet<string>;
}

let fromAbroad: NamesAbroad | undefined;

/** Names of people from abroad in Latin letters, in small letters without marks. Read on first use. */
export function namesAbroad(): NamesAbroad {
  if (!fromAbroad) {
    const { rows } = readLexicon(LATIN_NAMES);
    const those = (kind: string) => new Set(rows.filter(([, kinds]) => kinds!.includes(kind)).map(([name]) => name!));
    fromAbroad = { surnames: those('s'), given: those('g'), words: those('w') };
  }
  return fromAbroad;
}

let romaji: { surnames: Set<string>; given: Set<string> } | undefined;

/** Readings of Japanese names in Latin letters, lower case. Made on first use. */
export function spellings(): { surnames: Set<string>; given: Set<string> } {
  if (!romaji) {
    const { surnameReadings, givenReadings } = names();
    const all = (readings: Iterable<string>) =>
      new Set([...readings].flatMap(romanized).filter((one) => one.length > 2));
    romaji = { surnames: all(surnameReadings), given: all(givenReadings) };
  }
  return romaji;
}

let everyday: ReadonlySet<string> | undefined;

/** Everyday surnames of Japan, lower case, of three syllables and more: written small behind a key they are somebody. */
export function everydaySurnames(): ReadonlySet<string> {
  // 山本 is as dear to the dictionary as rare ones are.
  everyday ??= new Set([...names().commonReadings, 'ヤマモト'].flatMap(romanized));
  return everyday;
}

export function isSurname(word: string): boolean {
  return spellings().surnames.has(word) || namesAbroad().surnames.has(word);
}

export function isGivenName(word: string): boolean {
  return spellings().given.has(word) || namesAbroad().given.has(word);
}

/** Whether any list holds a word, given in lower case without marks. */
export function isNameWord(word: string): boolean {
  return isSurname(word) || isGivenName(word);
}

/** Companies and services that people speak of as さん. */
export const COMPANIES =
  /^(?:google|amazon|apple|microsoft|yahoo|facebook|meta|twitter|instagram|zoom|uber|softbank|docomo|rakuten|paypay|netflix|youtube|tiktok|sony|panasonic|toyota|nissan|adobe|oracle|cisco|dell|lenovo|nintendo|mercari|airbnb|booking|web|net|call|center|chat|bot|siri|alexa|copilot|chatgpt|gemini|teams|slack)/i;
