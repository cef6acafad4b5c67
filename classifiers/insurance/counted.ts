/** Kanji numerals that a number is written with digit by digit, and figures; one unit, the source of a pattern. */
export const DIGIT = '[0-9〇零一二三四五六七八九]';

const ONES = '(?:いち|に|さん|よん|ご|ろく|なな|はち|きゅう)';
const POWERS = '(?:いっ|ろっ|はっ)?(?:まん|せん|ぜん|ひゃく|びゃく|ぴゃく|じゅう)';
const PASSING = '(?:とんで|と)?';

/** A number as an amount: 四千百十五, 百と六, さんびゃくに, はちじゅうに; the source of a pattern. */
export const COUNTED = `(?:(?=[一二三四五六七八九十百千万]{1,3}[十百千万と飛一二三四五六七八九])(?:[一二三四五六七八九]?[十百千万](?:飛んで|とんで|と)?){1,4}[一二三四五六七八九]?|(?:${ONES}?${POWERS}${PASSING}){1,4}(?:${ONES}|[一二三四五六七八九])?)`;
