/** Words that dates are told with; hiragana stands for katakana as well. */

export const ERAS: readonly (readonly [word: string, first: number])[] = [
  ['明治', 1868],
  ['大正', 1912],
  ['昭和', 1926],
  ['平成', 1989],
  ['令和', 2019],
  ['たいしょう', 1912],
  ['しょうわ', 1926],
  ['へいせい', 1989],
  ['れいわ', 2019],
  ['昭', 1926],
  ['平', 1989],
  // えすの四二: the letter as it is spoken.
  ['えすの', 1926],
  ['えいちの', 1989],
  ['えっちの', 1989],
];
/** Names of days, without and with their month. */
export const DAYS: readonly (readonly [word: string, day: number])[] = [
  ['ついたち', 1],
  ['ふつか', 2],
  ['みっか', 3],
  ['よっか', 4],
  ['いつか', 5],
  ['むいか', 6],
  ['なのか', 7],
  ['ようか', 8],
  ['ここのか', 9],
  ['とおか', 10],
  ['はつか', 20],
  ['みそか', 30],
];
export const NUMERALS = new Map(
  Object.entries({ いち: 1, いっ: 1, に: 2, さん: 3, よん: 4, よ: 4, し: 4, ご: 5, ろく: 6, ろっ: 6, なな: 7, しち: 7 })
    .concat(Object.entries({ はち: 8, はっ: 8, きゅう: 9, きゅー: 9, く: 9, がん: 1, 元: 1 }))
    .concat([...'一二三四五六七八九'].map((kanji, at) => [kanji, at + 1])),
);
export const TIMES = new Map(
  Object.entries({
    十: 10,
    じゅう: 10,
    じゅー: 10,
    じゅっ: 10,
    ひゃく: 100,
    びゃく: 100,
    ぴゃく: 100,
    百: 100,
    せん: 1000,
    ぜん: 1000,
  }).concat([
    ['千', 1000],
    ['廿', 20],
    ['卅', 30],
  ]),
);
/** The old names of the months, and 正月. */
export const MONTHS: readonly (readonly [word: string, month: number])[] = [
  ['睦月', 1],
  ['正月', 1],
  ['如月', 2],
  ['弥生', 3],
  ['卯月', 4],
  ['皐月', 5],
  ['水無月', 6],
  ['文月', 7],
  ['葉月', 8],
  ['長月', 9],
  ['神無月', 10],
  ['霜月', 11],
  ['師走', 12],
];
/** Days that are known by a name: the month is in the first unit of it. */
export const FEASTS: readonly (readonly [word: string, month: number, day: number])[] = [
  ['元日', 1, 1],
  ['元旦', 1, 1],
  ['七夕', 7, 7],
  ['大晦日', 12, 31],
  ['大みそか', 12, 31],
  ['おおみそか', 12, 31],
];
export const KINDS: Readonly<Record<string, readonly [sign: string, kind: 'year' | 'month' | 'day']>> = {
  年: ['年', 'year'],
  ねん: ['年', 'year'],
  月: ['月', 'month'],
  がつ: ['月', 'month'],
  日: ['日', 'day'],
  にち: ['日', 'day'],
};
