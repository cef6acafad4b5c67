import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inside, NotDer, oidOf, onlyValue, TAG, timeOf, valueAt } from '../../../src/certify/page/der.js';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const text = (tag: number, content: string) => valueAt(Uint8Array.of(tag, content.length, ...Buffer.from(content)));

/** What the reader must read back: a tree of sequences and octets, written by hand. */
function written(tree: unknown): Buffer {
  const content = Array.isArray(tree) ? Buffer.concat(tree.map(written)) : (tree as Buffer);
  const { length } = content;
  const width = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(Array.isArray(tree) ? 0x30 : 0x04, ...width), content]);
}
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie('tree'), { maxLength: 4 }),
  ),
}));

describe('DER as the page reads it', () => {
  it('is read back as it was written', () => {
    const read = (bytes: Uint8Array): unknown => {
      const value = valueAt(bytes);
      expect(value.raw.length).toBe(bytes.length);
      return value.tag === TAG.sequence ? inside(value).map(({ raw }) => read(raw)) : Buffer.from(value.content);
    };
    fc.assert(
      fc.property(tree, (shape) => {
        expect(read(Uint8Array.from(written(shape)))).toEqual(shape);
      }),
    );
  });

  it.each`
    bytes             | why
    ${''}             | ${'nothing'}
    ${'30'}           | ${'no length'}
    ${'3080'}         | ${'the indefinite length of BER'}
    ${'308101ff'}     | ${'a length in the long form that fits the short one'}
    ${'3082008104'}   | ${'a length with a leading zero'}
    ${'3003020101ff'} | ${'a byte behind it'}
    ${'30040201'}     | ${'cut short'}
    ${'3f8001'}       | ${'a tag of several bytes'}
    ${'308501000000'} | ${'a length of five bytes'}
    ${'0400'}         | ${'another tag'}
  `('$why is refused', ({ bytes }) => {
    expect(() => onlyValue(hex(bytes), TAG.sequence!)).toThrow(NotDer);
  });

  it('refuses foreign bytes and never fails in another way', () => {
    const walk = (bytes: Uint8Array): void => {
      const value = valueAt(bytes);
      if (value.tag & 0x20) for (const { raw } of inside(value)) walk(raw);
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          walk(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(NotDer);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('knows object identifiers in their one spelling', () => {
    expect(oidOf(valueAt(hex('060b2a864886f70d0109100104')))).toBe('1.2.840.113549.1.9.16.1.4');
    expect(oidOf(valueAt(hex('0603551d25')))).toBe('2.5.29.37');
    expect(oidOf(valueAt(hex('0603883703')))).toBe('2.999.3');
    for (const bytes of ['0600', '060188', '06032a8001', '0403551d25'])
      expect(() => oidOf(valueAt(hex(bytes)))).toThrow(NotDer);
  });

  it('knows times in the form that DER allows', () => {
    expect(timeOf(text(TAG.time!, '20270408010007.5Z')).toISOString()).toBe('2027-04-08T01:00:07.500Z');
    expect(timeOf(text(TAG.utcTime!, '491231235959Z')).getUTCFullYear()).toBe(2049);
    expect(timeOf(text(TAG.utcTime!, '500101000000Z')).getUTCFullYear()).toBe(1950);
    for (const wrong of ['20270408010007', '20270408010007.50Z', '202704080100Z', '20271308010007Z', ''])
      expect(() => timeOf(text(TAG.time!, wrong))).toThrow(NotDer);
    expect(() => timeOf(text(TAG.octets!, '20270408010007Z'))).toThrow(NotDer);
  });
});
