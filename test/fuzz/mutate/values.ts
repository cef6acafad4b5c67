import { deflateRawSync, gzipSync } from 'node:zlib';

/** Numbers at which counts, lengths and offsets turn over. */
export const INTEGERS: readonly bigint[] = [
  0n,
  1n,
  2n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0x7fffn,
  0x8000n,
  0xffffn,
  0x10000n,
  0x7fffffffn,
  0x80000000n,
  0xfffffffen,
  0xffffffffn,
  0x1fffffffffffffn,
  0x7fffffffffffffffn,
  0xffffffffffffffffn,
];

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Bytes that decoders stumble over. */
export const BROKEN_SEQUENCES: readonly Buffer[] = [
  // UTF-8: overlong, surrogate, beyond Unicode, cut, stray continuation, byte order mark in the middle.
  hex('c0 80'),
  hex('ed a0 80'),
  hex('f4 90 80 80'),
  hex('e3 81'),
  hex('bf'),
  hex('ef bb bf'),
  // CP932: lead byte alone, lead and control, unassigned, 5C as a second byte, half-width.
  hex('82'),
  hex('81 0a'),
  hex('fc fc'),
  hex('83 5c'),
  hex('b1 de'),
  // EUC-JP: three-byte form, cut.
  hex('8f a1'),
  // ISO-2022-JP: sets selected and never left, unknown, half a character, shifts.
  hex('1b 24 42'),
  hex('1b 28 42'),
  hex('1b 24 28 44'),
  hex('1b 28 49'),
  hex('1b 24 42 21'),
  hex('1b'),
  hex('0e'),
  hex('0f'),
  // UTF-16: marks and lone surrogates, both orders.
  hex('ff fe'),
  hex('fe ff'),
  hex('00 d8'),
  hex('d8 00'),
  hex('00 dc'),
  Buffer.alloc(1),
  Buffer.alloc(16),
  hex('0d'),
  hex('0d 0a 0d 0a'),
  hex('e2 80 a8'),
  hex('e2 80 8b'),
];

/** Signs that open something, many times over. */
export const NESTING: readonly string[] = [
  '[',
  '{"a":',
  '{',
  '(',
  '<',
  '<w:p>',
  '<div>',
  '<<',
  '{\\rtf1 ',
  '=?utf-8?B?',
  '"',
  '\\',
  '- ',
  '&',
  '> ',
  '--=_b1\r\n',
  'Content-Type: multipart/mixed; boundary="=_b1"\r\n\r\n',
];

/** Files within files that are more than they seem. */
export const TRICKS: readonly Buffer[] = [
  gzipSync(Buffer.alloc(200_000)),
  gzipSync(gzipSync(gzipSync('a,b\n1,2\n'))),
  Buffer.concat([gzipSync('a'), gzipSync('b')]),
  deflateRawSync(Buffer.alloc(100_000, 'A')),
  Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
  Buffer.from('504b03040000000000000000000000000000000000000000000000000000', 'hex'),
];
