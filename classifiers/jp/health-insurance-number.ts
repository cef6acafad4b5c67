import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { type Dictated, dictated } from '../dictation/dictated.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { behindCards, CARDS } from '../insurance/behind-card.js';
import { SYMBOLS, symbolsInLatin } from '../insurance/in-latin-letters.js';
import { inShort } from '../insurance/short-form.js';
import { SYMBOL_LABELS, symbolsAndNumbers } from '../insurance/symbol-and-number.js';
import { beforeBranch, symbolsOfTown } from '../insurance/without-label.js';
import { allSame, passesInsurerCheck } from '../numbers/check-digits.js';
import { misreadNumbers } from '../numbers/misread.js';
import { OTHER_NUMBERS } from '../numbers/numbering.js';

const WHOLE_FIELD =
  /記号[・･、及びおよと/]{0,3}番号$|記番号?$|保険証の?番号$|insurance[_ ](?:id|no|number)$|hokensho[_ ](?:no|number|bangou?)$/;
/** A field of what the card says, in words of its own: 保険証情報. */
const CARD_FIELD = /保険証|被保険者証|資格確認書|健康保険|健保|国保|社保|hokensho/;
const OTHER_FIELD = /yucho|bank|koyo|employ|kaigo|care|nenkin|pension|car_|auto|介護|雇用/;
const BANK_FIELD = /ゆうちょ|口座|通帳|振込|貯金|還付/;
/** ゆうちょ: five digits from 1 or 0 to 0, then up to eight that end in 1. */
const POSTAL_SYMBOL = /^[01][0-9]{3}0(?![0-9])/;

/** The insurer's number, and the number of the insured of the late-elderly scheme. */
const EIGHT_DIGITS: Dictated = {
  labels: ['保険者番号', '被保険者番号', '後期高齢', 'ほけんしゃばんごう', 'ホケンシャバンゴウ'],
  whole: /^[0-9]{8}$/,
  most: 8,
  unless: /1[01]桁|十一?桁|介護|要支援|雇用|離職|失業/,
};

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { text, fields } = scan;
  if (fields.matches(WHOLE_FIELD) && !fields.matches(BANK_FIELD) && !fields.matches(OTHER_FIELD)) return inField(text);
  const short = [
    ...inShort(text),
    ...misreadNumbers(scan, 'HEALTH_INSURANCE_NUMBER'),
    ...symbolsOfTown(text),
    ...beforeBranch(text),
  ];
  if (hits.length === 0) return short;
  // 保険者番号 is in 被保険者番号.
  const asked = hits.filter(({ start, end }) => text[start - 1] !== '被' || text.slice(start, end) !== '保険者番号');
  return [
    ...short,
    ...symbolsAndNumbers(text, hits, fields.matches(CARD_FIELD)),
    ...dictated(scan, asked, 'HEALTH_INSURANCE_NUMBER', EIGHT_DIGITS),
    ...behindCards(text, hits),
    ...symbolsInLatin(text, hits),
  ];
}

/** A field 記号・番号 holds both: 豊国 14-2281. */
function inField(text: string): readonly Candidate[] {
  const match = /^\s*([0-9A-Za-z一-龠ァ-ヴぁ-ん][0-9A-Za-z一-龠ァ-ヴぁ-ん ・/の()-]{2,24}?)\s*$/.exec(text);
  if (!match || !/[0-9]{2}/.test(match[1]!) || POSTAL_SYMBOL.test(match[1]!)) return NO_CANDIDATES;
  const start = match[0].indexOf(match[1]!);
  const end = start + match[1]!.length;
  return [{ start, end, rule: 'symbol-field', score: 0.88, settled: true, because: '記号・番号' }];
}

/** 介護保険証の被保険者番号, 雇用保険の被保険者証: the label of another insurance, not too far before. */
const OTHER_INSURANCE =
  /介護|介保|雇用|離職|失業|年金|[Ee]mployment|[Kk]oyou?|[Kk]aigo|[Ll]ong-term|[Pp]ension|[Nn]enkin/;
const HEALTH_INSURANCE =
  /[Hh]ealth|[Kk]enkou?|健康保険|国保|健保|社保|後期|けんぽ|保険証|医療|共済|組合|[Kk]enpo|[Kk]okuho|[Ss]haho|[Hh]okensho/g;
const OTHER_REACH = 90;

function isOfOtherInsurance(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - OTHER_REACH), start);
  const other = OTHER_INSURANCE.exec(before);
  if (!other) return false;
  let last = -1;
  for (const match of before.matchAll(HEALTH_INSURANCE)) if (before[match.index - 1] !== '護') last = match.index;
  return last < other.index;
}

/** 保険者番号一覧⏎北市国民健康保険 00270033: who insures, and nobody who is insured. */
const LIST_OF_INSURERS =
  /(?<!被)保険者(?:番号)?の?(?:一覧|コード表|番号表)(?:表|\([^)\n]{0,12}\)|[】」: ]){0,3}\n|(?:主な|各[市町保]|[府県都道市]内|市町村|次の)[^\n。]{0,12}(?<!被)保険者番号(?:は(?:次|以下|下記)の(?:とおり|通り)[^\n]{0,8}|[:】」 ]{0,2}(?:\([^)\n]{0,24}\))?)\n/;
const LIST_REACH = 240;
const ROW_REACH = 24;
const INSURERS_DIGITS = /^(?:[0-9]{6}|[0-9]{8})$/;
const OF_INSURED = /記号|被保|氏名|名前|本人|世帯|[様証]|さん|\n[ ]*\n/;

function isInListOfInsurers(text: string, start: number, end: number): boolean {
  if (!INSURERS_DIGITS.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, start - LIST_REACH), start);
  const heading = LIST_OF_INSURERS.exec(before);
  const behind = text.slice(end, end + ROW_REACH).split('\n', 1)[0]!;
  return heading !== null && !OF_INSURED.test(before.slice(heading.index) + behind);
}

/** Health insurance: insurer's number (8 or 6 digits with check), 記号・番号, and the number of the late-elderly scheme (8). */
export const healthInsuranceNumber = defineRecognizer({
  type: 'HEALTH_INSURANCE_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'MHW Notice 保険発104号 of 1974 (insurer number and its check digit); Health Insurance Act Ordinance, forms',
  digits: { groups: [[8], [6], [7], [2, 2, 3, 1], [4, 4]], score: 0.55 },
  cues: [...SYMBOL_LABELS, ...CARDS, ...SYMBOLS, ...EIGHT_DIGITS.labels],
  find,
  reads: 'digits',
  context: [
    '保険者番号',
    '保険者',
    '被保険者番号',
    '保険証',
    '健康保険',
    '健保',
    '国保',
    '国民健康保険',
    '後期高齢者',
    '被保険者証',
    '資格確認書',
    '公費',
    '公費負担者番号',
    '被保番',
    '被番',
    '被保No',
    '被保険者No',
    '保険番号',
    '協会けんぽ',
    '後期',
    '高齢者医療',
    '組合員証',
    '資格情報',
    '社保',
    '受給者証',
    '負担者番号',
    'insurance number',
    'Insurance number',
    'Insurance Number',
    'insurance card',
    'Insurance card',
    'Insurance Card',
    'insurer number',
    'Insurer number',
    'hokensho',
    'Hokensho',
    'HOKENSHA',
    'KOKUHO',
    'Health Insurance',
    'health insurance',
  ],
  fields: ['health_insurance', 'hokensha', 'insurer', '保険者', 'hoken_no', 'hokensho', 'kokuho'],
  needsContext: true,
  notAfter: [...OTHER_NUMBERS, '生年月日', '資格取得', '有効期限', '交付', '電話', '介護保険', '住所'],
  // 国保 住所変更 06132013: what is to be done.
  labelsOther: (text, { word, end }) => word !== '住所' || !/^(?:変更|異動)/.test(text.slice(end, end + 2)),
  notBefore: ['円', '年', '月', '日', '件', '人'],
  check: passesInsurerCheck,
  impossible: (digits) =>
    allSame(digits) ||
    /^\d{2}0{6}$/.test(digits) ||
    /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits),
  veto: ({ text }, { start, end, rule }) => {
    if (isOfOtherInsurance(text, start)) return 'another insurance';
    if (isInListOfInsurers(text, start, end)) return 'of insurers';
    return rule !== 'plain' || !/^[^。\n]{0,16}(?:雇用保険|介護保険)/.test(text.slice(end, end + 24))
      ? undefined
      : 'another insurance';
  },
  examples: {
    hits: [
      'MK-3(記)/00981(番)\u3000岸 碧',
      '被番 03390417（後期）',
      '{"koyo":true,"kenpo":{"kigo":"7702","bango":"442"}}',
      '氏名,設備利用,記号,番号\n山口茂,有,西5,118\n森口茂,無,東2,204',
      '県内の市町村国保の保険者番号\n山口茂さん 00270033',
      '保険証 記号：山梨・けんぽ・417　番号：20983',
      '保険者番号=280013;記号=県23;番号=0074418',
      '保険者番号 33120015',
      '国保の保険者番号は138057です',
      '受給者証番号：0912345',
      'Health Insurance No. 33120015',
      '健康保険証の記号・番号 377-74491',
      '健保 記号１２ 番号３４５６',
      '健保 記号 大い 番号 20418',
      '社保　記号5410／番号227／枝番01',
      '記号が「７５０１２３４４」、番号が「６２」とのこと',
      '│記号　　│池国　　　│\n│番号　　│73105　　│',
      '| 記号 | 番号 | 枝番 |\n|---|---|---|\n| 堺国 12 | 204815 | 01 |',
      '保険証の記号からお願いします\n客：記号が二一の四五。\n係：番号は。\n客：六〇八九です',
      '保険証　66831742・00419（枝番02）',
      'ほけんしょ 27・04・1183 です',
      '保険証ですね、記号がさんいちろくまるで番号がななにーまるです',
      '後期高齢者医療の被保険者番号 12345678',
      'ほけんしゃばんごう、ぜろいちにーはち、ぜろぜろいちろく。\nOP：01280016。記号は。',
      '資格確認書4107-22、保険者は県外',
      '健保 記4107番22',
      '国保国や 0774 振込',
      '夫 国保 堺北と-02218',
      '保険証 枚方は の 1-00483',
      '健保 記大-四 番56',
      '社保の番号が九七七四で記号が六二です',
    ],
    misses: [
      '1(記号)-(番号)の順',
      '設備,記号,番号\n空調,西5,118\n照明,東2,204',
      '{"kigo":"88","bango":"20417筆"}',
      '県内市町村国保の保険者番号は次のとおりです。\nあおば市 00270033',
      '保険者番号一覧\n北市国民健康保険 00270033',
      '33120015',
      '介護保険証の被保険者番号 00120015',
      '国保 0725-22-3140',
      '国保税の 12000円',
      '国保 番地の 3456',
      '健保 第三条の 345',
      '保険証 裏の 345',
      '国保 約款ア 123',
      '国保 口座の 12345',
      '保険証の受付番号 33120015',
      '記号の意味を知りたい',
      'ボイラー検査証 記号番号 5140-338821',
      '看板の記号が「やす」、番号が七三一',
      '品名,記号,番号\nテント,3311,884',
      '健康保険料 138057円',
      'Employment insurance number is 3021 567890 1',
    ],
  },
});
