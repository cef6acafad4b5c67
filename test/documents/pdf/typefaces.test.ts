import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/base/fault.js';
import { drawable, Typefaces } from '../../../src/documents/pdf/typefaces.js';

const typefaces = new Typefaces();

describe('Typefaces', () => {
  it.each(['髙', '﨑', '𠮷', '①', '㋿', '㊞', '𩸽', '草\u{20000}'.slice(0, 1)])('has %s, one em wide', (character) => {
    for (const weight of ['regular', 'bold'] as const) expect(typefaces.widthOf(character, weight, 10)).toBe(10);
  });

  it('gives a variation selector no width', () => {
    expect(typefaces.widthOf('葛\u{E0100}城', 'regular', 10)).toBe(20);
  });

  it.each([
    ['😀', 'U+1F600'],
    ['ﷺ', 'U+FDFA'],
    ['\u0007', 'U+0007'],
  ])('refuses %j, which the font lacks, and names the code point', (character, codePoint) => {
    const measure = (): number => typefaces.widthOf(`山田${character}`, 'bold', 10);
    expect(measure).toThrow(Fault);
    expect(measure).toThrow(expect.objectContaining({ code: 'documents/missing-glyph', detail: { codePoint } }));
  });
});

describe('drawable', () => {
  it('joins kana that a file system split, and leaves compatibility ideographs alone', () => {
    expect(drawable('か\u3099き')).toBe('がき');
    expect(drawable('\ufa19﨑髙')).toBe('\ufa19﨑髙');
  });
});
