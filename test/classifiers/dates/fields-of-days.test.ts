import { expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

const detector = await createDetector(recognizers, loadPolicy());

it.each`
  fieldName       | text                                                          | found
  ${'生年月日'}   | ${'昭和51年3月8日'}                                           | ${true}
  ${'ｾｲﾈﾝｶﾞｯﾋﾟ'}    | ${'S510308'}                                                  | ${true}
  ${'落成年月日'} | ${'昭和51年3月8日'}                                           | ${false}
  ${'播種日付'}   | ${'昭和51年3月8日'}                                           | ${false}
  ${'日付'}       | ${'昭和29年5月3日生まれの母の件'}                             | ${true}
  ${'年月日'}     | ${'S29.5.3生'}                                                | ${true}
  ${'日付'}       | ${'昭和51年3月8日'}                                           | ${false}
  ${'子の年月日'} | ${'S29.5.3'}                                                  | ${true}
  ${'記録'}       | ${'birth_updated: 1954-05-03'}                                | ${true}
  ${'記録'}       | ${'date_of_birth_updated_at: 1954-05-03'}                     | ${true}
  ${'記録'}       | ${'"birth":null,"note":"by phone","updated_at":"1954-05-03"'} | ${false}
  ${'記録'}       | ${'生年月日をお聞かせください。昭和29年5月3日 転入の件です'}  | ${true}
  ${'記録'}       | ${'生年月日に記載の誤り。正しくは(昭和29年5月3日)'}           | ${true}
  ${'備考'}       | ${'昭和51年3月8日'}                                           | ${true}
`('a day in a field $fieldName is a birth $found', ({ fieldName, text, found }) => {
  const births = detector.detect(text, { fieldName }).findings.filter(({ type }) => type === 'DATE_OF_BIRTH');
  expect(births.length > 0).toBe(found);
});
