import { defineRecognizer } from '../../src/classify/recognizer.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { PARCELS_AND_KEYS, unlessAside } from '../numbers/asides.js';
import { allSame } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isMobileShape } from '../phone/subscriber-number.js';

/** 雇用保険の番号…11桁: that number has as many digits. */
const EMPLOYMENT = /雇用保険|失業|離職票|ハローワーク/;
const OTHER_REACH = 240;
/** カスタマバーコードが11桁: what a machine reads off an envelope. */
const MACHINE_READ = /(?:バーコード|二次元コード|QRコード)[^。\n]*$/;
const MACHINE_REACH = 24;

/** Resident Record Code (住民票コード), 11 digits. Its check digit is not published officially, so the label decides. */
export const residentRecordCode = defineRecognizer({
  type: 'RESIDENT_RECORD_CODE',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Residential Basic Book Act, art. 7 item 13; MIC Ordinance, art. 1 (11 digits)',
  digits: {
    groups: [
      [5, 6],
      [4, 4, 3],
      [3, 4, 4],
      [1, 5, 5],
      [4, 7],
      [5, 5, 1],
      [5, 2, 4],
      [4, 3, 4],
      [6, 5],
    ],
    lengths: [11],
    score: 0.55,
    distinctive: true,
    alone: { as: /^[0-9]{11}$/, beside: [], near: /転入者|コード通知|住民票コ|住基/ },
  },
  ...partlyTold('RESIDENT_RECORD_CODE', {
    labels: ['住民票コード', '住民票の番号', '住民票番号'],
    whole: /^[0-9]{11}$/,
    most: 11,
    unasked: (value, cuts) => value.length === 11 && !(cuts.includes(4) && cuts.includes(10)),
  }),
  context: [
    '住民票コード',
    '住民票番号',
    '住基コード',
    '住基番号',
    '住民コード',
    '住コ',
    '住基',
    '住民票の番号',
    '住民票は',
    '住票コード',
    '住基ネット',
    '11桁',
    '十一桁',
    'コード通知票',
    '住民票',
    '住コード',
    'Juki code',
    'juki code',
    'Resident Record Code',
    'resident record code',
    'Resident code',
    'Resident Code',
    'resident code',
    'juminhyo',
    'Juminhyo',
    'JUMINHYO',
    'JUMIN',
    'JUKI',
    '住民CD',
    '住基No',
  ],
  fields: ['resident_record', 'resident_code', 'resident code', 'jumin', 'juki', '住民cd'],
  needsContext: true,
  topics: ['通知票', '住民票', '転入', '転出', 'コード', '広域交付', '住民'],
  notAfter: [...OTHER_NUMBERS, ...PARCELS_AND_KEYS],
  labelsOther: unlessAside(/住民票?コード|住基|[Jj]uki|[Rr]esident/),
  notBefore: AMOUNT_UNITS,
  impossible: allSame,
  veto: ({ text }, { start, end }) => {
    if (isMobileShape(text.slice(start, end))) return 'telephone number';
    const before = text.slice(Math.max(0, start - OTHER_REACH), start);
    if (MACHINE_READ.test(before.slice(-MACHINE_REACH)) && !/住民|住基/.test(before)) return 'a barcode';
    return EMPLOYMENT.test(before) && !/住民|住基|転[入出]/.test(before) ? 'employment insurance' : undefined;
  },
  examples: {
    hits: [
      '住民票コード 12345678903',
      'コンビニのバーコードで払った。コードは12345678903です',
      '住民票コード：55039-17-4286',
      'Juki code: 91824470053',
      '住民CD:91824470053',
      '住民票コードは８００３６５６９５３４です',
      '住民票コードの通知（80036569534）',
      'Resident Record Code: 8003-6569-534',
    ],
    misses: [
      '雇用保険の番号は11桁です。07183320594',
      '12345678903',
      'カスタマバーコードが11桁 46258493917 で印刷された',
      'ミーティングID: 812 3456 7890',
      'あて先コードは 27000-104-583',
      '住民票コード 1234567890',
      '受付番号 12345678903',
      '住民票コード 11111111111',
    ],
  },
});
