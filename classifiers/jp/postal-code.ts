import { defineRecognizer } from '../../src/classify/recognizer.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbering.js';
import { isOfficePostalCode, publicOffice } from '../public-office.js';

/** Postal codes, 3-4. Weak by themselves: the policy counts them only beside another finding. */
export const postalCode = defineRecognizer({
  type: 'POSTAL_CODE',
  source: 'Japan Post 郵便番号 (seven digits since 1998-02-02)',
  digits: { groups: [[3, 4]], score: 0.55, plainScore: 0.4 },
  context: ['〒', '郵便番号', '郵便', '〶', '住所'],
  fields: ['postal', 'zip', 'yubin', 'postcode'],
  needsContext: true,
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  impossible: (digits) => digits.startsWith('000') || /^(\d)\1{6}$/.test(digits),
  veto: (scan, candidate) =>
    isOfficePostalCode(candidate.digits ?? '') ? 'of an office' : publicOffice(scan.text, candidate.start),
  examples: {
    hits: ['〒540-0008', '郵便番号は５４０−０００８です', '〒5400008', '郵便番号、五四〇の〇〇〇八', '〒604-8571'],
    misses: ['540-0008', '〒540-8570', '受付番号 540-8570', '1540-8570', '郵便料金は5408570円'],
  },
});
