import { describe, expect, it } from 'vitest';
import { isOtherCompound, isOtherListed, OTHER_FIELD } from '../../../src/classify/score/other-names.js';

describe('names of other numbers', () => {
  it.each`
    text                          | named
    ${'障害番号 771204'}          | ${'障害番号'}
    ${'車体番号:771204'}          | ${'車体番号:'}
    ${'帳票ID 771204'}            | ${'帳票ID'}
    ${'車両番号 771204'}          | ${undefined}
    ${'介護の番号 771204'}        | ${undefined}
    ${'指定番号は771203、771204'} | ${'指定番号は771203、'}
  `('$text: $named', ({ text, named }) => expect(isOtherCompound(text, text.lastIndexOf('771204'))).toBe(named));

  it('count for the second of a list only behind the other label', () => {
    const text = '介護施設の指定番号は771203、771204';
    expect(isOtherListed(text, text.length - 6, 2)).toBe('指定番号は771203、');
    expect(isOtherListed(text, text.length - 6, 17)).toBeUndefined();
  });

  it.each`
    field         | other
    ${'管理id'}   | ${true}
    ${'発注番号'} | ${true}
    ${'本人id'}   | ${false}
    ${'paid'}     | ${false}
  `('$field is a field of other numbers: $other', ({ field, other }) => expect(OTHER_FIELD.test(field)).toBe(other));
});
