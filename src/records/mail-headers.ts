import { decodeBytes, decodeWords, percentBytes } from './mail-words.js';

export interface MailHeader {
  name: string;
  /** Unfolded and decoded. */
  text: string;
  /** Unfolded, not decoded, one character per byte: for the structured headers of MIME. */
  raw: string;
}

/** Value of a structured header and its parameters, names in lower case: `text/plain; charset=…`. */
export interface MimeValue {
  value: string;
  parameters: ReadonlyMap<string, string>;
}

/** @param block - header lines as Latin-1 (one character per byte), without the empty line */
export function parseHeaders(block: string): MailHeader[] {
  const headers: MailHeader[] = [];
  for (const line of block.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n|\r/)) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const named = colon > 0 && /^[\x21-\x39\x3b-\x7e]+[ \t]*$/.test(line.slice(0, colon));
    const raw = (named ? line.slice(colon + 1) : line).trim();
    // Raw eight-bit and raw ISO-2022-JP headers are not allowed and common.
    const text = decodeWords(decodeBytes(Buffer.from(raw, 'latin1')));
    headers.push({ name: named ? line.slice(0, colon).trim() : '', text, raw });
  }
  return headers;
}

export function headerOf(headers: readonly MailHeader[], name: string): MailHeader | undefined {
  return headers.find((header) => header.name.toLowerCase() === name);
}

const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs;

/** Parses `Content-Type` and `Content-Disposition`, with continued and encoded parameters (RFC 2231). */
export function parseMimeValue(raw: string): MimeValue {
  const value = (raw.split(';', 1)[0] ?? '').trim().toLowerCase();
  const plain = new Map<string, string>();
  const pieces = new Map<string, { index: number; encoded: boolean; content: string }[]>();
  for (const [, key = '', quoted, bare = ''] of raw.matchAll(PARAMETER)) {
    const content = quoted === undefined ? bare.trim() : quoted.replace(/\\(.)/gs, '$1');
    const [, base = '', index, star = ''] = /^([^*]+)(?:\*(\d+))?(\*?)$/.exec(key.toLowerCase()) ?? [];
    if (base === '') continue;
    if (index === undefined && star === '') {
      // Encoded words inside parameters are not allowed and common.
      if (!plain.has(base)) plain.set(base, decodeWords(decodeBytes(Buffer.from(content, 'latin1'))));
    } else {
      const list = pieces.get(base) ?? [];
      list.push({ index: Number(index ?? 0), encoded: star === '*', content });
      pieces.set(base, list);
    }
  }
  for (const [base, list] of pieces) plain.set(base, joinPieces(list));
  return { value, parameters: plain };
}

function joinPieces(pieces: { index: number; encoded: boolean; content: string }[]): string {
  let charset: string | undefined;
  const bytes: Buffer[] = [];
  for (const { index, encoded, content } of pieces.toSorted((a, b) => a.index - b.index)) {
    const tagged = index === 0 && encoded ? /^([^']*)'[^']*'(.*)$/s.exec(content) : null;
    if (tagged) charset = tagged[1] || undefined;
    const text = tagged?.[2] ?? content;
    bytes.push(encoded ? percentBytes(text) : Buffer.from(text, 'latin1'));
  }
  return decodeBytes(Buffer.concat(bytes), charset);
}
