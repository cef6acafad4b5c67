import { type Candidate, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { allSame, isPostalAccount } from '../check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbering.js';

const POSTAL_LABEL = /ゆうちょ|記号|通帳|貯金|総合口座|振替/;
const LABEL_REACH = 40;
/** Between 記号 and 番号: words, marks, and what the other speaker says. */
const BETWEEN = /^(?:[^0-9]{0,44})$/;
/** Between them where no label is: hardly anything. */
const CLOSE = /^(?: ?[-/] ?| |の|、|(?:[ -]?[0-9]-))$/;
const NOT_BETWEEN = /円|電話|TEL|店番|支店|口座番号|普通/;
const TOUCHING = /[\d-]/;

function isSymbol({ digits }: DigitGroup): boolean {
  return digits.length === 5 && /^[01]\d{3}0$/.test(digits);
}

function find(scan: Scan): readonly Candidate[] {
  return scan.groups.some(isSymbol) ? postalAccounts(scan) : NO_CANDIDATES;
}

/** Japan Post Bank 記号 (5 digits) and 番号 (to 8 digits ending in 1), whose check spans both; written or told. */
function postalAccounts({ text, groups }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const symbol = groups[at]!;
    if (!isSymbol(symbol) || TOUCHING.test(text[symbol.start - 1] ?? '')) continue;
    // What the other speaker says again is the same value once more.
    let last = at;
    while (groups[last + 1]?.digits === symbol.digits) last++;
    const number = groups[last + 1];
    if (!number || number.digits.length < 2 || number.digits.length > 8) continue;
    const between = text.slice(groups[last]!.end, number.start);
    const labelled = POSTAL_LABEL.test(text.slice(Math.max(0, symbol.start - LABEL_REACH), symbol.start));
    const valid = isPostalAccount(symbol.digits, number.digits);
    if (!BETWEEN.test(between) || NOT_BETWEEN.test(between)) continue;
    if (
      labelled
        ? !valid && !/番号/.test(between) && !CLOSE.test(between)
        : !valid || number.digits.length < 7 || !CLOSE.test(between)
    )
      continue;
    const because = valid ? 'check digit' : '記号';
    const score = labelled ? (valid ? 0.97 : 0.6) : 0.55;
    // 記号14030 番号12345671 are two values, 14030-12345671 is one.
    const values =
      between.trim() === '-' ? [{ start: symbol.start, end: number.end }] : [...groups.slice(at, last + 1), number];
    for (const { start, end } of values) found.push({ start, end, rule: 'postal', score, settled: true, because });
    for (let more = last + 2; groups[more]?.digits === number.digits; more++) {
      const { start, end } = groups[more]!;
      found.push({ start, end, rule: 'postal', score, settled: true, because });
    }
    at = last;
  }
  return found;
}

/** Bank account numbers: seven digits (also eight, or with branch 3-7, bank 4-3-7) under a label, and ゆうちょ 記号・番号. */
export const bankAccount = defineRecognizer({
  type: 'BANK_ACCOUNT',
  source: 'Zengin format (bank 4, branch 3, account 7); Japan Post Bank kouza_1.js (check digit)',
  digits: { groups: [[7], [3, 7], [4, 3, 7], [3, 4], [4, 3], [6], [8]], score: 0.55 },
  find,
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
    '預金',
    '定期預金',
    '貯金',
    '引き落とし',
  ],
  fields: ['account_number', 'bank_account', 'kouza', 'koza'],
  needsContext: true,
  notAfter: [
    ...OTHER_NUMBERS,
    '電話',
    'TEL',
    '生年月日',
    '郵便番号',
    '〒',
    '店番',
    '支店コード',
    '銀行コード',
    '金融機関コード',
    '振込金額',
    '金額',
  ],
  notBefore: [...AMOUNT_UNITS, '年', '月', '日', '-', '/'],
  impossible: (digits) => allSame(digits) || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits),
  veto: ({ text }, { start, end, digits }) => {
    if (digits === undefined) return undefined;
    const before = text.slice(Math.max(0, start - 12), start);
    // Six and eight digits, and a hyphen inside, are too common to rest on 銀行 or 振込 alone.
    if (digits.length === 7 && !text.slice(start, end).includes('-')) return undefined;
    return /口座番号|普|当座|貯蓄|ゆうちょ|記号/.test(before) || POSTAL_LABEL.test(before) || digits.length > 9
      ? undefined
      : 'no account label';
  },
  examples: {
    hits: [
      '普通預金 1234567',
      '口座番号：７６５４３２１',
      'みどり銀行 本店 普通の3661848',
      '普通の 0418 274 です',
      'ゆうちょ 記号14030 番号12345671',
      'ゆうちょの記号が一四〇三〇、番号が一二三四五六七一',
      '記号がイチヨンゼロサンゼロ\n受付：14030。番号もお願いします\n客：イチニサンヨンゴーロクナナイチです',
      '14030-12345671',
    ],
    misses: ['1234567', '振込金額 1234567円', '銀行の電話 123-4567', '受付番号 1234567', '口座番号 0000000'],
  },
});
