import { defineRecognizer } from '../../src/classify/recognizer.js';
import { allSame } from '../check-digits.js';
import { OTHER_NUMBERS } from '../numbering.js';

/** Japanese passport number: two capitals and seven digits. */
export const passportNumber = defineRecognizer({
  type: 'PASSPORT_NUMBER',
  source: 'Passport Act, art. 6; ICAO Doc 9303-4 (document number field)',
  digits: { groups: [[7]], score: 0.55, distinctive: true, prefix: /[A-Z]{2}[ -]?$/ },
  context: ['旅券', 'パスポート', 'Passport', 'passport', 'PASSPORT', '渡航', 'パス番'],
  fields: ['passport', '旅券'],
  needsContext: true,
  notAfter: OTHER_NUMBERS.filter((label) => label !== '登録番号'),
  impossible: allSame,
  examples: {
    hits: ['旅券番号 TK1234567', 'パスポート番号はＴＲ７４５６２０２です', '旅券を紛失。番号は控えがあり TK5312687。'],
    misses: ['TK1234567', '型番 TK1234567', '旅券番号 TK0000000', 'パスポート ATK1234567'],
  },
});
