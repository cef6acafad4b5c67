/** Dates as they are written and said, as parts of patterns: Western and Japanese years, kanji numerals, English. */

const NUMBER = '(?:\\d{1,2}|元|[〇一二三四五六七八九十壱弐参廿拾]{1,3})';
const ERA = '(?:慶応|明治|大正|昭和|平成|令和|[MTSHRmtshr](?![a-z])\\.?|[明大昭平令㍾㍽㍼㍻]\\.?)';
const YEAR = `(?:${ERA}[の、 ]{0,2}${NUMBER}|(?:西暦 ?)?(?:1[89]|20)\\d{2}|[一二][〇一二三四五六七八九]{3})`;
const BREAK =
  '(?:[の、 ]{0,2}|[の、 ]{0,2}[^0-9〇一二三四五六七八九十。\\n]{2,5}の?、|[の、 ]{0,2}(?:えーと?|えっと|ええと|あの)[、 ]?)';
/** 1988(昭和63)年, 昭和63年(1988年): the year may be told both ways. */
const YEAR_TWICE = `${YEAR} ?(?:年?\\( ?${YEAR} ?年? ?\\) ?年?|年)`;
export const WRITTEN = `${YEAR_TWICE}${BREAK}${NUMBER} ?月${BREAK}${NUMBER} ?日`;
const KANJI_NUMBER = '[〇一二三四五六七八九十]{1,3}';
export const MARKED = `(?:${YEAR} ?[./・-] ?\\d{1,2} ?[./・-] ?\\d{1,2}(?!\\d)|(?:昭和|平成|大正|令和)[0-9]{1,2}の[0-9]{1,2}の[0-9]{1,2}(?![0-9])|${ERA}${KANJI_NUMBER}[・.]${KANJI_NUMBER}[・.]${KANJI_NUMBER})`;
export const COMPACT = '(?<!\\d)(?:19\\d{2}|20\\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)';
/** S591120: the letter of an era and six digits, as punched in. */
export const PUNCHED = '(?<![0-9A-Za-z])[MTSHR][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z])';
const MONTH_DAY = `${NUMBER} ?月 ?${NUMBER} ?日`;
const MONTHS =
  '(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
/** August twenty-second, nineteen eighty-four: as it is read out. */
const ORDINAL =
  '(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)';
const READ_OUT = `${MONTHS} (?:the )?${ORDINAL},? (?:nineteen|twenty|two thousand(?: and)?)(?:[ -](?:oh|[a-z]{3,5}ty|[a-z]{3,5}teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)){0,2}`;
export const ENGLISH = `(?:${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}|(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: |-|(?=[A-Z]{3}))(?:of )?${MONTHS}[ ,-]{0,2}(?:19|20)\\d{2}(?!\\d)|\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)\\d{2}(?!\\d)|${READ_OUT})`;
const YEAR_MONTH = `${YEAR} ?年${BREAK}${NUMBER} ?月(?!${BREAK}${NUMBER} ?日)`;
const TOLD = '[いちにさんよしごろくななはきゅうじ]{1,12}';
const TOLD_DAY = `(?:${TOLD}にち|ついたち|ふつか|みっか|よっか|いつか|むいか|なのか|ようか|ここのか|とおか|はつか|${NUMBER}日)`;
/** しょうわ さんじゅうさんねん、くがつ、いつか: as a recogniser writes what is said slowly. */
const TOLD_DATE = `(?:しょうわ|へいせい|たいしょう|れいわ|昭和|平成|大正|令和)[、の …]{0,4}(?:(?:${TOLD}|がん)(?:ねん|(?=、?の))|${NUMBER} ?年)[、の …]{0,4}${TOLD}(?:がつ|月)[、の …]{0,4}${TOLD_DAY}`;
/** 令和5年の元日: a day by its name. */
const FEAST_DATE = `${YEAR_TWICE}の?(?:元[日旦]|七夕|大晦日|大みそか|ひな祭り|桃の節句|端午の節句|こどもの日|クリスマス(?:イブ)?)(?:の日)?`;
export const DATE = `(?:${TOLD_DATE}|${WRITTEN}|${MARKED}|${COMPACT}|${PUNCHED}|${ENGLISH}|${FEAST_DATE}|${YEAR_MONTH}|${MONTH_DAY})`;
/** As 生まれ alone may follow it. */
export const YEAR_ONLY = `${ERA}${NUMBER} ?年(?:早)?`;
/** 22年 3月 6日, 52.9.6: the era is said elsewhere. */
export const WITHOUT_ERA =
  '(?<![0-9])[0-9〇一二三四五六七八九十]{1,3} ?年[の、 ]{0,2}[0-9〇一二三四五六七八九十]{1,3} ?月[の、 ]{0,2}[0-9〇一二三四五六七八九十]{1,3} ?日';
/** A year with its era alone, and a day alone: the two halves of a date that is told over turns. */
export const ERA_YEAR = `${YEAR} ?年`;
export const DAY_ALONE = `(?:${MONTH_DAY}|${NUMBER} ?月の${NUMBER} ?日|${TOLD}(?:がつ|月)[、の ]{0,3}${TOLD_DAY})`;
export const SHORT_YEAR = "(?<![0-9])['’]?[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}";
/** Year, month and day in one. */
export const FULL_DATE = new RegExp(`${WRITTEN}|${MARKED}|${COMPACT}`);
