import {
  type Candidate,
  type CueHit,
  defineRecognizer,
  NO_CANDIDATES,
  together,
} from '../../src/classify/recognizer.js';
import { holds, type Scan } from '../../src/classify/scan.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { opensSymbol, POSTAL_LABEL, postalAccounts } from '../bank/postal-account.js';
import { isOfTreasury } from '../bank/treasury.js';
import { ASKS } from '../dictation/asks.js';
import { type Dictated, dictated } from '../dictation/dictated.js';
import { toldUnasked } from '../dictation/unasked.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame } from '../numbers/check-digits.js';
import { misreadNumbers } from '../numbers/misread.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { PARTIAL_CUES, partialNumbers } from '../numbers/partial-numbers.js';
import { isMiddleOfLicence } from '../numbers/twelve-digits.js';

/** 普通 39836…(途中で切断): the first digits of an account. */
const PARTIAL_LABEL = new Closing(
  /(?:口座(?:番号)?|普通(?:預金)?|当座(?:預金)?|通帳の番号|貯金)(?:は|が|の|:| |「)*$/,
  12,
);
const BREAKS_OFF = new Opening(
  /^(?:…|・・|[(（](?:途中|以下|以降|聞|不明|欠)|まで(?:しか|聞|言|で切|は)|、?(?:以下|以降|あとは?)(?:不明|聞|読め))/,
  8,
);

/** 口座No.: / account=" / 口座をお願いします。客: — no label of another number between it and the digits. */
const ACCOUNT_BEFORE =
  /(?:口座|口番|普通預金|[Aa]ccount|ACCOUNT)(?:番号| ?No\.?| ?no\.?| ?[Nn]umber|の|\(7桁\))*(?:(?:は|が|を伺うと)?[^0-9A-Za-zぁ-んァ-ヴー一-龠〒℡☎]{0,4}|をお願いします。?\n[^\s0-9:]{1,8}[: ])$/;
const ACCOUNT_FIELD = /口座|account|kouza|koza|普通|当座|貯蓄|フツウ/;

/** Seven digits of an account, and 記号 with 番号 of Japan Post Bank, that are told piece by piece. */
const TOLD: Dictated = {
  labels: ['口座番号', '口座', '講座の番号', '普通', '当座', '貯蓄'],
  whole: /^[0-9]{7}$/,
  most: 7,
  unasked: (value, cuts) => {
    if (value.length === 7) return !cuts.every((cut) => cut === 3 || cut === 7);
    return /^1[0-9]{3}0$/.test(value);
  },
};
const TOLD_POSTAL: Dictated = { labels: ['記号'], whole: /^1[0-9]{3}0[0-9]{5,7}1$/, most: 13 };
/** What makes 記号 that of an account. */
const OF_ACCOUNT = /ゆうちょ|郵貯|通帳|口座|貯金|振込|還付|名義/;

function told(scan: Scan, hits: readonly CueHit[], written: readonly Candidate[]): readonly Candidate[] {
  const numbers = together(partialNumbers(scan, hits, 'BANK_ACCOUNT'), dictated(scan, hits, 'BANK_ACCOUNT', TOLD));
  if (!holds(scan, OF_ACCOUNT)) return numbers;
  const asked = hits.filter(({ start, end }) => scan.text.slice(start, end) === '記号');
  const postal = asked.length === 0 ? NO_CANDIDATES : dictated(scan, asked, 'BANK_ACCOUNT', TOLD_POSTAL);
  // Whose check holds was found as 記号 and 番号 are written.
  const known = written.filter(({ rule, score }) => rule === 'postal' && score > 0.9);
  return postal.some((one) => known.some(({ start, end }) => start < one.end && end > one.start))
    ? numbers
    : [...numbers, ...postal.flatMap((one) => atLabel(scan.text, one))];
}

const NUMBER_LABEL = /[、 ]?(?:で|が|の)?[、 ]?番号(?:が|は|の|で|、|:| )*/;

/** 一〇一六〇、番号が二三四五〇九一一 in one breath: two values. */
function atLabel(text: string, one: Candidate): Candidate[] {
  const value = text.slice(one.start, one.end);
  const label = NUMBER_LABEL.exec(value);
  if (!label) return [one];
  const from = one.start + label.index;
  return [
    { ...one, end: from },
    { ...one, start: from + label[0].length },
  ];
}

/** 0158-405-1-2457745: bank, branch and kind before the account, as files of transfers have it. Japan Post Bank is 9900. */
const AS_TRANSFERRED = new Closing(/(?<![0-9A-Za-z-])(?!9900)[0-9]{4}-[0-9]{3}-[1249]-$/, 12);

function find(scan: Scan): readonly Candidate[] {
  const { text, groups } = scan;
  let found: Candidate[] | undefined;
  for (let at = 0; at < groups.length; at++)
    if (opensSymbol(scan, groups[at]!)) {
      found = postalAccounts(scan);
      break;
    }
  for (const { start, end, digits } of groups) {
    if (digits.length === 7 && AS_TRANSFERRED.test(text, start) && !/[0-9-]/.test(text[end] ?? '')) {
      found ??= [];
      found.push({ start, end, digits, rule: 'transferred', score: 0.8, settled: true, because: 'bank, branch, kind' });
    }
    if (digits.length < 3 || digits.length > 6) continue;
    if (!BREAKS_OFF.test(text, end) || !PARTIAL_LABEL.test(text, start)) continue;
    found ??= [];
    found.push({ start, end, digits, rule: 'partial', score: 0.6, settled: true, because: 'breaks off' });
  }
  return found ?? NO_CANDIDATES;
}

/** 1234567 where the other values are made up as well. */
const IN_ORDER = /^(?:0123456|1234567|12345678)$/;
const OF_SAMPLE = /-0{4}(?![0-9])|見本|サンプル|記入例|ダミー|太郎|花子/;

/** Bank account numbers: seven digits (also eight, or with branch 3-7, bank 4-3-7) under a label, and ゆうちょ 記号・番号. */
export const bankAccount = defineRecognizer({
  type: 'BANK_ACCOUNT',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Zengin format (bank 4, branch 3, account 7); Japan Post Bank kouza_1.js (check digit)',
  digits: { groups: [[7], [3, 7], [4, 3, 7], [3, 4], [4, 3], [6], [8]], score: 0.55 },
  cues: [...PARTIAL_CUES, ...TOLD.labels, ...TOLD_POSTAL.labels, ...ASKS],
  find: (scan, hits) => {
    const written = find(scan);
    const unasked = together(toldUnasked(scan, 'BANK_ACCOUNT', TOLD), misreadNumbers(scan, 'BANK_ACCOUNT'));
    return together(hits.length === 0 ? written : together(written, told(scan, hits, written)), unasked);
  },
  reads: 'digits',
  context: [
    '口座番号',
    '口座',
    '普通預金',
    '当座預金',
    '貯蓄預金',
    '普通',
    '(普)',
    '普',
    '当座',
    '振込先',
    '振込',
    '支店',
    '本店',
    '銀行',
    '信用金庫',
    '信用組合',
    '信金',
    '通帳',
    '引落',
    'Account',
    'account',
    'kouza',
    'Kouza',
    'KOUZA',
    'KOZA',
    'ACNO',
    'acno',
    'ACCOUNT',
    'savings',
    'Savings',
    'koza ',
    'Koza ',
    '預金',
    '定期預金',
    '貯金',
    '引き落とし',
    '口番',
    '貯蓄',
    'フツウ',
    'フツー',
  ],
  fields: ['account_number', 'account_no', 'acct', 'bank_account', 'acno', 'ac_no', 'kouza', 'koza', 'フツウ'],
  needsContext: true,
  notAfter: [
    ...OTHER_NUMBERS,
    '電話',
    'TEL',
    '生年月日',
    '郵便番号',
    '〒',
    'ZIP',
    'zip',
    '店番',
    '支店コード',
    '銀行コード',
    '金融機関コード',
    '振込金額',
    '金額',
  ],
  notBefore: [...AMOUNT_UNITS, '年', '月', '日', '-', '/'],
  impossible: (digits) => allSame(digits) || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits),
  veto: (scan, { start, end, digits, settled }) => {
    if (isOfTreasury(scan.text, start, end)) return 'of a treasury';
    if (isMiddleOfLicence(scan.text, start, end)) return 'of a licence';
    if (digits === undefined || settled) return undefined;
    if (IN_ORDER.test(digits) && holds(scan, OF_SAMPLE)) return 'sample';
    const { text, fields } = scan;
    const before = text.slice(Math.max(0, start - 12), start);
    if (/口座番号/.test(text.slice(Math.max(0, start - 24), start))) return undefined;
    // Six and eight digits, and a hyphen inside, are too common to rest on 銀行 or 振込 alone.
    if (digits.length === 7 && !text.slice(start, end).includes('-')) return undefined;
    return /普|当座|貯蓄|ゆうちょ|記号/.test(before) ||
      ACCOUNT_BEFORE.test(text.slice(Math.max(0, start - 32), start)) ||
      POSTAL_LABEL.test(before) ||
      fields.matches(ACCOUNT_FIELD) ||
      digits.length > 9
      ? undefined
      : 'no account label';
  },
  examples: {
    hits: [
      'ゆうちょ 14030-12345671 に返金。ATMは使わない',
      'BR=447;ACNO=0917345;HOLDER=ｸｾﾞ',
      'E 0158-405-1-2457745 ｻｶｸﾞﾁ ﾏﾅﾐ 6,600',
      'Kita Bank, savings 4471208.',
      '会計管理者の還付通知を受領。口座は北銀行 普通 4471208',
      '災害対策本部からの見舞金、振込先 普通 4471208、会計管理者へ回付',
      '会計管理者の口座から返金する先は 普通 4471208',
      '当座の0-0-0-4-1-8-9',
      'ゆうちょ銀行 記号 14230-1 番号 58804711',
      '普通預金 1234567',
      '口座番号：７６５４３２１',
      'みどり銀行 本店 普通の3661848',
      '普通の 0418 274 です',
      'ゆうちょ 記号14030 番号12345671',
      'ゆうちょの記号が一四〇三〇、番号が一二三四五六七一',
      '記号がイチヨンゼロサンゼロ\n受付：14030。番号もお願いします\n客：イチニサンヨンゴーロクナナイチです',
      '14030-12345671',
      '通帳の記号をどうぞ\n客：1の4030\n係：番号は\n客：1234の5671です',
      '口座は12345671、記号が14030です',
      '記号14030 番号12345671です。\n係：12345671ですね',
      'E15 みどり信用金庫 / F15 普通 / G15 0622347 / H15 12,000',
      '事業者口座：普通 39836…（途中で切断）',
      '口座番号は６桁しかないとのこと：418830',
      '口番 5856886',
      '【口座No.】815-6514',
      '引落口座をお願いします。\n客：870-6748です。',
      'account no. 753-2837',
    ],
    misses: [
      'ゆうちょ ATM番号 14070-2288 が使えない',
      '納入先 普通 0004417「北県会計管理者」',
      '会計管理者の口座 北銀行 普通 0004417',
      '名義は北県会計管理者、普通預金 0004417',
      '義援金口座 普通 0331874 東市災害対策本部',
      '受付は普通 0331874、口座名「災害対策本部」',
      '1234567',
      '振込金額 1234567円',
      '銀行の電話 123-4567',
      '口座の件、〒123-4567',
      '口座担当に連絡 123-4567',
      '受付番号 1234567',
      'KOUZA=,ZIP=4000034',
      '口座番号 0000000',
    ],
  },
});
