import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newBudget, PdfLexer, PdfRejected } from '../../src/certify/pdf-lexer.js';

const read = (text: string): unknown => new PdfLexer(Buffer.from(text, 'latin1'), 0, newBudget()).value();

describe('PdfLexer', () => {
  it.each([
    ['12 ', 12],
    ['-1.5 ', -1.5],
    ['true ', true],
    ['null ', null],
    ['/application#2Fjson ', { kind: 'name', name: 'application/json' }],
    ['12 0 R ', { kind: 'ref', number: 12 }],
    ['[12 0 R 3 0]', [{ kind: 'ref', number: 12 }, 3, 0]],
    [
      '<</A 1/B[/C]>>',
      new Map<string, unknown>([
        ['A', 1],
        ['B', [{ kind: 'name', name: 'C' }]],
      ]),
    ],
  ])('reads %s', (text, expected) => expect(read(text)).toEqual(expected));

  it('reads strings in both notations, and says where they stand', () => {
    expect(read('(a\\(b(c)\\n)')).toMatchObject({ bytes: Buffer.from('a(b(c)\n'), hex: false, start: 0, end: 11 });
    expect(read(' <00ff>')).toMatchObject({ bytes: Buffer.from([0, 255]), hex: true, start: 1, end: 7 });
  });

  it.each([
    ['<</A 1/A 2>>', 'names an entry twice'],
    ['<0g>', 'another character'],
    ['<0>', 'another character'],
    ['(abc', 'does not end'],
    ['(\\101)', 'escape of another kind'],
    ['[1 2', 'unknown kind'],
    ['nul', 'unknown kind'],
    ['1e5', 'unknown kind'],
    ['[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]', 'nested too deeply'],
    ['', 'unknown kind'],
  ])('refuses %j', (text, why) => expect(() => read(text)).toThrow(why));

  it('fails with nothing but PdfRejected', () => {
    const unit = fc.constantFrom(...'<<>>[]()/ 0R1.-#ab\\\n%'.split(''));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(PdfRejected);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
