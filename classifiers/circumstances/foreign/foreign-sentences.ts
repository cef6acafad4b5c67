import type { Range } from '../../../src/text/windows.js';

/** Longer ones are looked at up to here. No piece of a long text is cut where less of it would be seen. */
const LONGEST = 240;
/** Fewer words of letters that blanks part, or fewer letters of a writing without blanks, say too little. */
const FEWEST_WORDS = 3;
const FEWEST_LETTERS = 6;
/** One in so many letters may be kana: residents write ビザ and マンション in any language. */
const LETTERS_PER_KANA = 3;
/** Letters of a word that blanks part, about. */
const LETTERS_PER_WORD = 4;

/** A line that goes on in small letters was broken by a mail program. */
const SENTENCE = /[^\n\r.!?;。।။]+(?:(?:[.;](?=[^\s.])|\r?\n(?=\p{Ll}))[^\n\r.!?;。।။]*)*[.!?;。।။]*/gu;
/** Small letters, so that codes, names and addresses are no words. */
const WORD = /(?<![\p{L}\d])[\p{Lu}]?(?:\p{Ll}\p{M}*)+(?![\p{L}\d])/gu;
const OF_OTHER_WRITING =
  /[\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Arabic}\p{Script=Lao}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Mongolian}]/gu;
/** Some of them stand in every Chinese sentence, few in Japanese without kana. */
const OF_CHINESE = '我你您她们們吗嗎呢吧这這没沒么麼让讓谁哪给還还个個了吃';
const CHINESE = new RegExp(`[${OF_CHINESE}]`, 'gu');
const KANA = /[\u3041-\u30ff]/gu;
const HAN = /\p{Script=Han}/gu;
/** What no foreign sentence is without: two words with a blank between them, or a letter of such a writing. */
const SIGN = new RegExp(
  `[a-z\\u00df-\\u024f\\u0400-\\u052f][,;:]? [A-Za-z\\u00c0-\\u052f]|[\\u0590-\\u1cff\\uac00-\\ud7a3${OF_CHINESE}]`,
  'u',
);

/** Sentences in a language other than Japanese, in order, without the blanks around them. */
export function foreignSentences(text: string): Range[] {
  if (!SIGN.test(text)) return NONE;
  const sentences: Range[] = [];
  for (const { 0: said, index } of text.matchAll(SENTENCE)) {
    const start = index + said.length - said.trimStart().length;
    const end = Math.min(index + said.trimEnd().length, start + LONGEST);
    if (isForeign(text.slice(start, end))) sentences.push({ start, end });
  }
  return sentences;
}

function isForeign(said: string): boolean {
  const words = countOf(said, WORD);
  const others = countOf(said, OF_OTHER_WRITING);
  const han = countOf(said, HAN);
  const chinese = han >= FEWEST_LETTERS && countOf(said, CHINESE) > 0;
  if (words < FEWEST_WORDS && others < FEWEST_LETTERS && !chinese) return false;
  const kana = countOf(said, KANA);
  return kana * LETTERS_PER_KANA <= words * LETTERS_PER_WORD + others + han && (chinese || han <= words + others);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const NONE: Range[] = [];
