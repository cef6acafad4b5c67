import { describe, expect, it } from 'vitest';
import { isDenied } from '../../../classifiers/numbers/denied.js';

describe('isDenied', () => {
  it.each`
    behind                                             | type                 | denied
    ${'は電話番号ではありません'}                      | ${'PHONE_NUMBER'}    | ${true}
    ${' は電話ではなく台帳の番号です'}                 | ${'PHONE_NUMBER'}    | ${true}
    ${' → 整理番号（電話ではない）'.normalize('NFKC')} | ${'PHONE_NUMBER'}    | ${true}
    ${'は旅券番号じゃないです'}                        | ${'PASSPORT_NUMBER'} | ${true}
    ${'は旅券番号じゃないです'}                        | ${'PHONE_NUMBER'}    | ${false}
    ${'ではなく5648です'}                              | ${'PHONE_NUMBER'}    | ${false}
    ${'は電話です'}                                    | ${'PHONE_NUMBER'}    | ${false}
  `('$behind: $type $denied', ({ behind, type, denied }) => expect(isDenied(`5641${behind}`, 4, type)).toBe(denied));
});
