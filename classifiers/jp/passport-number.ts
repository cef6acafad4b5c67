import { defineRecognizer } from '../../src/classify/recognizer.js';
import { allSame } from '../check-digits.js';
import { OTHER_NUMBERS } from '../numbering.js';
import { LETTER_NAME } from '../spelled-letters.js';

/** Japanese passport number: two capitals and seven digits; those of other countries have one or two and six to eight. */
export const passportNumber = defineRecognizer({
  type: 'PASSPORT_NUMBER',
  source: 'Passport Act, art. 6; ICAO Doc 9303-4 (document number field)',
  digits: {
    groups: [[7], [6], [8], [3, 4]],
    score: 0.55,
    distinctive: true,
    alone: { as: /^[MNT][A-Z][ -]?[0-9]{7}$/, beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'] },
    prefix: new RegExp(
      `(?:(?<![A-Za-z])[A-Z][ ・、,.]{0,2}[A-Z]?|${LETTER_NAME}[ ・、,]{0,2}${LETTER_NAME})[ 、,の-]{0,2}$`,
    ),
  },
  context: ['旅券', 'パスポート', 'Passport', 'passport', 'PASSPORT', '渡航', 'パス番', 'パスポ', '査証', 'ビザ'],
  fields: ['passport', '旅券'],
  needsContext: true,
  topics: [
    '海外',
    '空港',
    '出国',
    '入国',
    '航空券',
    '盗まれ',
    '盗難',
    '紛失',
    'なくし',
    '失くし',
    '控え',
    '写真ページ',
    '身分証',
    '本人確認',
  ],
  notAfter: OTHER_NUMBERS.filter((label) => label !== '登録番号'),
  impossible: allSame,
  examples: {
    hits: [
      'パスポートは C6140927 です',
      '旅券番号 TK1234567',
      '旅券番号をお願いします。\n客：ティーケー、4210976です',
      'パスポート番号はＴＲ７４５６２０２です',
      '旅券を紛失。番号は控えがあり TK5312687。',
    ],
    misses: ['TK1234567', '型番 TK1234567', '旅券番号 TK0000000', 'パスポート ATK1234567', '旅券の申請は A1234 窓口'],
  },
});
