import { describe, expect, it } from 'vitest';
import { SYMBOLS, symbolsInLatin } from '../../../classifiers/insurance/in-latin-letters.js';

const valuesOf = (text: string) => {
  const hits = [...text.matchAll(new RegExp(SYMBOLS.join('|'), 'g'))].map(({ index, 0: word }) => ({
    cue: 0,
    start: index,
    end: index + word.length,
  }));
  return symbolsInLatin(text, hits).map(({ start, end }) => text.slice(start, end));
};

describe('symbolsInLatin', () => {
  it.each`
    text                                                                 | values
    ${'health insurance symbol is 5512 and the number is 88.'}           | ${['5512', '88']}
    ${'{"kishu":"QR-88","hinban":"31","kigo":"C","bango":"77120"}'}      | ${[]}
    ${'Insurance card: symbol 5512, number 88, branch 02'}               | ${['5512', '88', '02']}
    ${'Insurer no. 06130017 / Symbol 5512 / No. 88'}                     | ${['5512', '88']}
    ${'kenkouhoken kigou 5512 bangou 88 edaban 02'}                      | ${['5512', '88', '02']}
    ${'hokensho no kigo wa 5512 bango wa 88 desu'}                       | ${['5512', '88']}
    ${'{"insurance":{"symbol":"峡北12","number":"2098","branch":"01"}}'} | ${['峡北12', '2098', '01']}
    ${'kigo,bango,edaban,name\n4410,2098,01,Mayu\n4410,2098,02,Ren'}     | ${['4410', '4410', '2098', '2098', '01', '02']}
    ${'insurance_symbol,insurance_number,branch\n7712,503,00'}           | ${['7712', '503', '00']}
    ${'name,insurer_no,symbol,number\nRen,06130017,4107,54'}             | ${['4107', '54']}
    ${'insurance symbol/number 1234-567'}                                | ${['1234-567']}
    ${'yucho kigo 14030 bango 12345671'}                                 | ${[]}
    ${'kigo,bango,name\n14030,12345671,Mayu'}                            | ${[]}
    ${'stock symbol 7203, number 100'}                                   | ${[]}
    ${'the symbol of the insured number'}                                | ${[]}
    ${'insurance_symbol,number,x\n,11908823,a\nAB,12,b\n,12,c'}          | ${['AB', '11908823', '12']}
    ${'symbol,no,name insurance\n▲,12,市役所'}                           | ${[]}
    ${'kigo,bango,name\n▲,12,市役所\n-,13,支所\nred,14,Ren'}             | ${[]}
    ${'symbol,number,insurance\nA,1,2'}                                  | ${[]}
    ${'kigo: kanji, bango: 8'}                                           | ${[]}
    ${'Kigo is tsukatte, bango wa 12'}                                   | ${[]}
    ${'kigo,bango,x\nkigo,bango,x\n12,bango,y\n14,77,z'}                 | ${['14', '77']}
  `('$text', ({ text, values }) => expect(valuesOf(text)).toEqual(values));

  it('reads a table once, however often its head is repeated', () => {
    const rows = 'kigo,bango,x\n12,3405,y\n'.repeat(400);
    expect(valuesOf(rows).length).toBeLessThanOrEqual(800);
    expect(valuesOf('kigo,bango,x\n'.repeat(4000))).toEqual([]);
  });
});
