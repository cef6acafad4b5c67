import { type Candidate, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { isMunicipality, PREFECTURES } from '../addresses/place-lexicon.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbering.js';
import { isOfficePostalCode, publicOffice } from '../public-office.js';

const CITY = /^[ \n、]{0,3}(?:住所は?[:、 ]?)?([一-龠々ヶァ-ヴぁ-んー]{1,8}?[都道府県市区町村郡])/;

function find(scan: Scan): readonly Candidate[] {
  const { groups } = scan;
  for (let at = 0; at < groups.length; at++) if (isCode(groups[at]!, groups[at + 1])) return beforeAddress(scan);
  return NO_CANDIDATES;
}

function isCode({ digits }: DigitGroup, next: DigitGroup | undefined): boolean {
  return digits.length === 7 || (digits.length === 3 && next?.digits.length === 4);
}

/** 573-0163 枚方市長尾元町: an address behind it is as good as 〒. */
function beforeAddress({ text, groups }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const { start, end, digits } = groups[at]!;
    const next = groups[at + 1];
    if (!isCode(groups[at]!, next)) continue;
    const plain = digits.length === 7;
    if (!plain && !/^(?:-|の)$/.test(text.slice(end, next!.start))) continue;
    const to = plain ? end : next!.end;
    if (
      /[0-9A-Za-z-]$/.test(text.slice(Math.max(0, start - 1), start)) ||
      IMPOSSIBLE(plain ? digits : digits + next!.digits)
    )
      continue;
    const city = CITY.exec(text.slice(to, to + 16))?.[1];
    if (city !== undefined && (isMunicipality(city) || PREFECTURES.includes(city)))
      found.push({
        start,
        end: to,
        digits: plain ? digits : digits + next!.digits,
        rule: 'addressed',
        score: 0.9,
        settled: true,
        because: 'before a place',
      });
  }
  return found;
}

const IMPOSSIBLE = (digits: string) => digits.startsWith('000') || /^(\d)\1{6}$/.test(digits);

/** Postal codes, 3-4. Weak by themselves: the policy counts them only beside another finding. */
export const postalCode = defineRecognizer({
  type: 'POSTAL_CODE',
  source: 'Japan Post 郵便番号 (seven digits since 1998-02-02)',
  digits: { groups: [[3, 4]], score: 0.55, plainScore: 0.4 },
  context: [
    '〒',
    '郵便番号',
    '郵便',
    '〶',
    '住所',
    'ゆうびん',
    'zip',
    'ZIP',
    'Zip',
    'Osaka',
    'Japan',
    'Tokyo',
    'Kyoto',
  ],
  fields: ['postal', 'zip', 'yubin', 'postcode'],
  needsContext: true,
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  find,
  reads: 'digits',
  impossible: IMPOSSIBLE,
  veto: (scan, candidate) =>
    isOfficePostalCode(candidate.digits ?? '') ? 'of an office' : publicOffice(scan.text, candidate.start),
  examples: {
    hits: [
      '〒540-0008',
      '郵便番号は５４０−０００８です',
      '〒5400008',
      '郵便番号、五四〇の〇〇〇八',
      '〒604-8571',
      '送付先 573-0163 枚方市長尾元町6-41-8',
    ],
    misses: ['540-0008', '〒540-8570', '受付番号 540-8570', '1540-8570', '郵便料金は5408570円'],
  },
});
