import { defineRecognizer } from '../../src/classify/recognizer.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { PARCELS_AND_KEYS, unlessAside } from '../numbers/asides.js';
import { isMadeUp, isMyNumber } from '../numbers/check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isRatherLicence } from '../numbers/twelve-digits.js';

/** my number one priority: which comes first. */
const NUMBER_ONE = /my number[ -]?(?:one|1)\b(?!.*(?:my ?number|individual number|マイナ|個人番号))/is;
const NUMBER_ONE_REACH = 80;
/** callid=…, seq: …: keys of numbers that a machine gave. */
const OF_A_LOG = /(?:id|seq|ref|key|job|(?<!my[_ ]?|kojin[_ ]?)no)[=:]["' ]{0,2}$/i;

/** 「個人番号 1234 5678 9012」は記入例: what shows how to fill in a form; but 見本どおり記入した. */
const SAMPLE_BEHIND =
  /^[」』)]?(?:は|が|の)?[^。\n、0-9]{0,6}(?:記入例|記載例|見本|サンプル|ダミー)(?=です|$|[。、」)\n])/;

/** 免許センターの予約で、前に教えた 7709 1662 5340: twelve digits where nobody speaks of an individual number. */
const LICENCE_BEFORE = /免許|運転経歴|[Dd]river'?s [Ll]icen[cs]e|返納/;
const ANY_OF_OURS = /マイナ|個人番号|番号カード|通知カード|[Mm]y ?[Nn]umber|[Ii]ndividual|扶養|12桁の番号/;
const LICENCE_REACH = 40;
const OURS_REACH = 200;

function isOfLicence(text: string, start: number, end: number): boolean {
  return (
    LICENCE_BEFORE.test(text.slice(Math.max(0, start - LICENCE_REACH), start)) &&
    !ANY_OF_OURS.test(text.slice(Math.max(0, start - OURS_REACH), end + OURS_REACH))
  );
}

function isNumberOne(text: string, start: number): string | undefined {
  return NUMBER_ONE.test(text.slice(Math.max(0, start - NUMBER_ONE_REACH), start)) ? 'the first of several' : undefined;
}

/**
 * Japanese Individual Number (マイナンバー): 11 digits and a check digit, often grouped 4-4-4.
 *
 * One random 12-digit number in ten passes the check, so without a context word a grouped number stays at 0.6 and plain digits are too weak to
 * report.
 */
export const myNumber = defineRecognizer({
  type: 'MY_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'MIC Ordinance No. 85 of 2014, art. 5 (check digit)',
  digits: {
    groups: [
      [4, 4, 4],
      [6, 6],
      [3, 3, 3, 3],
    ],
    lengths: [12],
    score: 0.6,
    plainScore: 0.45,
    distinctive: true,
    alone: {
      as: /^[0-9]{12}$/,
      beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'],
      near: /カードの裏|カード.?裏|番号カード|表裏|裏面|本人確認書類|扶養|年末調整|世帯全員|法定調書|支払を受ける者|源泉徴収|従業員の番号/,
    },
  },
  ...partlyTold('MY_NUMBER', {
    labels: ['マイナンバー', '個人番号', '番号カード', 'マイナ番号', 'マイナカード'],
    unless:
      /免許|眼鏡|裏書|講習|条件|クレジット|決済|カード会社|引き?落と|受付|補正|申請|追跡|伝票|問い?合わ?せ番号|写真|1[013-6]桁/,
    whole: /^[0-9]{12}$/,
    most: 12,
    alsoNamed: ['CREDIT_CARD_NUMBER'],
    cuts: [4, 8, 12],
    rather: isRatherLicence,
    unasked: (value, cuts) => value.length === 12 && !(cuts.includes(2) && cuts.includes(4)) && !isRatherLicence(value),
  }),
  context: [
    'マイナンバー',
    'まいなんばー',
    'マイナンバ',
    '個人番号',
    '通知カード',
    '共通番号',
    '個人識別番号',
    'MyNumber',
    'My Number',
    'kojin bango',
    'kojinbango',
    'Kojin bango',
    'Kojinbango',
    'mainamba',
    'Mainamba',
    'mynumber',
    'my number',
    'Individual Number',
    'individual number',
    'マイナ番号',
    'マイナ',
    '個番',
    '個:',
    ' 個 ',
    'まいな',
    '個人No',
    '個人ナンバー',
    '個人の番号',
    '番号カード',
    'my_no',
    'myno',
    'MyNo',
    'MYNO',
    'MY_NO',
    'MYNUMBER',
    'MY_NUMBER',
    'MY NUMBER',
    'KOJIN',
    'My No',
    'M.No',
  ],
  fields: [
    'mynumber',
    'my_number',
    'myno',
    'my_no',
    'my no',
    'individual_number',
    'kojin_bango',
    'kojinbango',
    'kojin_no',
    'kojinno',
  ],
  topics: ['12桁', '十二桁', '番号', '扶養', '家族', '世帯', '通知', 'カード'],
  notAfter: [...OTHER_NUMBERS, ...PARCELS_AND_KEYS],
  labelsOther: unlessAside(/マイナ|個人番号|[Mm]y ?[Nn]umber|[Ii]ndividual [Nn]umber/),
  notBefore: AMOUNT_UNITS,
  check: isMyNumber,
  veto: ({ text }, { start, end }) => {
    if (OF_A_LOG.test(text.slice(Math.max(0, start - 10), start))) return 'id of a log';
    if (isOfLicence(text, start, end)) return 'of a driving licence';
    return SAMPLE_BEHIND.test(text.slice(end, end + 20)) ? 'a sample' : isNumberOne(text, start);
  },
  impossible: isMadeUp,
  examples: {
    hits: [
      '母　個 447120883415\n免許（母）は更新済み',
      '個人番号 1234 5678 9018',
      '個人番号 123456789018は見本どおり記入した',
      '個人番号 1234 5678 9018 の見本と違う',
      'マイナンバーは123456789018 サンプルではない',
      'マイナンバーは１２３４−５６７８−９０１８です',
      '個人番号：1234-5678-9018　世帯主：なし',
      '個人番号：621498320257',
      '写しのマイナンバーが黒塗り不足で、末尾7741が見えていた',
      '個人番号を四桁ずつお願いします。\n客：よんいちごーはち\nOP：4158、はい。\n客：ぜろにーななさん\nOP：はい。\n客：最後がろくろくいちきゅうです。',
      'マイナンバーが、ろくにいいちよん、きゅうはちさんに、ゼロにごなな、です',
      '申請_大久保莉_123456789018_表裏.jpg',
      '通知カードの番号は123456789012と書いてあります',
      'Individual Number: 1234-5678-9018',
      'kojinbangou: 1234-5678-9018',
      'myno=123456789018',
      'row,my_no,state\n1,123456789018,ok',
    ],
    misses: [
      '123456789018',
      'my number one priority is the broken form 123456789018',
      '個人番号を四桁ずつお願いします。\n客：その前に電話番号を。4158の\nOP：はい。',
      '123456789019',
      '11234567890180',
      '受付番号 123456789018',
      '手引きの「個人番号 1234 5678 9018」は記入例',
      '個人番号 1234 5678 9018（見本）',
      'ゆうパック 1234-5678-9018',
      'Ticket #123456789018 was closed by my team',
      'マイナンバー 111111111111',
      '手引きでは個人番号 1111-2222-3333 と書く',
      '<kojin_no>000000000029</kojin_no>',
      'マイナンバーカードの件。コールID 123456789018',
      '内線表\n一課　4522\n二課　4471\n三課　1004',
      'コンポウバンゴウ：123456789018',
      '1234 5678 9018 1234',
    ],
  },
});
