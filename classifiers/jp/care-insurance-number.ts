import { defineRecognizer } from '../../src/classify/recognizer.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';

/** 保険証の記号は, 雇用保険被保険者証の番号: the card of another insurance. */
const OTHER_CARD = /記号|雇用保険|失業保険|離職票/;
const OTHER_REACH = 36;

/** 5102-367490: how pension numbers are written. Where a pension is named too, it is rather of that. */
const AS_PENSION = /^(?!00)[0-9]{4}-[0-9]{6}$/;
const PENSION = /年金|ねんきん|国年|厚年|基礎番号|nenkin|pension/i;
/** Units as far as a pension's number is found by what is named around it. */
const PENSION_BEFORE = 400;
/** 介護の番号 4471-208834: said to be one all the same. */
const RIGHT_BEFORE = new Closing(/(?:介護|介保|介被|[Kk]aigo|KAIGO)(?:(?!年金)[^0-9\n。・]){0,20}$/, 26);

function isOfPension(text: string, start: number, end: number): boolean {
  return (
    AS_PENSION.test(text.slice(start, end)) &&
    PENSION.test(text.slice(Math.max(0, start - PENSION_BEFORE), start)) &&
    !RIGHT_BEFORE.test(text, start)
  );
}

/** Long-term care insurance number: ten digits, no published check. The insurer's number (six digits) is not personal. */
export const careInsuranceNumber = defineRecognizer({
  type: 'CARE_INSURANCE_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Long-Term Care Insurance Act Enforcement Ordinance, form 1 (被保険者証, 10 digits)',
  digits: {
    groups: [[10], [4, 6], [5, 5], [3, 3, 4], [4, 3, 3], [4, 2, 4], [4, 4, 2], [2, 4, 4], [3, 7]],
    lengths: [10],
    score: 0.55,
    distinctive: true,
    alone: {
      as: /^0{3}[0-9]{7}$/,
      beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'],
      near: /介護|認定|住宅改修|福祉用具|区分変更|区変|負担割合|限度額|包括|特養|ヘルパー|証の原本/,
    },
  },
  ...partlyTold('CARE_INSURANCE_NUMBER', {
    labels: ['介護', 'カイゴ', '被保険者番号'],
    whole: /^[0-9]{10}$/,
    most: 10,
    alone: /^0{3,4}[0-9]{6,7}$/,
    unasked: (value, cuts) =>
      value.length === 10 &&
      (value.startsWith('000') || !cuts.includes(4) || cuts.includes(7) || (cuts.includes(8) && !cuts.includes(6))),
    alsoNamed: ['HEALTH_INSURANCE_NUMBER'],
  }),
  context: [
    '介護',
    '介護保険',
    '介護被保険者',
    '介護保険証',
    '被保険者番号',
    '被保険者証',
    '保険証',
    'かいご',
    'KAIGO',
    'Kaigo',
    'kaigo',
    'ケアの',
    '要介護',
    '要支援',
    '介被',
    '介保',
    'ケアマネ',
    'デイサービス',
    '負担割合証',
    '介護証',
    'Care Insurance',
    'care insurance',
    '要介',
    'ケアプラン',
    'ヘルパー',
    '被保番',
    '被番',
    '被保No',
    '介保番',
    'ショートステイ',
  ],
  fields: ['care_insurance', 'kaigo'],
  needsContext: true,
  topics: ['認定', '住宅改修', '福祉用具', '特養', '老健', '区分変更', '包括'],
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  impossible: allSame,
  // 072-467-3391 behind 介護: a telephone number, which a number of the insured is hardly ever like.
  veto: ({ text }, { start, end, digits = '' }) => {
    if (/^0[1-9]/.test(digits) && /^\(?0[0-9]{1,4}[-) ・･.]/.test(text.slice(start, end)) && isSubscriberNumber(digits))
      return 'telephone number';
    if (isOfPension(text, start, end)) return 'written as a pension number';
    const before = text.slice(Math.max(0, start - OTHER_REACH), start);
    return OTHER_CARD.test(before) && !/介護|かいご|カイゴ|介保/.test(before) ? 'another insurance' : undefined;
  },
  examples: {
    hits: [
      '被番 0004417290、要介護2',
      'NENKIN=9710013358;KAIGO=0000418823;LEVEL=2',
      '介護の番号 4471-208834',
      '年金からの天引き。介護保険証の番号、ええ、4471-208834',
      '介護被保険者証、左の上の 4471-208834',
      '要支援の区分変更、番号 4471-208834',
      'ヘルパーさん、番号 4471-208834',
      '被保番：８１２８−７１２−４６３、負担割合証のコピー',
      '介護被番0000-61-7720の方',
      '介護証の番号は下5桁48813しか分からず',
      '証の原本で0008408574を確認',
      '介護保険の被保険者番号は0006758315。',
      '介護保険被保険者番号：００００１２３４５６',
    ],
    misses: [
      '年金・介護の順\n4471-208834',
      '0006758315',
      '介護タクシー 072-467-3391',
      '介護保険 受付番号 0006758315',
      '介護保険料 0006758315円',
      '介護保険 12345',
    ],
  },
});
