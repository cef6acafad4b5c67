import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/base/bytes.js';
import { encryptStream } from '../../src/protect/envelope.js';
import { HEADER_LIMIT, parseMessageHeader, readMessageHeader } from '../../src/protect/message-header.js';
import { once, wrappingKey } from './keys.js';

const message = (name: string, context: Record<string, string>) =>
  collect(encryptStream(once(Buffer.from('content')), wrappingKey(name), context));

describe('the header of a message', () => {
  it('tells the unit and the context without a key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.string({ unit: 'grapheme' })),
        async (name, context) => {
          const header = readMessageHeader(await message(name, context));
          expect(header?.keyName).toBe(name);
          expect({ ...header?.context }).toEqual({ ...context });
        },
      ),
      { seed: 20260407, numRuns: 60 },
    );
  });

  it('cut off anywhere is incomplete, whole it is enough', async () => {
    const bytes = await message('pbx/3/2026-04', { a: 'b' });
    const { headerBytes } = readMessageHeader(bytes)!;
    for (let length = 0; length < headerBytes; length += 1) {
      expect(parseMessageHeader(bytes.subarray(0, length))).toBe('incomplete');
    }
    expect(readMessageHeader(bytes.subarray(0, headerBytes))).toEqual(readMessageHeader(bytes));
  });

  it('is not seen in other bytes, and no bytes make the parser fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (bytes, likely) => {
        if (likely && bytes.length > 3) bytes.set([2, 4, 0x78]);
        expect(readMessageHeader(bytes)).toBeUndefined();
      }),
      { seed: 20260407, numRuns: 3000 },
    );
  });

  it('that never ends is not waited for', () => {
    const bytes = Buffer.alloc(HEADER_LIMIT, 0xff);
    bytes.set([2, 4, 0x78]);
    expect(parseMessageHeader(bytes)).toBe('foreign');
  });

  it.each`
    at   | value   | why
    ${0} | ${1}    | ${'message format version 1'}
    ${2} | ${0x14} | ${'another algorithm suite'}
  `('of $why is none of ours', async ({ at, value }) => {
    const bytes = await message('pbx/3/2026-04', {});
    bytes[at] = value;
    expect(parseMessageHeader(bytes)).toBe('foreign');
  });

  it('with frames larger than we write is none of ours', async () => {
    const bytes = await message('pbx/3/2026-04', {});
    const { headerBytes } = readMessageHeader(bytes)!;
    bytes.writeUInt32BE(0x7fffffff, headerBytes - 16 - 32 - 4);
    expect(parseMessageHeader(bytes)).toBe('foreign');
  });
});
