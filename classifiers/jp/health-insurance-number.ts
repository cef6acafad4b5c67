import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { allSame, passesInsurerCheck } from '../check-digits.js';
import { OTHER_NUMBERS } from '../numbering.js';

const REACH = 30;
const ANY_DIGIT =
  /[0-9〇一二三四五六七八九]|ゼロ|いち|にー|さん|よん|ろく|なな|はち|きゅう|イチ|ニー|サン|ヨン|ロク|ナナ|ハチ|キュ/;
const TOLD =
  '(?:ゼロ|ぜろ|まる|マル|れい|いち|イチ|にー?|ニー?|さん|サン|よん|ヨン|ごー?|ゴー?|ろく|ロク|なな|ナナ|はち|ハチ|きゅうー?|キュウ|キュー)';
const SYMBOL = `(?:[0-9A-Za-z一-龠ァ-ヴ]{1,8}(?:の[0-9〇一二三四五六七八九]{1,6})?|${TOLD}{2,8}|[一-龠][ぁ-ん]|[一-龠]{1,4} [0-9]{1,4}(?= {1,2}番号))`;
const NUMBER = `(?:[0-9〇一二三四五六七八九]{1,8}|${TOLD}{2,8})`;
/** 記号・番号 are free in form: the label alone says what they are. 記号 12-34 番号 5678, 記号番号 377-74491(01). */
const SYMBOL_AND_NUMBER = new RegExp(
  `^(?:記号 ?[・･,、と]? ?番号|記号)[^0-9A-Za-zァ-ヴ一-龠。\\n]{0,4}(?:は|が|、)?[ :]{0,2}(${SYMBOL}(?:-[0-9]{1,6})?(?:[ 、・]{0,2}(?:の|で|が)?番号[がは:、 ]{0,3}|[ -・/])${NUMBER}(?:[-(（]?枝番? ?)?(?:[-( ][0-9]{2}\\)?)?)`,
);

const WHOLE_FIELD = /記号[・･、及びおよと/]{0,3}番号$/;
const BANK_FIELD = /ゆうちょ|口座|通帳|振込|貯金|還付/;
const HEALTH = /保険|被保険者|健保|けんぽ|国保|組合|共済|資格確認|後期|扶養|枝番/;
/** ゆうちょ: five digits from 1 or 0 to 0, then up to eight that end in 1. */
const POSTAL_SYMBOL = /^[01][0-9]{3}0(?![0-9])/;

function find({ text, fields }: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  if (fields.matches(WHOLE_FIELD) && !fields.matches(BANK_FIELD)) return inField(text);
  if (hits.length === 0) return NO_CANDIDATES;
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    if (text.slice(start, end) !== '記号') continue;
    const match = SYMBOL_AND_NUMBER.exec(text.slice(start, start + 48));
    if (!match || !ANY_DIGIT.test(match[1]!)) continue;
    const before = text.slice(Math.max(0, start - REACH), start);
    const around = before + text.slice(start + match[0].length, start + match[0].length + REACH);
    const bank = /ゆうちょ|口座|通帳|振込|貯金|還付/.test(before) || POSTAL_SYMBOL.test(match[1]!);
    // 記号 and 番号 together are an insured person's, unless they are an account's; one number behind 記号 may be anything.
    if (bank || !(HEALTH.test(around) || match[0].includes('番号'))) continue;
    const at = start + match[0].length - match[1]!.length;
    // 記号番号 七: what was taken for the symbol may be the label of the number alone.
    for (const [from, to] of partsOf(match[1]!))
      if (to > from)
        found.push({
          start: at + from,
          end: at + to,
          rule: 'symbol',
          score: 0.88,
          settled: true,
          because: '記号・番号',
        });
  }
  return found;
}

/** A field 記号・番号 holds both: 豊国 14-2281. */
function inField(text: string): readonly Candidate[] {
  const match = /^\s*([0-9A-Za-z一-龠ァ-ヴぁ-ん][0-9A-Za-z一-龠ァ-ヴぁ-ん ・/の()-]{2,24}?)\s*$/.exec(text);
  if (!match || !/[0-9]{2}/.test(match[1]!) || POSTAL_SYMBOL.test(match[1]!)) return NO_CANDIDATES;
  const start = match[0].indexOf(match[1]!);
  const end = start + match[1]!.length;
  return [{ start, end, rule: 'symbol-field', score: 0.88, settled: true, because: '記号・番号' }];
}

/** 12-34 番号 5678 are two values, 12-34・5678 is one. */
function partsOf(value: string): [from: number, to: number][] {
  const between = /[ 、・]{0,2}(?:の|で|が)?番号[がは:、 ]{0,3}/.exec(value);
  if (!between) return [[0, value.length]];
  const rest =
    /^(?:[0-9〇一二三四五六七八九-]+|[ぁ-んァ-ヴー]+)/.exec(value.slice(between.index + between[0].length))?.[0]
      .length ?? 0;
  const from = between.index + between[0].length;
  return [
    [0, between.index],
    [from, from + rest],
  ];
}

/** Health insurance: insurer's number (8 or 6 digits with check), 記号・番号, and the number of the late-elderly scheme (8). */
export const healthInsuranceNumber = defineRecognizer({
  type: 'HEALTH_INSURANCE_NUMBER',
  source: 'MHW Notice 保険発104号 of 1974 (insurer number and its check digit); Health Insurance Act Ordinance, forms',
  digits: { groups: [[8], [6], [7], [2, 2, 3, 1], [4, 4]], score: 0.55 },
  cues: ['記号'],
  find,
  reads: 'digits',
  context: [
    '保険者番号',
    '被保険者番号',
    '保険証',
    '健康保険',
    '健保',
    '国保',
    '国民健康保険',
    '後期高齢者',
    '被保険者証',
    '資格確認書',
    '公費負担者番号',
    '受給者番号',
    '被保番',
    '被保No',
    '被保険者No',
    '保険番号',
    '協会けんぽ',
    '後期',
    '高齢者医療',
    '組合員証',
    '資格情報',
    '社保',
  ],
  fields: ['health_insurance', 'hokensha', 'insurer'],
  needsContext: true,
  notAfter: [...OTHER_NUMBERS, '生年月日', '資格取得', '有効期限', '交付', '電話', '介護保険'],
  notBefore: ['円', '年', '月', '日', '件', '人'],
  check: passesInsurerCheck,
  impossible: (digits) => allSame(digits) || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits),
  examples: {
    hits: [
      '保険者番号 33120015',
      '国保の保険者番号は138057です',
      '健康保険証の記号・番号 377-74491',
      '健保 記号１２ 番号３４５６',
      '健保 記号 大い 番号 20418',
      '保険証ですね、記号がさんいちろくまるで番号がななにーまるです',
      '後期高齢者医療の被保険者番号 12345678',
    ],
    misses: ['33120015', '保険証の受付番号 33120015', '記号の意味を知りたい', '健康保険料 138057円'],
  },
});
