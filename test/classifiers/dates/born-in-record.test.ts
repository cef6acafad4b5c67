import { describe, expect, it } from 'vitest';
import { isByEraAlone, tellsOfAnybody } from '../../../classifiers/dates/born-in-record.js';

describe('isByEraAlone', () => {
  it('is so of dates without a label, a name or a word of birth', () => {
    const date = { type: 'DATE_OF_BIRTH', start: 0, end: 10, score: 0.58 };
    expect(isByEraAlone({ ...date, rule: 'date-of-birth/old' })).toBe(true);
    expect(isByEraAlone({ ...date, rule: 'date-of-birth/labelled' })).toBe(false);
  });
});

describe('tellsOfAnybody', () => {
  it.each`
    text                                 | told     | why
    ${'主人が昭和31年7月2日です'}        | ${true}  | ${'a relative'}
    ${'S31.7.2 男性 受診希望'}           | ${true}  | ${'what a form says of a person'}
    ${'客：昭和31年7月2日です。'}        | ${true}  | ${'all that somebody answers'}
    ${'昭和31.7.2'}                      | ${true}  | ${'nothing else'}
    ${'契約者 昭和31年4月2日'}           | ${true}  | ${'what somebody is'}
    ${'当方、昭和45年8月1日、独り'}      | ${true}  | ${'who writes'}
    ${'Tanaka 昭和45年8月1日'}           | ${true}  | ${'a name in Latin letters'}
    ${'わしは昭和11年5月2日や'}          | ${true}  | ${'who speaks'}
    ${'昭和11年5月2日、今年で90'}        | ${true}  | ${'an age'}
    ${'たわしの意匠 昭和11年5月2日'}     | ${false} | ${'a thing that ends so'}
    ${'給水管の設置 S58.10.2'}           | ${false} | ${'a thing'}
    ${'築年月日：昭和53年9月1日'}        | ${false} | ${'a label of another day'}
    ${'市電の廃止は昭和44年3月31日です'} | ${false} | ${'a line'}
  `('"$text" tells of anybody: $told, as it holds $why', ({ text, told }) => expect(tellsOfAnybody([text])).toBe(told));

  it('reads all texts of a record', () => expect(tellsOfAnybody(['昭和40年5月1日 開業', '妻'])).toBe(true));
});
