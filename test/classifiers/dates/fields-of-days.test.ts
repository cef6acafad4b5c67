import { expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

const detector = await createDetector(recognizers, loadPolicy());

it.each`
  fieldName       | text                | found
  ${'生年月日'}   | ${'昭和51年3月8日'} | ${true}
  ${'ｾｲﾈﾝｶﾞｯﾋﾟ'}    | ${'S510308'}        | ${true}
  ${'落成年月日'} | ${'昭和51年3月8日'} | ${false}
  ${'播種日付'}   | ${'昭和51年3月8日'} | ${false}
  ${'備考'}       | ${'昭和51年3月8日'} | ${true}
`('a day in a field $fieldName is a birth $found', ({ fieldName, text, found }) => {
  const births = detector.detect(text, { fieldName }).findings.filter(({ type }) => type === 'DATE_OF_BIRTH');
  expect(births.length > 0).toBe(found);
});
