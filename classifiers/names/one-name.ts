import type { Joins } from '../../src/classify/record/joined-parts.js';

const KANJI = /^[一-龠々ヶ]+$/;
const KANA = /^(?:[ァ-ヴー・]+|[ぁ-んー]+)$/;
const KATAKANA_OR_LATIN = /^(?:[ァ-ヴー・]+|[A-Za-z.' -]+)$/;
/** 渋谷 アキ子: one part in two scripts. */
const ONE_PART = /^[^ \u3000]+$/;
/** A given name, or a name with one: what stands behind it is its reading. */
const WHOLE = /\/judged-(?:given|spaced|full|guessed)$/;
/** Rules that find a given name, or what no list holds as a surname. */
const GIVEN = /\/(?:judged-(?:given|unlisted|full)|titled)$/;
/** How a name is written is no part of it. */
const SPELLED = /\/spelled$/;

/** Whether what was found as two names is a surname and a given name: 二本柳キヨ, ガルシア 美佐, 四方田 玄斎. */
export const areOneName: Joins = (text, first, second) => {
  if (WHOLE.test(first.rule) || SPELLED.test(first.rule) || SPELLED.test(second.rule)) return false;
  const [one, other] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
  if (first.end === second.start) return true;
  if (KANJI.test(other)) return KANJI.test(one) ? GIVEN.test(second.rule) : KATAKANA_OR_LATIN.test(one);
  return KANJI.test(one) && ONE_PART.test(other) && (KANA.test(other) || GIVEN.test(second.rule));
};
