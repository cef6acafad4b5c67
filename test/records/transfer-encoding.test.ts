import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferDecoder } from '../../src/records/transfer-encoding.js';
import { runs } from '../support/thorough.js';

function decode(encoding: string, encoded: string | Buffer, size = 1000) {
  const decoder = transferDecoder(encoding);
  const bytes = Buffer.from(encoded as string, 'latin1');
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(decoder.push(bytes.subarray(at, at + size)));
  parts.push(decoder.end());
  return { bytes: Buffer.concat(parts), malformed: decoder.malformed };
}

const content = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const size = fc.integer({ min: 1, max: 20 });

describe('base64', () => {
  it('comes back, in lines, however it is cut', () => {
    fc.assert(
      fc.property(content, size, (bytes, step) => {
        const lines = bytes.toString('base64').replace(/.{20}/g, '$&\r\n');
        expect(decode('BASE64', lines, step)).toEqual({ bytes, malformed: false });
      }),
      { seed: 81, numRuns: runs(300) },
    );
  });

  it('that was put together from several pieces comes back', () => {
    expect(decode('base64', 'YQ==YWI=YWJj').bytes.toString()).toBe('aababc');
  });

  it.each(['YW!Jj', 'YWJjZ'])('%s is malformed', (text) => expect(decode('base64', text).malformed).toBe(true));
});

describe('quoted-printable', () => {
  it('comes back, with soft line ends, however it is cut', () => {
    fc.assert(
      fc.property(content, size, (bytes, step) => {
        const encoded = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
        const lines = encoded.replace(/.{30}/g, '$&=\r\n');
        expect(decode('quoted-printable', lines, step)).toEqual({ bytes, malformed: false });
      }),
      { seed: 82, numRuns: runs(300) },
    );
  });

  it.each`
    encoded          | text          | malformed
    ${'a=3D1 \r\nb'} | ${'a=1\r\nb'} | ${false}
    ${'a=\nb'}       | ${'ab'}       | ${false}
    ${'a='}          | ${'a'}        | ${false}
    ${'a=zz'}        | ${'a=zz'}     | ${true}
    ${'a =20\r\n'}   | ${'a  \r\n'}  | ${false}
  `('$encoded is $text', ({ encoded, text, malformed }) => {
    for (const step of [1, 2, 100]) {
      const found = decode('Quoted-Printable', encoded, step);
      expect([found.bytes.toString(), found.malformed]).toEqual([text, malformed]);
    }
  });

  it('holds no more than a little of a line of white space', () => {
    expect(
      decode('quoted-printable', `${' '.repeat(100_000)}x`, 500)
        .bytes.toString()
        .trim(),
    ).toBe('x');
  });
});

describe('uuencode', () => {
  it('comes back', () => {
    const encoded = 'begin 644 a.txt\n#0V%T\n`\nend\n';
    for (const step of [1, 100])
      expect(decode('x-uuencode', encoded, step)).toEqual({ bytes: Buffer.from('Cat'), malformed: false });
  });

  it('that is cut is malformed', () => expect(decode('uuencode', 'begin 644 a\n#0V').malformed).toBe(true));
});

it.each(['7bit', '8bit', 'binary', '', 'unheard-of'])('%j leaves bytes as they are', (encoding) => {
  expect(decode(encoding, 'a=3D\xff')).toEqual({ bytes: Buffer.from('a=3D\xff', 'latin1'), malformed: false });
});
