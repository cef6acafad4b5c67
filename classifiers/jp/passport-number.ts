import { type Candidate, defineRecognizer, NO_CANDIDATES, together } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { isInOtherColumn } from '../dates/other-columns.js';
import { ASKS } from '../dictation/asks.js';
import { dictated } from '../dictation/dictated.js';
import { LETTER_NAME, TWO_CODE_WORDS } from '../dictation/letter-names.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { isInStock, isOfThing } from '../digits/of-things.js';
import { allSame } from '../numbers/check-digits.js';
import { misreadNumbers } from '../numbers/misread.js';
import { OTHER_NUMBERS } from '../numbers/numbering.js';
import { PARTIAL_CUES, partialNumbers } from '../numbers/partial-numbers.js';
import { isSampleAbroad } from '../numbers/samples-abroad.js';

const FIELD = /旅券|パスポート|passport/;
/** M714K3147 of Korea, 360417725 of Taiwan and others, X1234567: what a field or a column of passports holds. */
const FOREIGN = /^(?=[A-Z0-9]*[0-9]{3})(?:[A-Z]{0,2}[0-9]{6,9}[A-Z]?|M[0-9]{3}[A-Z][0-9]{4})$/;
const KOREAN = /(?<![A-Z0-9])M[0-9]{3}[A-Z][0-9]{4}(?![A-Z0-9])/g;
/** 旅券はP4471902A, passport no. 118 402 937: of another country, right behind the word. */
const LABELLED_ABROAD =
  /(?:旅券|パスポート|passport|Passport|PASSPORT)(?:の?番号|[ ]?(?:number|no\.?|No\.?|NO\.?))?(?:は|が|[ :、])[ ]?(?<value>(?=[A-Z]?[0-9])[A-Z]{0,2}(?:[0-9]{6,9}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{3})[A-Z]?)(?![A-Z0-9-])/g;
const LABEL_REACH = 120;
const LETTERS_BEHIND = new RegExp(`^[ 、の・-]{0,2}(?:${LETTER_NAME}|${TWO_CODE_WORDS}|[A-Z]{2})(?![A-Za-z0-9])`);
const SERIES = /^[A-Z]-[0-9]+-[0-9]+$/;
const DICTATED = {
  labels: ['旅券', 'パスポート'],
  whole: /^(?:[A-Z]{2}[0-9]{7}|[A-Z][0-9]{8})$/,
  most: 9,
  letters: true,
};

/** What `LABELLED_ABROAD` begins with; labels of the recognizer. */
const NAMES: ReadonlySet<string> = new Set(['旅券', 'パスポート', 'passport', 'Passport', 'PASSPORT']);

function foreignNumbers({ text, fields, labels }: Scan): readonly Candidate[] {
  const whole = text.length <= 16 && fields.matches(FIELD) ? text.trim() : '';
  if (FOREIGN.test(whole)) {
    const start = text.indexOf(whole);
    return [{ start, end: start + whole.length, rule: 'field', score: 0.9, settled: true, because: 'field' }];
  }
  let found: Candidate[] | undefined;
  const named = labels.some(({ word }) => NAMES.has(word));
  LABELLED_ABROAD.lastIndex = 0;
  for (let match = named ? LABELLED_ABROAD.exec(text) : null; match; match = LABELLED_ABROAD.exec(text)) {
    const end = match.index + match[0].length;
    const start = end - match.groups!.value!.length;
    if (isInOtherColumn(text, start)) continue;
    found ??= [];
    found.push({ start, end, rule: 'abroad', score: 0.7, settled: true, because: '旅券' });
  }
  if (!text.includes('M')) return found ?? NO_CANDIDATES;
  KOREAN.lastIndex = 0;
  for (let match = KOREAN.exec(text); match; match = KOREAN.exec(text)) {
    if (!FIELD.test(text.slice(Math.max(0, match.index - LABEL_REACH), match.index).toLowerCase())) continue;
    found ??= [];
    found.push({
      start: match.index,
      end: match.index + 9,
      rule: 'foreign',
      score: 0.85,
      settled: true,
      because: '旅券',
    });
  }
  return found ?? NO_CANDIDATES;
}

/** 客:…。TZ / OP:はい / 客:0883157: the letters end a turn, the digits are the next one. */
const LETTERS_FIRST =
  /(?<![A-Za-z])[MNT][A-Z](?=(?:です|で)?[、。… ]{0,2}\n[^\n]{0,12}(?:はい|ええ|うん|どうぞ)[^\n]{0,8}\n[^\n0-9]{0,8}$)/;
const TURNS_REACH = 48;

function inTwoTurns({ text, groups }: Scan): readonly Candidate[] {
  let found: Candidate[] | undefined;
  for (const { start, end, digits } of groups) {
    if (digits.length !== 7) continue;
    const from = Math.max(0, start - TURNS_REACH);
    const letters = LETTERS_FIRST.exec(text.slice(from, start));
    if (!letters || !/^(?:です)?[、。]?(?:\n|$)/.test(text.slice(end, end + 4))) continue;
    const at = from + letters.index;
    found ??= [];
    for (const [first, last] of [
      [at, at + 2],
      [start, end],
    ] as const)
      found.push({ start: first, end: last, rule: 'two-turns', score: 0.7, settled: true, because: 'letters before' });
  }
  return found ?? NO_CANDIDATES;
}

const written = (scan: Scan): readonly Candidate[] =>
  together(together(foreignNumbers(scan), inTwoTurns(scan)), misreadNumbers(scan, 'PASSPORT_NUMBER'));

/** 4  3  3  4: a row of a table that counts. */
const COUNTS = /[0-9] {2,4}[0-9] {2,4}[0-9]/;
/** Right behind a label they are digits that were set in boxes. */
const BEHIND_LABEL = /[一-龠ァ-ヴー.:]\s*$/;
const BOXED_REACH = 24;

/** Japanese passport number: two capitals and seven digits; those of other countries have one or two and six to eight. */
export const passportNumber = defineRecognizer({
  type: 'PASSPORT_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Passport Act, art. 6; ICAO Doc 9303-4 (document number field)',
  digits: {
    groups: [[7], [6], [8], [3, 4], [4, 4], [4, 3], [1, 3, 3], [2, 3, 2], [2, 2, 3], [3, 2, 2], [3, 3]],
    score: 0.55,
    distinctive: true,
    alone: {
      as: /^[MNT][A-Z][ -]?[0-9]{7}$/,
      beside: ['PERSON_NAME', 'DATE_OF_BIRTH', 'ADDRESS'],
      near: /有効期限|新規申請|切替|渡航|海外|航空|出国|入国|大使館|領事館|国籍|10年用|5年用|氏名変更/,
    },
    prefix: new RegExp(
      `(?:(?<![A-Za-z])(?:[A-Z][ ・、,.]{0,2}[A-Z]?|[a-z]{2}(?![ 、]))|${LETTER_NAME}[ ・、,]{0,2}${LETTER_NAME}|${TWO_CODE_WORDS})[ 、,の-]{0,2}$`,
    ),
  },
  context: [
    '旅券',
    'パスポート',
    'Passport',
    'passport',
    'PASSPORT',
    '渡航',
    'パス番',
    'パスポ',
    '旅番',
    '査証',
    'ビザ',
    'ryoken',
    'Ryoken',
    'RYOKEN',
    'pasupo',
    'Pasupo',
    'pasaporte',
    'Pasaporte',
    'passaporte',
    'Passaporte',
    'hộ chiếu',
    'Hộ chiếu',
    '护照',
    '護照',
  ],
  fields: ['passport', 'ryoken', '旅券', 'pasupo', 'パスポート'],
  cues: [...PARTIAL_CUES, ...DICTATED.labels, ...ASKS],
  find: (scan, hits) =>
    hits.length === 0
      ? written(scan)
      : together(
          together(written(scan), partialNumbers(scan, hits, 'PASSPORT_NUMBER')),
          dictated(scan, hits, 'PASSPORT_NUMBER', DICTATED),
        ),
  reads: 'digits',
  needsContext: true,
  topics: [
    '海外',
    '空港',
    '出国',
    '入国',
    '航空券',
    '盗まれ',
    '盗難',
    '紛失',
    'なくし',
    '失くし',
    '控え',
    '写真ページ',
    '写真面',
    '留学',
    '身分証',
    '本人確認',
  ],
  notAfter: OTHER_NUMBERS.filter((label) => label !== '登録番号'),
  impossible: allSame,
  // エー、ビー、…、シー、ディー: letters on both sides are a residence card's. K-0902-1187: a number in a series.
  veto: ({ text }, { start, end }) => {
    if (LETTERS_BEHIND.test(text.slice(end, end + 8))) return 'residence card';
    if (isInStock(text, { start, end })) return 'in stock';
    if (isSampleAbroad(text, start)) return 'a sample';
    if (isOfThing(text, start)) return 'of a thing';
    const value = text.slice(start, end);
    if (COUNTS.test(value) && !BEHIND_LABEL.test(text.slice(Math.max(0, start - BOXED_REACH), start))) return 'counts';
    if (text[end] === '号' && /第 ?$/.test(text.slice(Math.max(0, start - 2), start))) return 'numbered paper';
    return SERIES.test(value) ? 'number in a series' : undefined;
  },
  examples: {
    hits: [
      '旅券番号 TK4410933、控え2枚',
      '旅券はP4471902A。',
      '旅券番号は118 402 937のみ届いている',
      '旅券番号 T  K  4  4  7  1  9  0  2',
      '番号、TS1371015、有効期限は切れてまして',
      'Pasupooto XE6620714 kaisha ga motte iru',
      'Name\tPassport\tCountry\nKIM\tM714K3147\tKorea',
      'パスポートは C6140927 です',
      'I lost my passport (N 0837 2245)',
      '旅券番号は TZ0 552 871',
      '旅券番号をお願いします\n申出者：ティー、エム\n操作員：T、M、Mはエムですか\n申出者：そうです。で3 0 7\n操作員：307\n申出者：7 1 5 8。',
      '旅券番号 TK1234567',
      '旅券番号をお願いします。\n客：ティーケー、4210976です',
      'パスポート番号はＴＲ７４５６２０２です',
      '旅券を紛失。番号は控えがあり TK5312687。',
    ],
    misses: [
      '旅券窓口の消耗品:リボン TK4410933 残り6',
      '旅券の手数料は16000円',
      '旅券は令和8年4月1日から',
      'TK1234567',
      '型番 TK1234567',
      '旅券番号 TK0000000',
      'パスポート ATK1234567',
      '旅券の申請は A1234 窓口',
    ],
  },
});
