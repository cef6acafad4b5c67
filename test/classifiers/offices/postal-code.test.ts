import { describe, expect, it } from 'vitest';
import { isOfOffice } from '../../../classifiers/offices/postal-code.js';

const asked = (text: string): boolean => {
  const code = /[0-9]{3}-[0-9]{4}/.exec(text)!;
  return isOfOffice(text, code.index, code.index + 8, code[0].replace('-', ''));
};

describe('isOfOffice', () => {
  it.each`
    text                                                      | office   | why
    ${'〒640-8585'}                                           | ${true}  | ${'only offices have it'}
    ${'西部県税事務所 〒677-0015 西脇市西脇790-13'}           | ${true}  | ${'an office right before'}
    ${'北土木事務所 〒669-5202、南は未定'}                    | ${true}  | ${'no address behind'}
    ${'〒677-0015 西脇市西脇790-13の庁舎へ'}                  | ${true}  | ${'an office behind its address'}
    ${'浅井 〒677-0015 西脇市西脇790-13'}                     | ${false} | ${'somebody'}
    ${'県税事務所に届いていないと。〒677-0015 西脇市西脇790'} | ${false} | ${'told of an office'}
    ${'自宅 〒677-0015'}                                      | ${false} | ${'a home'}
    ${'郵送先 〒677-0015 西脇市西脇790-13'}                   | ${false} | ${'where something is sent to'}
    ${'〒677-0015 西脇市役所 農政課あて'}                     | ${true}  | ${'an office by its name'}
    ${'677-0015 西脇市役所の裏のアパート'}                    | ${false} | ${'near an office'}
    ${'〒677-0015 県庁職員住宅2棟'}                           | ${false} | ${'where those of an office live'}
    ${'〒677-0015 西脇市役所へ出した届の差出人'}              | ${false} | ${'who writes to an office'}
    ${'〒677-0015 西脇市役所 下村様の転居'}                   | ${false} | ${'somebody beside an office'}
    ${'郵便番号677-0015 多可町役場OB'}                        | ${false} | ${'who worked there'}
  `('$why: $text', ({ text, office }) => expect(asked(text)).toBe(office));
});
