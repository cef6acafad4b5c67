import { defineRecognizer } from '../../src/classify/recognizer.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';

/** 1603, 244, 917: behind the fourth digit, and rather not behind the eighth. */
function isCut(cuts: readonly number[]): boolean {
  return cuts.includes(4) && !cuts.includes(7) && (!cuts.includes(8) || cuts.includes(6));
}

/** 年金事務所の番号を言いますね: an office's telephone number. */
const OF_OFFICE = new Closing(/年金(?:事務所|機構|相談)[^\n。]{0,20}$/, 28);

/** 年金番号 0570-123456: under the label itself it is 4-6 whatever it begins with. */
const LABELLED = new Closing(/年金番号(?:は|が|:| ){0,3}$/, 7);
/** 0003674902: ten digits in a row that begin with zeros are rather of care insurance, where that is named as well. */
const AS_CARE = /^000[0-9]{7}$/;
const CARE = /介護|介保|介被|かいご|要支援|kaigo/i;
const CARE_REACH = 60;
/** 年金手帳の番号は、: the label of the pension, with nothing of another insurance behind it. */
const RIGHT_BEFORE = new Closing(/(?:年金|基年番|nenkin|NENKIN)(?:(?!介)[^0-9\n。・]){0,16}$/, 24);
const FOUR_SIX = /^0[0-9]{3}[^0-9]{1,3}[0-9]{6}$/;
const OF_SERVICE = /^0(?:570|120|800)[^0-9]{1,3}[0-9]{2,3}(?:[^0-9]{1,3})?[0-9]{3,4}$/;

/** Basic Pension Number: 4-6. No published check digit; ten digits are many things, so 年金 must be near. */
export const basicPensionNumber = defineRecognizer({
  type: 'BASIC_PENSION_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'National Pension Act, art. 14; Japan Pension Service (4-6 digits)',
  digits: {
    groups: [[4, 6]],
    score: 0.6,
    plainScore: 0.5,
    distinctive: true,
    alone: {
      as: /^(?!(?:19|20)[0-9]{2}|0[0-9]{3})[0-9]{4}(?: ?[-/・] ?[0-9]{6}|の、?[0-9]{3}[、の]?[0-9]{3})$/,
      beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'],
      near: /離婚|分割|合意|旧氏|旧姓|手帳|厚生|老齢|遺族|裁定|受給|第[3三]号|加入記録|納付記録|未納|追納|免除|猶予|定期便|照会票|記録の統合|社会保険|年機|国年|厚年/,
    },
  },
  ...partlyTold('BASIC_PENSION_NUMBER', {
    labels: ['年金'],
    whole: /^[1-9][0-9]{9}$/,
    most: 10,
    cuts: [4, 10],
    unasked: (value, cuts) => value.length === 10 && !value.startsWith('000') && isCut(cuts),
    subject: /年金|ねんきん|手帳|分かれ|6桁|六桁/,
    unless: /雇用|離職|最後の?[1一](?:桁|けた)/,
  }),
  context: [
    '基礎年金番号',
    '年金番号',
    '年金手帳',
    '年金証書',
    '厚生年金',
    '国民年金',
    '年金定期便',
    '年金',
    'ねんきん',
    '国年',
    '基礎番号',
    '基年番',
    '基年',
    '基礎',
    '厚年',
    'Basic Pension',
    'basic pension',
    'Pension No',
    'pension number',
    'Pension number',
    'pension no',
    'nenkin',
    'Nenkin',
    'NENKIN',
    'PENSION',
  ],
  fields: ['pension', 'nenkin'],
  needsContext: true,
  topics: [
    '手帳',
    '厚生',
    '定期便',
    '加入記録',
    '納付記録',
    '追納',
    '納付猶予',
    '免除',
    '受給資格',
    '裁定',
    '老齢',
    '遺族',
    '第3号',
    '社会保険',
  ],
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  impossible: allSame,
  veto: ({ text }, { start, end, digits = '' }) => {
    // 0570の05の1165 and 0570-078374 are how one calls an office, not 4-6.
    const written = text.slice(start, end);
    if (OF_SERVICE.test(written) && !(FOUR_SIX.test(written) && LABELLED.test(text, start))) return 'service number';
    if (
      AS_CARE.test(written) &&
      CARE.test(text.slice(Math.max(0, start - CARE_REACH), end + CARE_REACH)) &&
      !RIGHT_BEFORE.test(text, start)
    )
      return 'of care insurance';
    return digits.startsWith('0') && isSubscriberNumber(digits) && OF_OFFICE.test(text, start)
      ? 'telephone number'
      : undefined;
  },
  examples: {
    hits: [
      '基礎年金番号 1234-567890',
      '年金番号 0570-123456',
      '基礎年金番号は0004471208です',
      '介護の相談。年金手帳の番号 0004471208',
      '基礎年金番号 0120-345678',
      '基礎年金番号は0800-123456です',
      '夫の3941-816587、妻の6050-066123、離婚分割の請求',
      '封筒の窓から基礎年金番号の下三桁608が見える',
      '笹原 茂 → 2101 - 850564\n笹原 友 → 7923/117694',
      '年金手帳の番号は４４３５−３６５５９０です',
      'Basic Pension No. 4435-365590',
      'ID=318;NENKIN=9710013358;TOWN=3',
      '厚生年金が抜けている。番号が二つある。6581-997704 と 2273-173412。',
    ],
    misses: [
      '年金・介護の順に 0004471208',
      '排水ポンプ 4410-226038 試運転',
      '駐車券 8021-337142 は処理済み',
      '法テラス 0570-078374／年金ダイヤル',
      '1234-567890',
      '受付番号 1234-567890',
      '年金の件、会員番号の下3桁608',
      '年金は1234567890円',
      'ねんきんダイヤル、0570の05の1165へ',
      '年金事務所の番号を言いますね ゼロイチハチ、ハチロクゴー、ニーサンキューゼロ',
      '基礎年金番号 1234-56789',
    ],
  },
});
