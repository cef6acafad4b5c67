import { defineRecognizer } from '../../src/classify/recognizer.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame } from '../numbers/check-digits.js';
import { OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isMobileShape, MOBILE_OR_IP } from '../phone/subscriber-number.js';

/** 事業所番号 has the same shape: 会社の番号1306-118204-9は事業所の番号. */
const OF_BUSINESS = new Closing(/(?:事業所|事業主|適用)(?:の?番号|No\.?)(?:は|が|の|:| )*$/, 16);

/** 0003718264、2.: the ten digits of another insurance, and what comes next. */
const IN_A_ROW = /^[0-9]{10}[^0-9 -]/;
const OF_THIS = /雇用|雇[保被番]|離職|失業|koyou?|employment/i;
/** Eleven digits that may be a mobile number are this one only behind a label, as near as a label rules out telephones. */
const LABEL_BEFORE =
  /(?:雇用|雇[保被番=]|失業|離職|職安|ハローワーク|手当|給付|資格者証|被保険者(?:証|の?番号)|被保(?:番|No)|emp_?ins|koyou?|employment)[^0-9]{0,24}$/i;
/** 手当の件、携帯は: the label of a telephone, nearer than any of this. */
const PHONE_BEFORE =
  /(?:電話|携帯|連絡先|折り?返し|TEL|Tel|tel|ケータイ)(?:(?!雇|失業|離職|被保|資格者証)[^0-9]){0,14}$/;
const LABEL_REACH = 40;

function mayBeMobile(text: string, start: number, end: number): boolean {
  if (!MOBILE_OR_IP.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  return PHONE_BEFORE.test(before) || !LABEL_BEFORE.test(before);
}

/** Employment insurance number of an insured person: 4-6-1. 事業所番号 has the same shape and is a business's. */
export const employmentInsuranceNumber = defineRecognizer({
  type: 'EMPLOYMENT_INSURANCE_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'MHLW procedure 20706 (雇用保険被保険者番号, 4-6-1; check digit not published)',
  digits: {
    groups: [
      [4, 6, 1],
      [4, 7],
      [10, 1],
    ],
    lengths: [11],
    score: 0.6,
    plainScore: 0.5,
    distinctive: true,
    alone: {
      as: /^[0-9]{4}-(?:[0-9]{6}-[0-9]|(?!0{3})[0-9]{7})$/,
      beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'],
      near: /資格(?:取得|喪失)|喪失|離職|退職|求職|失業|雇用|給付|転職|被保|番号は別|旧姓|改姓|姓変更|訓練|育休|認定日|助成金|賃金台帳|出勤簿|労働者名簿|従業員/,
    },
  },
  ...partlyTold('EMPLOYMENT_INSURANCE_NUMBER', {
    labels: ['雇用保険', '失業', '離職票', '雇保', '被保険者番号'],
    whole: /^[0-9]{11}$/,
    most: 11,
    cuts: [4, 10, 11],
    unasked: (value, cuts) => value.length === 11 && cuts.includes(4) && cuts.includes(10),
    subject: /雇用|雇保|離職|失業|ハローワーク|職安|退職|求職|被保険|訓練|6桁|六桁|入社|会社/,
  }),
  context: [
    '雇用保険',
    '被保険者番号',
    '被保番',
    '被番',
    '被保No',
    '失業保険',
    '離職票',
    '失業給付',
    '失業手当',
    '雇保',
    '雇用保健',
    'ハローワーク',
    '職安',
    '失業認定',
    '雇用の',
    '雇被',
    'Employment Insurance',
    'employment insurance',
    'Employment insurance',
    'koyo hoken',
    'Koyo hoken',
    'koyou hoken',
    'Koyou hoken',
    'koyo_hoken',
    'koyohoken',
    'KOYO',
    '雇番',
    '雇=',
    '離職',
    '失業',
    '基本手当',
    '育児休業給付',
    '教育訓練給付',
  ],
  fields: ['employment_ins', 'employment ins', 'emp_ins', 'koyo', 'hiho_no', 'hihokensha_no', 'hihobango'],
  needsContext: true,
  topics: [
    '退職',
    '離職',
    '求職',
    '就職',
    '社で',
    '勤務',
    '雇用',
    '失業',
    '給付',
    '資格取得',
    '訓練',
    '受講',
    '辞めた',
    '辞めて',
    '前職',
    '転職',
    '認定日',
    '会社都合',
    '自己都合',
    '育休',
    '被保険者証',
  ],
  notAfter: OTHER_NUMBERS,
  impossible: allSame,
  veto: ({ text }, { start, end }) => {
    if (isMobileShape(text.slice(start, end))) return 'telephone number';
    if (IN_A_ROW.test(text.slice(start, end)) && !OF_THIS.test(text.slice(Math.max(0, start - LABEL_REACH), start)))
      return 'ten digits';
    if (mayBeMobile(text, start, end)) return 'telephone number';
    return OF_BUSINESS.test(text, start) || /^は?(?:、)?(?:事業所|会社|適用)の?番号/.test(text.slice(end, end + 12))
      ? 'of the business'
      : undefined;
  },
  examples: {
    hits: [
      '被番 2604-418273-1 離職票',
      'hiho_no,kubun,nyusha\n26044182731,tanjikan,20240401',
      '資格喪失の照合：2801-417325-9、2701-691914-6（姓変更）',
      'No／氏名／被保番号\n1／二階堂／1368-227716-4',
      '雇用保険被保険者番号 1234-567890-1',
      '雇用保険は 6016-241647-1 で手続済',
      '雇番3420-7719050',
      '雇用保険の番号 08041927735',
      '離職の手当、資格者証の番号は 05012345671',
      '雇用保険の被保険者番号 0804192773 5',
      '雇用保険の被保険者番号は 0004192773、5 です',
      '雇用保険の喪失届。被保険者の番号は 08041927735',
      'Employment insurance number is 3021 567890 1',
      'emp_ins_no,name,state\n30215678901,Mayu,ok',
      '雇保証は水濡れ、判読可は50■■-33■■18-2のみ',
      '[話者1] 雇用保険の番号、わかりますか。\n[話者2] ごーぜろいちさん、\n[話者1] はい。\n[話者2] ろくにーよんさんいちいち、\n[話者1] 六二四三一一、\n[話者2] で、最後の一桁がハチ。',
      '離職票に１２３４−５６７８９０−１とあります',
    ],
    misses: [
      '1234-567890-1',
      '離職票の会社の番号1306-118204-9は事業所の番号',
      '雇用保険の事業所番号 1234-567890-1',
      '雇用保険 1234-56789-1',
      '型番 1234-567890-1',
      '雇用保険の資格を失ったときの手続きについて、小島 渚 08041927735',
      '介護の被保険者番号 0004417290、2 号の方',
    ],
  },
});
