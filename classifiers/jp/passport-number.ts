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
    prefix: new RegExp(`(?:(?<![A-Za-z])[A-Z]{1,2}|${LETTER_NAME}{2})[ 、,-]?$`),
  },
  context: ['旅券', 'パスポート', 'Passport', 'passport', 'PASSPORT', '渡航', 'パス番'],
  fields: ['passport', '旅券'],
  needsContext: true,
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
