import { HOMES } from './home.js';
import { KANA_CITIES, KANA_LABELS } from './kana-told.js';
import { PREFECTURES } from './place-lexicon.js';
import { WAY_CUES } from './ways-abroad.js';

/** Words that ask for an address or a part of it: what follows may be said in pieces. */
const QUESTIONS = [
  '住所',
  'お住まい',
  '何番地',
  'マンション名',
  'アパート名',
  'アパートの名',
  '建物名',
  'マンションの名',
  '部屋番号',
  'お所',
  '町名',
  '建物',
  '団地名',
  '寮の名',
  '送り先',
  '住んで',
  '場所は',
  '場所を教え',
  'うちは',
];
const MUNICIPALITIES = ['市', '区', '郡', '町', '村'];
/** What begins a place of the country, which often has no unit behind it: 大字飯塚1408の2. */
const OLD_PLACE = '大字';
/** ルミエール鮎川 503号室 */
const ROOM = '号室';
/** ②字一本木23: near another address. */
const SMALL_PLACE = '字';
const UNITS = ['丁目', '番地', '番', '-'];
/** 額田町の三の二十五, 川端3の1の8: numbers joined as they are said, without a unit. */
const JOINED = [...'0123456789一二三四五六七八九十'].map((digit) => `${digit}の`);
/** 県営千早 4-307 */
const PUBLIC_HOUSING = [...'都道府県市区町村'].map((body) => `${body}営`);
export const ADDRESS_CUES: readonly string[] = [
  ...PREFECTURES,
  ...MUNICIPALITIES,
  ...UNITS,
  ...QUESTIONS,
  ...HOMES,
  OLD_PLACE,
  ROOM,
  SMALL_PLACE,
  ...KANA_LABELS,
  ...WAY_CUES,
  ...JOINED,
  ...PUBLIC_HOUSING,
  ...KANA_CITIES,
];
/** Where the kinds of cues begin in the list. */
export const NUMBERS: readonly number[] = ['丁目', '番地'].map((unit) => ADDRESS_CUES.indexOf(unit));
export const FIRST_NUMBER = PREFECTURES.length + MUNICIPALITIES.length;
export const FIRST_QUESTION = FIRST_NUMBER + UNITS.length;
export const HYPHEN = FIRST_QUESTION - 1;
export const FIRST_HOME = FIRST_QUESTION + QUESTIONS.length;
export const AT_OLD_PLACE = FIRST_HOME + HOMES.length;
export const AT_ROOM = AT_OLD_PLACE + 1;
export const AT_SMALL_PLACE = AT_OLD_PLACE + 2;
export const FIRST_KANA = AT_OLD_PLACE + 3;
export const FIRST_WAY = FIRST_KANA + KANA_LABELS.length;
export const FIRST_JOINED = FIRST_WAY + WAY_CUES.length;
export const FIRST_PUBLIC = FIRST_JOINED + JOINED.length;
export const FIRST_KANA_CITY = FIRST_PUBLIC + PUBLIC_HOUSING.length;
