import { detectCharset } from './charset.js';
import { Iso2022JpToEuc } from './iso2022jp.js';

/** Names of charsets in mail that WHATWG labels lack. */
const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  cp51932: 'euc-jp',
  eucjp: 'euc-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
};

/** WHATWG label of a charset named in a mail; undefined when it is unknown or says nothing (`us-ascii`). */
export function charsetLabel(name: string | undefined): string | undefined {
  const lower = name?.trim().toLowerCase() ?? '';
  if (lower === '' || lower === 'us-ascii' || lower === 'ascii') return undefined;
  try {
    return new TextDecoder(ALIASES[lower] ?? lower).encoding;
  } catch {
    return undefined;
  }
}

/** Text of a few bytes, by their named charset if there is one and it is known, otherwise by what they look like. */
export function decodeBytes(bytes: Uint8Array, charset?: string): string {
  const label = charsetLabel(charset) ?? detectCharset(bytes, true)?.charset ?? 'utf-8';
  if (label !== 'iso-2022-jp') return new TextDecoder(label).decode(bytes);
  return new TextDecoder('euc-jp').decode(new Iso2022JpToEuc().convert(bytes, true).euc);
}

interface Word {
  charset: string;
  bytes: Buffer;
}

const ENCODED_WORD = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

/**
 * A header's text with its encoded words decoded (RFC 2047). Neighbouring words of one charset are joined before they
 * are decoded, because mailers cut multi-byte characters between words.
 */
export function decodeWords(header: string): string {
  let text = '';
  let words: Word[] = [];
  let at = 0;
  const flush = () => {
    for (let index = 0; index < words.length; ) {
      const { charset } = words[index] ?? { charset: '' };
      let end = index + 1;
      while (words[end]?.charset === charset) end += 1;
      text += decodeBytes(Buffer.concat(words.slice(index, end).map((word) => word.bytes)), charset);
      index = end;
    }
    words = [];
  };
  for (const match of header.matchAll(ENCODED_WORD)) {
    const between = header.slice(at, match.index);
    // White space between two encoded words is not part of the text.
    if (words.length === 0 || /\S/.test(between)) {
      flush();
      text += between;
    }
    const [, charset = '', encoding = '', content = ''] = match;
    words.push({ charset: charset.toLowerCase(), bytes: wordBytes(encoding, content) });
    at = match.index + match[0].length;
  }
  flush();
  return text + header.slice(at);
}

function wordBytes(encoding: string, content: string): Buffer {
  if (encoding === 'B' || encoding === 'b') return Buffer.from(content, 'base64');
  const plain = content.replace(/_/g, ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => byteOf(hex));
  return Buffer.from(plain, 'latin1');
}

/** Percent-encoded bytes of RFC 2231, as Latin-1 characters. */
export function percentBytes(value: string): Buffer {
  const plain = value.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => byteOf(hex));
  return Buffer.from(plain, 'latin1');
}

function byteOf(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
