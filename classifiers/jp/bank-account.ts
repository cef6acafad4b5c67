import { type Candidate, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { allSame, isPostalAccount } from '../check-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbering.js';

const POSTAL = /^(\d{5})[ -]?(?:\d-)?(?:の|、|で|番号|が|は| |:|-|\/|\n){0,5}(\d{2,8})(?!\d)/;
const POSTAL_LABEL = /ゆうちょ|記号|通帳|貯金|総合口座|振替/;

function isSymbol({ digits, script }: DigitGroup): boolean {
  return digits.length === 5 && script === 'ascii' && /^[01]\d{3}0$/.test(digits);
}

function find(scan: Scan): Iterable<Candidate> {
  return scan.groups.some(isSymbol) ? postalAccounts(scan) : NO_CANDIDATES;
}

/** Japan Post Bank 記号 (5 digits) and 番号 (to 8 digits ending in 1), whose check spans both. */
function* postalAccounts({ text, groups }: Scan): Generator<Candidate> {
  for (const group of groups) {
    if (!isSymbol(group)) continue;
    if (/[\d-]/.test(text[group.start - 1] ?? '')) continue;
    const match = POSTAL.exec(text.slice(group.start, group.start + 36));
    if (!match) continue;
    const labelled = POSTAL_LABEL.test(text.slice(Math.max(0, group.start - 30), group.start));
    const valid = isPostalAccount(match[1]!, match[2]!);
    if (!labelled && !valid) continue;
    if (!labelled && match[2]!.length < 7) continue;
    const score = labelled ? (valid ? 0.97 : 0.6) : 0.55;
    const end = group.start + match[0].length;
    const numberStart = end - match[2]!.length;
    // 記号14030 番号12345671 are two values, 14030-12345671 is one.
    const ranges = /^\d{5}-\d/.test(match[0])
      ? [{ start: group.start, end }]
      : [
          { start: group.start, end: group.start + 5 },
          { start: numberStart, end },
        ];
    for (const range of ranges)
      yield { ...range, rule: 'postal', score, settled: true, because: valid ? 'check digit' : '記号' };
  }
}

/** Bank account numbers: seven digits (also eight, or with branch 3-7, bank 4-3-7) under a label, and ゆうちょ 記号・番号. */
export const bankAccount = defineRecognizer({
  type: 'BANK_ACCOUNT',
  source: 'Zengin format (bank 4, branch 3, account 7); Japan Post Bank kouza_1.js (check digit)',
  digits: { groups: [[7], [3, 7], [4, 3, 7], [3, 4], [6], [8]], score: 0.55 },
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
      'ゆうちょ 記号14030 番号12345671',
      '14030-12345671',
    ],
    misses: ['1234567', '振込金額 1234567円', '銀行の電話 123-4567', '受付番号 1234567', '口座番号 0000000'],
  },
});
