import { defineRecognizer } from '../../src/classify/recognizer.js';
import { holds } from '../../src/classify/scan.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { PARCELS_AND_KEYS, unlessAside } from '../numbers/asides.js';
import { isMadeUp, isMyNumber } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { COMMISSIONS, isRatherLicence } from '../numbers/twelve-digits.js';

const MY_NUMBER = /マイナ|個人番号|番号カード/;
const MY_NUMBER_REACH = 200;
const LICENCE_NEAR = /免|運転|DL|licen/;
/** license_no of programs: what is kept, sold and used with them. */
const OF_SOFTWARE =
  /保守(?![員時])|買い?切|サブスク|ソフト(?!ボール|バンク|クリーム|開発|ウェア会社)|ライセンス(?!カード|証)|プロダクト|インストール|[Ss]oftware|[Ii]nstall|[Ss]ubscription|[Ss]eats?\b/;
/** Somebody whose papers were looked at, beside talk of programs. */
const OF_HOLDER =
  /身分証|身元|本人|生年月日|財布|(?:落と|失くし|紛失)|住所|原付|普通車|"name"|(?:^|\n)name,|氏名|\b(?:[Mm]y|[Hh]is|[Hh]er|[Hh]e|[Ss]he)\b/;
const OF_DRIVERS = /免許|運転|違反|車|menkyo|driv|DL/i;

/** Driving licence number: commission 2, year 2, serial 6, check 1, reissues 1. The check formula is not official. */
export const driversLicenseNumber = defineRecognizer({
  type: 'DRIVERS_LICENSE_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Road Traffic Act Enforcement Ordinance, form 14; codes of the prefectural public safety commissions',
  digits: {
    groups: [
      [4, 4, 4],
      [2, 2, 6, 2],
      [2, 10],
      [2, 2, 4, 4],
      [6, 6],
      [4, 8],
    ],
    lengths: [12],
    score: 0.6,
    distinctive: true,
    alone: {
      as: /^[0-9]{12}$/,
      beside: [],
      near: /裏書|公安委員会|免許の条件|眼鏡等|優良|中型|条件等|生 ?[/／、 ] ?交付|交付 ?[/:]? ?(?:令和|平成)/,
    },
  },
  ...partlyTold('DRIVERS_LICENSE_NUMBER', {
    labels: ['免許'],
    whole: /^[0-9]{12}$/,
    most: 12,
    cuts: [4, 8, 12],
    unasked: (value, cuts) =>
      value.length === 12 &&
      ((cuts.includes(2) && cuts.includes(4) && COMMISSIONS.has(value.slice(0, 2))) || isRatherLicence(value)),
    near: /免許|眼鏡|裏書|中型|条件欄|更新時講習|公安/,
  }),
  context: [
    '免許証番号',
    '免許番号',
    '免許証の番号',
    '運転免許',
    '免許証',
    '運転経歴証明書',
    '運転経歴証明書番号',
    'めんきょ',
    '免許',
    '免番',
    '運免',
    'DL',
    'licence',
    'license',
    'Licence',
    'License',
    'menkyo',
    'Menkyo',
    'MENKYO',
    'LICENSE',
    'LICENCE',
    '運転経歴',
    '運転の',
    '免許',
    '免No',
    '免:',
  ],
  fields: ['license', 'licence', 'menkyo', 'dl_no', 'dl_num', 'dl no'],
  needsContext: true,
  topics: [
    '違反',
    '運転',
    '取消',
    '身分証',
    '身元',
    '公安委員会',
    '財布',
    '講習',
    '試験場',
    'ゴールド',
    '返納',
    '事故',
    'レンタカー',
    '身分証明',
    '本人確認',
    'ドライバー',
    '運転手',
    '運転者',
    '中型',
    '大型',
    '普通車',
    '二種',
    '優良',
    '更新のはがき',
    '自主返納',
    '遺失',
    '落とし',
  ],
  notAfter: [...OTHER_NUMBERS, ...PARCELS_AND_KEYS],
  labelsOther: unlessAside(/免許|[Ll]icen[cs]e/),
  notBefore: AMOUNT_UNITS,
  check: (digits) => COMMISSIONS.has(digits.slice(0, 2)),
  impossible: isMadeUp,
  // A number that holds as マイナンバー, of which the text speaks, is rather that.
  veto: (scan, { start, digits = '' }) => {
    if (holds(scan, OF_SOFTWARE) && !holds(scan, OF_DRIVERS) && !holds(scan, OF_HOLDER)) return 'of a program';
    const { text } = scan;
    return isMyNumber(digits) &&
      MY_NUMBER.test(text.slice(Math.max(0, start - MY_NUMBER_REACH), start)) &&
      !LICENCE_NEAR.test(text.slice(Math.max(0, start - 24), start))
      ? 'individual number'
      : undefined;
  },
  examples: {
    hits: [
      '名簿\n岸\u3000普通\u300061 08 552913 60\n谷\u3000中型\u300061 88 004172 10',
      '裏書の番号の控え：610920377141',
      '免許証番号：6281-0473-9010、ソフトの保守担当',
      '送迎ドライバー登録簿\n城間 剛：908242963910（中型8t限定）',
      '読みます六一一〇二六九九八九〇〇ゴールドです',
      '運転免許証番号 305012345678',
      '運転経歴証明書番号 305012345678',
      'dl_no,name,state\n305012345678,Mayu,ok',
      'めんきょの番号は３０５０１２３４５６７８',
      '免許証（番号 307168228061 と申告）',
      '免許証番号 第６２０１−２３４５−６７８０号',
    ],
    misses: ['305012345678', '免許証番号の欄は 444455556666 とした', '免許証の更新は 2026年', '受付番号 305012345678'],
  },
});
