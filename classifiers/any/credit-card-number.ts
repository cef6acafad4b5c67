import type { Finding } from '../../src/classify/finding.js';
import {
  type Candidate,
  type CueHit,
  defineRecognizer,
  NO_CANDIDATES,
  together,
} from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { gapBetween } from '../../src/text/digit-gaps.js';
import { writtenDigits } from '../../src/text/normalized.js';
import { ASKS } from '../dictation/asks.js';
import { dictated } from '../dictation/dictated.js';
import { toldUnasked } from '../dictation/unasked.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { allSame, passesLuhn } from '../numbers/check-digits.js';
import { misreadNumbers } from '../numbers/misread.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { PARTIAL_CUES, partialNumbers } from '../numbers/partial-numbers.js';

/**
 * Brands by leading digits and length: Visa, Mastercard, JCB, American Express, Diners, Discover, UnionPay. Visa gave up
 * thirteen digits: as many are rather the number of a company or an article.
 */
const BRAND =
  /^(?:4\d{15}|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|62\d{14})$/;
/** Numbers that payment services publish for trials. Beside somebody one is reported all the same: it stands for a card. */
const PUBLISHED = new Set([
  '4111111111111111',
  '4242424242424242',
  '5555555555554444',
  '378282246310005',
  '3530111333300000',
  '4012888888881881',
  '5105105105105100',
  '6011111111111117',
  '30569309025904',
  '4000000000000002',
]);

const LABELS = ['カード番号', 'カードの番号', 'クレジットの番号', 'クレカの番号', 'クレジット', 'カードは', '16桁'];
const BARE = ['カード', 'カード番号', 'カードの番号', 'カードは'];
/** Without a label, or told when nobody asked for it. */
const CARD = /^[3-6][0-9]{15}$/;
const DICTATED = {
  labels: [...LABELS, BARE[0]!],
  bare: BARE,
  whole: /^(?:[2-6][0-9]{15}|3[47][0-9]{13})$/,
  most: 16,
  alone: CARD,
  unasked: (value: string, cuts: readonly number[]) =>
    CARD.test(value) && [4, 8, 12].every((cut) => cuts.includes(cut)),
};
/** Units between the label and the digits, with the other speaker's words in between. */
const PARTIAL_REACH = 64;
const PARTIAL = new Set([8, 12, 16]);

/** Cards are told in groups of four, or of two. */
const isPart = (group: { digits: string } | undefined) => group?.digits.length === 4 || group?.digits.length === 2;

/** card_last4, カード番号の下四桁: a field of the last digits, with what hides the others. */
const LAST_FIELD = /(?:カード|クレジット|card|(?:^|[/_])cc).{0,8}(?:下|末尾?|last)[ _の-]?(?:4|四|four|digits)/;
const OTHER_CARD = /ポイント|会員|図書|マイナ|個人番号|在留|診察|point|member|library|resid/;
const LAST_DIGITS = /^[*●■○×Xx…・ -]{0,20}([0-9]{4})\s*$/;

function inField({ text, fields }: Scan): Candidate | undefined {
  if (text.length > 24 || !fields.matches(LAST_FIELD) || fields.matches(OTHER_CARD)) return undefined;
  if (!LAST_DIGITS.test(text)) return undefined;
  return { start: 0, end: text.trimEnd().length, rule: 'last-field', score: 0.75, settled: true, because: 'field' };
}

/** 5210 3841 0180 5049 06/28: month and year right behind, as on a card; the digits need not be right. */
const EXPIRY =
  /^[ 、,(]{1,3}(?:(?:有効)?期限|EXP|Exp|exp|VALID|valid|MM\/YY)?\.?[ :は]{0,2}(?:0[1-9]|1[0-2]) ?\/ ?(?:2[4-9]|3[0-9])(?![0-9/])/;

function besideExpiry({ text, groups }: Scan): readonly Candidate[] {
  let found: Candidate[] | undefined;
  for (let at = 3; at < groups.length; at++) {
    const [first, last] = [groups[at - 3]!, groups[at]!];
    if (last.end - first.start !== 19) continue;
    if (!EXPIRY.test(text.slice(last.end, last.end + 20))) continue;
    const value = groups.slice(at - 3, at + 1);
    const gap = text[first.end];
    if (!value.every(({ digits, end }) => digits.length === 4 && (end === last.end || text[end] === gap))) continue;
    const digits = value.map((group) => group.digits).join('');
    if (!CARD.test(digits) || PUBLISHED.has(digits) || allSame(digits)) continue;
    found ??= [];
    found.push({
      start: first.start,
      end: last.end,
      rule: 'expires',
      score: 0.7,
      settled: true,
      because: 'month and year behind',
    });
  }
  return found ?? NO_CANDIDATES;
}

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const field = inField(scan);
  if (field) return [field];
  const unasked = together(
    together(toldUnasked(scan, 'CREDIT_CARD_NUMBER', DICTATED), besideExpiry(scan)),
    misreadNumbers(scan, 'CREDIT_CARD_NUMBER'),
  );
  return hits.length === 0 ? unasked : together(told(scan, hits), unasked);
}

/** What is told in part or piece by piece, and the first groups of four under the label, where the other speaker stops the caller. */
function told(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const { text, groups } = scan;
  const found: Candidate[] = [
    ...partialNumbers(scan, hits, 'CREDIT_CARD_NUMBER'),
    ...dictated(scan, hits, 'CREDIT_CARD_NUMBER', DICTATED),
  ];
  let at = 0;
  for (const { cue, end: label } of hits) {
    if (cue >= LABELS.length) continue;
    while (at < groups.length && groups[at]!.start < label) at++;
    let first = at;
    while (first < groups.length && !isPart(groups[first]!)) first++;
    const opening = groups[first];
    if (!opening || opening.start - label > PARTIAL_REACH || !/^[3-6]/.test(opening.digits)) continue;
    let last = first;
    let { length: digits } = opening.digits;
    while (
      digits < 16 &&
      isPart(groups[last + 1]) &&
      gapBetween(text, groups[last]!.end, groups[last + 1]!.start) !== 'none'
    ) {
      last++;
      digits += groups[last]!.digits.length;
    }
    const value = groups
      .slice(first, last + 1)
      .map((group) => group.digits)
      .join('');
    if (PUBLISHED.has(value) || allSame(value)) continue;
    if (!PARTIAL.has(digits) || /^-?[0-9]/.test(text.slice(groups[last]!.end, groups[last]!.end + 2))) continue;
    found.push({
      start: opening.start,
      end: groups[last]!.end,
      rule: 'partial',
      score: digits === 16 ? 0.75 : 0.6,
      settled: true,
      because: 'the first digits under the label',
    });
  }
  return found;
}

function isPublished({ start, end }: Finding, text: string): boolean {
  return PUBLISHED.has(writtenDigits(text.slice(start, end)));
}

/** Payment card numbers: brand prefix, length and Luhn's check digit. */
export const creditCardNumber = defineRecognizer({
  type: 'CREDIT_CARD_NUMBER',
  judge: judgeDigits,
  doubt: { beside: 1, hangs: isPublished, tells: () => false },
  lexicons: [NUMBER_WEIGHTS],
  source: 'ISO/IEC 7812-1 (Luhn, issuer identification numbers)',
  digits: {
    groups: [
      [4, 4, 4, 4],
      [4, 6, 5],
      [4, 6, 4],
      [4, 4, 4, 1],
    ],
    lengths: [13, 14, 15, 16],
    score: 0.75,
    plainScore: 0.65,
  },
  cues: [...LABELS, ...PARTIAL_CUES, ...ASKS, BARE[0]!],
  find,
  reads: 'digits',
  context: [
    'カード番号',
    'クレジット',
    'クレカ',
    'カード会員番号',
    'Card No',
    'card number',
    'Card Number',
    'credit card',
    'Credit card',
    'Credit Card',
    'CREDIT',
    'カードの番号',
    'カード',
    'VISA',
    'Visa',
    'JCB',
    'Mastercard',
    'MasterCard',
    'マスターカード',
    'アメックス',
    'ダイナース',
    '有効期限',
  ],
  fields: ['card_number', 'card number', 'card_no', 'card no', 'credit', 'cc_no', 'cc_num', 'ccnum', 'pan'],
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  check: (digits) => BRAND.test(digits) && passesLuhn(digits),
  impossible: (digits) =>
    allSame(digits) || !/^[23456]/.test(digits) || /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits),
  examples: {
    hits: [
      '4539 1488 0343 6467',
      'クレジットカード番号は５５００−００００−００００−０００４です',
      'カード番号の下4桁 5678',
      'カードは5100-XXXX-XXXX-8846です',
      'カード番号3530111333300017',
      '氏名／カード下4桁／金額\n原／6467／8,800',
      'card_last4=6467 state=ok',
      'クレカ番号 4539148803436467',
      'カード会員番号：4539-1488-0343-6467',
      'クレジットの番号な、四五の、三三の、〇八の、いちいちの、ななきゅうの、二〇の、六六の、四一',
      'カードの番号も教えた、3580 5801 5689 6931',
      '氏名 佐々木 健、カード番号 4111-1111-1111-1111',
      'カード番号言うてええですか。3565の7891の\nオペレーター：あ、番号はおっしゃらないで',
    ],
    misses: [
      '4901234567894',
      'ポイントカードの下4桁 5678',
      '氏名／電話下4桁／金額\n原／6467／8,800',
      '4111 1111 1111 1111',
      'カード番号は4242-4242-4242-4242です',
      '4539 1488 0343 6468',
      '受付番号 4539148803436467',
      '0000 0000 0000 0000',
    ],
  },
});
