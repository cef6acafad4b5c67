import { unlikelihood } from './likelihood.js';

/** WHATWG labels of the encodings that contact-centre exports come in. */
export type Charset = 'utf-8' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp' | 'utf-16le' | 'utf-16be';

export interface CharsetGuess {
  charset: Charset;
  /** Length of the byte order mark in bytes, 0 when there is none. */
  bomBytes: number;
  /** Only ASCII so far, which all but UTF-16 have in common: the first other byte decides. */
  ascii: boolean;
}

const ISO_2022_JP_ESCAPE = /\x1b(?:\$[@B]|\([BIJ]|\$\(D)/;
/** Wrong bytes in 100 characters beyond which the text is no text in that charset. */
const MAX_ERROR_SHARE = 0.05;
const MAX_CONTROL_SHARE = 0.01;
/** Mean cost of the characters other than ASCII; Japanese text is below 2.5, bytes at random are above 8. */
const MAX_MEAN_COST = 8;

/**
 * Charset of a text by its bytes, or undefined when they are no text.
 *
 * Each candidate decodes the sample, and the decoding that reads most like Japanese wins: EUC-JP kanji and half-width
 * katakana of CP932 share all their bytes, so validity alone cannot tell them apart.
 *
 * @param sample - the beginning of the text
 * @param whole - false when the text goes on, so that a character may be cut at the end of the sample
 */
export function detectCharset(sample: Uint8Array, whole: boolean): CharsetGuess | undefined {
  const marked = byteOrderMark(sample);
  if (marked) return { ...marked, ascii: false };
  const buffer = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const wide = wideCharset(buffer);
  if (wide) return { charset: wide, bomBytes: 0, ascii: false };
  if (controlShare(buffer) > MAX_CONTROL_SHARE) return undefined;
  if (!hasHighByte(buffer)) {
    if (ISO_2022_JP_ESCAPE.test(buffer.toString('latin1'))) return guess('iso-2022-jp');
    return { charset: 'utf-8', bomBytes: 0, ascii: true };
  }
  return bestOf(['utf-8', 'shift_jis', 'euc-jp'], buffer, whole);
}

function bestOf(candidates: readonly Charset[], sample: Buffer, whole: boolean): CharsetGuess | undefined {
  let best: { charset: Charset; cost: number; text: string } | undefined;
  for (const charset of candidates) {
    const text = decodeSample(sample, charset, whole);
    const cost = unlikelihood(text);
    if (!best || cost < best.cost) best = { charset, cost, text };
  }
  if (!best) return undefined;
  const errors = best.text.split('\ufffd').length - 1;
  const other = best.text.replace(/[\x00-\x7f]/g, '');
  if (errors > 1 && errors > best.text.length * MAX_ERROR_SHARE) return undefined;
  if (unlikelihood(other) > other.length * MAX_MEAN_COST && errors > 0) return undefined;
  return guess(best.charset);
}

function guess(charset: Charset): CharsetGuess {
  return { charset, bomBytes: 0, ascii: false };
}

export function byteOrderMark(bytes: Uint8Array): { charset: Charset; bomBytes: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', bomBytes: 3 };
  // FF FE 00 00 is the mark of UTF-32, which no exporter writes and no decoder here reads.
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return { charset: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', bomBytes: 2 };
  return undefined;
}

/** UTF-16 without a mark: NUL at every other byte where there is ASCII, the row of kana (0x30) where there is none. */
function wideCharset(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return undefined;
  const plain = !hasHighByte(sample) && controlShare(sample) === 0;
  const high = { le: 0, be: 0 };
  const kana = { le: 0, be: 0 };
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) high.be += 1;
    if (sample[at + 1] === 0) high.le += 1;
    if (sample[at] === 0x30) kana.be += 1;
    if (sample[at + 1] === 0x30) kana.le += 1;
  }
  for (const [charset, zeros, wrong, rows] of [
    ['utf-16le', high.le, high.be, kana.le],
    ['utf-16be', high.be, high.le, kana.be],
  ] as const) {
    // `0B0D0F` is ASCII before it is あいう.
    const likely = (zeros > 0 && zeros >= pairs * 0.02 && wrong <= pairs * 0.01) || (!plain && rows >= pairs * 0.25);
    if (likely && readsWell(sample.subarray(0, pairs * 2), charset)) return charset;
  }
  return undefined;
}

function readsWell(sample: Buffer, charset: Charset): boolean {
  const text = decodeSample(sample, charset, false);
  const other = text.replace(/[\t\n\r\x20-\x7e]/g, '');
  // Digits and Latin letters of one-byte text read in pairs become rare kanji: those are far above 3.
  return other.length === 0 || unlikelihood(other) <= other.length * 3;
}

/** Decodes leniently; a character cut by the end of the sample is left out. */
function decodeSample(sample: Buffer, charset: Charset, whole: boolean): string {
  return new TextDecoder(charset, { ignoreBOM: true }).decode(sample, { stream: !whole });
}

function hasHighByte(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}

/** Share of bytes that no text holds: NUL and C0 controls but tab, line ends, form feed and escape. */
function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1b) controls += 1;
  }
  return bytes.length === 0 ? 0 : controls / bytes.length;
}
