/** Kanji numerals that a number is written with digit by digit, and figures; one unit, the source of a pattern. */
export const DIGIT = '[0-9〇零一二三四五六七八九]';

const ONES = '(?:いち|に|さん|よん|ご|ろく|なな|はち|きゅう)';
const TIMES = `(?:${ONES}|いっ|ろっ|はっ)`;
const POWER = '(?:まん|せん|ぜん|ひゃく|びゃく|ぴゃく|じゅう)(?:とんで|と)?';
/** A power alone begins many a word: まんなか, じゅうぶん, ぜんぶ. Two of them are a number, or one and a digit. */
const IN_HIRAGANA = `(?:(?:${TIMES}?${POWER}){2,4}(?:${ONES}|[一二三四五六七八九])?|${TIMES}${POWER}(?:${ONES}|[一二三四五六七八九])?|${POWER}(?:${ONES}|[一二三四五六七八九]))`;
/** What may stand behind a number in hiragana, which no other word goes on from: です, で, の. */
const END = '(?=[^ぁ-ん]|$|です|でし|でご|[でのがとか](?![ぁ-ん])|との|となって|って|だ|ね|かな|になり)';

/** A number as an amount: 四千百十五, 百と六, さんびゃくに, はちじゅうに; the source of a pattern. */
export const COUNTED = `(?:(?=[一二三四五六七八九十百千万]{1,3}[十百千万と飛一二三四五六七八九])(?:[一二三四五六七八九]?[十百千万](?:飛んで|とんで|と)?){1,4}[一二三四五六七八九]?|${IN_HIRAGANA}${END})`;
