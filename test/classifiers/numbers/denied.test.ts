import { describe, expect, it } from 'vitest';
import { isDenied } from '../../../classifiers/numbers/denied.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';

const denied = (text: string, type: Parameters<typeof isDenied>[2], fieldName?: string) => {
  const { index: start, 0: value } = /[0-9-]+/.exec(text)!;
  const fields = fieldNamesOf(fieldName === undefined ? undefined : { fieldName });
  const place = { start, end: start + value.length, digits: value.replaceAll('-', '') };
  return isDenied({ text, fields }, place, type);
};

describe('isDenied', () => {
  it.each`
    behind                                             | type                         | out
    ${'は電話番号ではありません'}                      | ${'PHONE_NUMBER'}            | ${true}
    ${' は電話ではなく台帳の番号です'}                 | ${'PHONE_NUMBER'}            | ${true}
    ${' → 整理番号（電話ではない）'.normalize('NFKC')} | ${'PHONE_NUMBER'}            | ${true}
    ${'は旅券番号じゃないです'}                        | ${'PASSPORT_NUMBER'}         | ${true}
    ${'は旅券番号じゃないです'}                        | ${'PHONE_NUMBER'}            | ${false}
    ${'ではなく5648です'}                              | ${'PHONE_NUMBER'}            | ${false}
    ${'は電話です'}                                    | ${'PHONE_NUMBER'}            | ${false}
    ${'は電話ではなくFAXです'}                         | ${'PHONE_NUMBER'}            | ${false}
    ${'はFAXではなく電話です'}                         | ${'PHONE_NUMBER'}            | ${false}
    ${'は健康保険の番号ではありません'}                | ${'HEALTH_INSURANCE_NUMBER'} | ${true}
    ${'は国保の番号じゃなくて社保の番号です'}          | ${'HEALTH_INSURANCE_NUMBER'} | ${false}
    ${'は私のマイナンバーではなく夫の'}                | ${'MY_NUMBER'}               | ${false}
    ${'はマイナンバーではなく整理番号です'}            | ${'MY_NUMBER'}               | ${true}
    ${'は古い免許証ではなく'}                          | ${'DRIVERS_LICENSE_NUMBER'}  | ${false}
    ${'は旧旅券ではありません'}                        | ${'PASSPORT_NUMBER'}         | ${false}
  `('$behind: $type $out', ({ behind, type, out }) => expect(denied(`5641${behind}`, type)).toBe(out));

  it.each`
    text                                                       | out
    ${'090-3512-7748は私の携帯ではありません、妻のです'}       | ${false}
    ${'090-3512-7748(自宅電話ではなく携帯)に折り返しください'} | ${false}
    ${'090-3512-7748は会社の携帯ではなく個人の携帯です'}       | ${false}
    ${'090-3512-7748は自分の電話じゃないけど息子の電話です'}   | ${false}
    ${'090-3512-7748って仕事の携帯じゃなくて父の'}             | ${false}
    ${'090-3512-7748は電話ではありません'}                     | ${false}
    ${'090-3512-7748は電話番号ではなく、妻の携帯'}             | ${false}
    ${'090-3512-7748は電話番号ではありません。'}               | ${true}
    ${'090-3512-7748(電話番号ではない)'}                       | ${true}
    ${'06-6745-7721は固定電話じゃなくファックスです'}          | ${false}
    ${'連絡先は072-990-4418(携帯電話ではありません、自宅)'}    | ${false}
    ${'自宅の電話:072-990-4418(電話ではない)'}                 | ${false}
    ${'0742-0038-21は電話番号ではありません'}                  | ${true}
  `('a telephone number, $text: $out', ({ text, out }) => expect(denied(text, 'PHONE_NUMBER')).toBe(out));

  it('denies nothing in a field of telephone numbers', () => {
    expect(denied('06-6745-7721(電話ではない)', 'PHONE_NUMBER', '備考')).toBe(true);
    expect(denied('06-6745-7721(電話ではない)', 'PHONE_NUMBER', '自宅電話')).toBe(false);
    expect(denied('06-6745-7721(携帯電話ではない)', 'PHONE_NUMBER', '自宅電話')).toBe(false);
  });
});
