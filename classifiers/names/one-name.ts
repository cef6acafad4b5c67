import type { Joins } from '../../src/classify/record/joined-parts.js';
import { names } from './words/name-lexicon.js';

const KANJI = /^[一-龠々ヶ]+$/;
const KANA = /^(?:[ァ-ヴー・]+|[ぁ-んー]+)$/;
const KATAKANA_OR_LATIN = /^(?:[ァ-ヴー・]+|[A-Za-z.' -]+)$/;
/** 渋谷 アキ子: one part in two scripts. */
const ONE_PART = /^[^ \u3000]+$/;
/** A given name, or a name with one: what stands behind it is its reading. */
const WHOLE = /\/judged-(?:given|spaced|full|guessed)$/;
/** Rules that find a given name, or what no list holds as a surname. */
const GIVEN = /\/(?:judged-(?:given|unlisted|full)|titled)$/;
/** The rule of a given name by itself; a name with a title is one only where nobody has it as a surname. */
const GIVEN_ITSELF = /\/judged-given$/;
const TITLED = /\/titled$/;
/** グエン・ヴァン・アン, Ana Santos: a name in parts already. */
const IN_PARTS = /[・ .]/;
/** How a name is written is no part of it. */
const SPELLED = /\/spelled$/;

/** Whether what was found as two names is a surname and a given name: 二本柳キヨ, ガルシア 美佐, 四方田 玄斎. */
export const areOneName: Joins = (text, first, second) => {
  if (WHOLE.test(first.rule) || SPELLED.test(first.rule) || SPELLED.test(second.rule)) return false;
  const [one, other] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
  if (KANJI.test(other) && KATAKANA_OR_LATIN.test(one))
    return !IN_PARTS.test(one) && (GIVEN_ITSELF.test(second.rule) || (TITLED.test(second.rule) && isGivenOnly(other)));
  if (first.end === second.start) return true;
  if (KANJI.test(other)) return KANJI.test(one) && GIVEN.test(second.rule);
  return KANJI.test(one) && ONE_PART.test(other) && (KANA.test(other) || GIVEN.test(second.rule));
};

function isGivenOnly(value: string): boolean {
  const { surnames, givenNames } = names();
  return givenNames.has(value) && !surnames.has(value);
}
