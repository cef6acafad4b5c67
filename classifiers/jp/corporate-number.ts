import { defineRecognizer } from '../../src/classify/recognizer.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { ASKS } from '../dictation/asks.js';
import { dictated } from '../dictation/dictated.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame, isCorporateNumber } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';

/** JAN codes of Japan begin so, and their check digit is another. */
function isArticleNumber(digits: string): boolean {
  if (!/^4[59]/.test(digits) || digits.length !== 13) return false;
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += Number(digits[at]) * (at % 2 === 0 ? 1 : 3);
  return Number(digits[12]) === (10 - (sum % 10)) % 10;
}

/** Check digit, then 000020: prefectures and municipalities. */
const OF_PUBLIC_BODY = /^[1-9]000020/;
/** 案件 3110-7634-66504: of a tender. */
const OF_CASE = new Closing(/(?:案件|入札|公告|件名|工事|契約)(?:No\.?|#|:| )*$/, 10);

const DICTATED = { labels: ['法人番号', '登録番号', '法人の番号', 'インボイス'], whole: /^[0-9]{13}$/, most: 13 };

/** Corporate Number (法人番号), 13 digits, and the qualified invoice issuer's number T + 13 digits. Published, not personal. */
export const corporateNumber = defineRecognizer({
  type: 'CORPORATE_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'MOF Ordinance on Corporate Numbers (2014), art. 2; National Tax Agency worked example 8700110005901',
  digits: {
    groups: [
      [1, 4, 4, 4],
      [1, 12],
      [4, 4, 5],
      [4, 4, 4, 1],
      [1, 6, 6],
      [3, 4, 6],
    ],
    lengths: [13],
    score: 0.5,
    distinctive: true,
    alone: {
      as: /^T?[0-9-]+$/,
      beside: ['ORGANIZATION'],
      // T right before thirteen digits whose check holds: nothing else is written so.
      near: /(?<![A-Za-z0-9])T[- ]?$|法人|会社|交付先|取引先|事業者|業者|許可|入札|指名|補助金|[のが別]社|1社|登記|税目|源泉|マスタ|総務|発行者|請求/,
    },
    leads: /T[- ]?$/,
  },
  cues: [...DICTATED.labels, ...ASKS],
  find: (scan, hits) => dictated(scan, hits, 'CORPORATE_NUMBER', DICTATED),
  context: [
    '法人番号',
    '登録番号T',
    '国税庁',
    '(法)',
    '13桁',
    '十三桁',
    'インボイス',
    '適格請求書',
    'T番号',
    '会社法人等番号',
    '登録番号',
    '法人No',
    '法人の番号',
    '法人コード',
    '法番',
    '法人マイナンバー',
    '会社の番号',
    '会社番号',
    '事業者番号',
    'Corporate Number',
    'corporate number',
  ],
  fields: ['corporate_number', 'corporate_no', 'corp_no', 'corp_num', 'houjin', 'hojin'],
  topics: [
    '株式会社',
    '有限会社',
    '合同会社',
    '法人',
    '会社',
    '企業',
    '登記',
    '請求書',
    '取引先',
    '構成員',
    '申請者',
    '者の番号',
    '商号',
    '業者',
  ],
  notAfter: OTHER_NUMBERS.filter((label) => label !== '登録番号'),
  notBefore: AMOUNT_UNITS,
  needsContext: true,
  check: isCorporateNumber,
  impossible: (digits) => digits.startsWith('0') || allSame(digits),
  veto: ({ text }, { start, digits = '', rule }) => {
    if (OF_PUBLIC_BODY.test(digits)) return 'of a public body';
    if (rule === 'grouped' && OF_CASE.test(text, start)) return 'of a case';
    return rule === 'plain' && isArticleNumber(digits) ? 'number of an article' : undefined;
  },
  examples: {
    hits: [
      '法人番号 8700110005901',
      '法人番号：１１８０３０１０１８７７１',
      '登録番号 T1180301018771',
      'T8700110005901',
      '法人番号 5-0104-0106-7252',
    ],
    misses: [
      '大阪府の法人番号 4000020270008 を名簿に載せた',
      '法人の応札、案件 4110-8634-66504 の開札',
      '1180301018772',
      '1180301018771',
      'T1180301018772',
      'AT1180301018771',
      '受付番号 1180301018771',
      '法人番号 11803010187',
    ],
  },
});
