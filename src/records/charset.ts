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
/** Share of characters that may be undecodable or control characters before the bytes are no text at all. */
const MAX_ERROR_SHARE = 0.05;
const MAX_CONTROL_SHARE = 0.01;
/** Mean cost of the characters other than ASCII: Japanese text is below 2.5, bytes at random are above 8. */
const MAX_MEAN_COST = 8;
/** Without a mark, UTF-16 has to read better, because almost any bytes are some characters in it. */
const MAX_MEAN_COST_WIDE = 3.5;
const UNMARKED_WIDE_COST = 4;

interface Candidate {
  charset: Charset;
  text: string;
  cost: number;
}

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
  if (isAscii(buffer)) {
    if (controlShare(buffer.toString('latin1')) > MAX_CONTROL_SHARE) return undefined;
    const escaped = ISO_2022_JP_ESCAPE.test(buffer.toString('latin1'));
    return { charset: escaped ? 'iso-2022-jp' : 'utf-8', bomBytes: 0, ascii: !escaped };
  }
  const best = bestOf(buffer, whole);
  return readsAsText(best) ? { charset: best.charset, bomBytes: 0, ascii: false } : undefined;
}

function bestOf(sample: Buffer, whole: boolean): Candidate {
  const narrow = [
    candidate('utf-8', sample, whole),
    candidate('shift_jis', sample, whole),
    candidate('euc-jp', sample, whole),
  ];
  const best = cheapest(narrow);
  const suspicious = sample.includes(0) || best.text.includes('\ufffd') || meanCost(best.text) > MAX_MEAN_COST_WIDE;
  if (!suspicious) return best;
  const wide = [candidate('utf-16le', sample, whole), candidate('utf-16be', sample, whole)];
  const wider = cheapest(wide);
  return wider.cost + UNMARKED_WIDE_COST < best.cost ? wider : best;
}

function candidate(charset: Charset, sample: Buffer, whole: boolean): Candidate {
  // Decodes leniently; a character that the end of the sample cuts is left out.
  const text = new TextDecoder(charset, { ignoreBOM: true }).decode(sample, { stream: !whole });
  return { charset, text, cost: unlikelihood(text) };
}

function cheapest([first, ...others]: Candidate[]): Candidate {
  let best = first as Candidate;
  for (const other of others) if (other.cost < best.cost) best = other;
  return best;
}

function readsAsText({ charset, text }: Candidate): boolean {
  if (controlShare(text) > MAX_CONTROL_SHARE) return false;
  const mean = meanCost(text);
  if (charset.startsWith('utf-16')) return mean <= MAX_MEAN_COST_WIDE;
  const errors = text.split('\ufffd').length - 1;
  if (errors > 1 && errors > text.length * MAX_ERROR_SHARE) return false;
  return errors === 0 || mean <= MAX_MEAN_COST;
}

/** Of the characters other than ASCII; 0 when there are none. */
function meanCost(text: string): number {
  const other = text.replace(/[\x00-\x7f]/g, '');
  return other === '' ? 0 : unlikelihood(other) / other.length;
}

export function byteOrderMark(bytes: Uint8Array): { charset: Charset; bomBytes: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', bomBytes: 3 };
  // FF FE 00 00 is the mark of UTF-32, which no exporter writes and no decoder here reads.
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return { charset: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', bomBytes: 2 };
  return undefined;
}

/** Only bytes that all charsets but UTF-16 share; NUL does not count as one. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === 0) return false;
  }
  return true;
}

/** Share of characters that no text holds: NUL and C0 controls but tab, line ends, form feed and escape. */
function controlShare(text: string): number {
  const controls = text.match(/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  return text === '' ? 0 : controls / text.length;
}
