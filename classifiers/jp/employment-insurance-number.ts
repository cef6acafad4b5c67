import { defineRecognizer } from '../../src/classify/recognizer.js';
import { allSame } from '../check-digits.js';
import { OTHER_NUMBERS } from '../numbering.js';

/** Employment insurance number of an insured person: 4-6-1. 事業所番号 has the same shape and is a business's. */
export const employmentInsuranceNumber = defineRecognizer({
  type: 'EMPLOYMENT_INSURANCE_NUMBER',
  source: 'MHLW procedure 20706 (雇用保険被保険者番号, 4-6-1; check digit not published)',
  digits: { groups: [[4, 6, 1]], lengths: [11], score: 0.6, plainScore: 0.5, distinctive: true },
  context: [
    '雇用保険',
    '被保険者番号',
    '失業保険',
    '離職票',
    '失業給付',
    '失業手当',
    '雇保',
    '雇用保健',
    'ハローワーク',
    '職安',
    '失業認定',
  ],
  fields: ['employment_insurance', 'koyo'],
  needsContext: true,
  topics: ['退職', '離職', '求職', '就職', '社で', '勤務', '雇用', '失業', '給付', '資格取得'],
  notAfter: OTHER_NUMBERS,
  impossible: allSame,
  examples: {
    hits: [
      '雇用保険被保険者番号 1234-567890-1',
      '雇用保険は 6016-241647-1 で手続済',
      '離職票に１２３４−５６７８９０−１とあります',
    ],
    misses: ['1234-567890-1', '雇用保険の事業所番号 1234-567890-1', '雇用保険 1234-56789-1', '型番 1234-567890-1'],
  },
});
