import { inflateSync } from 'node:zlib';
import { MAX_RIFF_TEXT_BYTES } from '../limits.js';
import type { RecordField } from '../record.js';
import { tagField, tagText } from './tag-text.js';

/** Names of frames that recognizers know, of version 2.2 and of later ones; others keep their own. */
const NAMES = new Map(
  Object.entries({
    TIT1: 'group',
    TIT2: 'title',
    TIT3: 'subtitle',
    TPE1: 'artist',
    TPE2: 'artist',
    TALB: 'album',
    TCOM: 'composer',
    TEXT: 'author',
    TOWN: 'owner',
    TOFN: 'filename',
    TENC: 'encoded_by',
    COMM: 'comment',
    USLT: 'lyrics',
    TT1: 'group',
    TT2: 'title',
    TT3: 'subtitle',
    TP1: 'artist',
    TP2: 'artist',
    TAL: 'album',
    TCM: 'composer',
    COM: 'comment',
    ULT: 'lyrics',
  }),
);

/** Frames with a language and a description before the text. */
const DESCRIBED = /^(?:COMM?|USLT|ULT)$/;
const PICTURE = /^(?:APIC|PIC|GEOB|GEO)$/;
const PATH = 'ID3';

/** Length of a tag behind its header of ten bytes, by that header; undefined when it is none. */
export function id3Length(header: Buffer): number | undefined {
  if (header.length < 10 || header.toString('latin1', 0, 3) !== 'ID3') return undefined;
  const footer = (header[5] ?? 0) & 0x10 ? 10 : 0;
  return synchsafe(header, 6) + footer;
}

/**
 * Texts of an ID3v2 tag.
 *
 * @param header - its ten bytes
 * @param body - what stands behind them, as far as it is there
 * @see https://id3.org/id3v2.4.0-structure, id3v2.3.0, id3v2-00
 */
export function id3Fields(header: Buffer, body: Buffer): RecordField[] {
  const version = header[3] ?? 0;
  const flags = header[5] ?? 0;
  const frames = (flags & 0x80) !== 0 && version < 4 ? withoutUnsynchronisation(body) : body;
  let at = (flags & 0x40) !== 0 && version > 2 ? extendedHeaderLength(frames, version) : 0;
  const headerLength = version === 2 ? 6 : 10;
  const fields: RecordField[] = [];
  while (at + headerLength <= frames.length && frames[at] !== 0) {
    const id = frames.toString('latin1', at, at + (version === 2 ? 3 : 4));
    if (!/^[A-Z0-9]+ ?$/.test(id)) break;
    const length = frameLength(frames, at, version);
    const content = frames.subarray(at + headerLength, at + headerLength + length);
    const frameFlags = version === 2 ? 0 : (frames[at + 9] ?? 0);
    const plain = frameContent(content, version, frameFlags);
    if (plain) fields.push(...frameFields(id.trim(), plain));
    at += headerLength + length;
  }
  return fields;
}

/** Texts of an ID3v1 tag, the last 128 bytes of a file. */
export function id3v1Fields(tag: Buffer): RecordField[] {
  const text = (name: string, from: number, to: number) => tagField(name, untilNul(tag.subarray(from, to)), 'ID3v1');
  return [...text('title', 3, 33), ...text('artist', 33, 63), ...text('album', 63, 93), ...text('comment', 97, 127)];
}

function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return tagText(end < 0 ? bytes : bytes.subarray(0, end));
}

function frameLength(frames: Buffer, at: number, version: number): number {
  if (version === 2) return frames.readUIntBE(at + 3, 3);
  return version === 4 ? synchsafe(frames, at + 4) : frames.readUInt32BE(at + 4);
}

function extendedHeaderLength(frames: Buffer, version: number): number {
  if (frames.length < 4) return 0;
  return version === 4 ? synchsafe(frames, 0) : frames.readUInt32BE(0) + 4;
}

/** Undoes what the flags of a frame say; undefined for an encrypted one. */
function frameContent(content: Buffer, version: number, flags: number): Buffer | undefined {
  if (version === 3) {
    if ((flags & 0x40) !== 0) return undefined;
    const start = ((flags & 0x80) !== 0 ? 4 : 0) + ((flags & 0x20) !== 0 ? 1 : 0);
    return (flags & 0x80) !== 0 ? inflated(content.subarray(start)) : content.subarray(start);
  }
  if (version !== 4) return content;
  if ((flags & 0x04) !== 0) return undefined;
  const start = ((flags & 0x40) !== 0 ? 1 : 0) + ((flags & 0x01) !== 0 ? 4 : 0);
  const plain = (flags & 0x02) !== 0 ? withoutUnsynchronisation(content.subarray(start)) : content.subarray(start);
  return (flags & 0x08) !== 0 ? inflated(plain) : plain;
}

function inflated(content: Buffer): Buffer | undefined {
  try {
    return inflateSync(content, { maxOutputLength: MAX_RIFF_TEXT_BYTES });
  } catch {
    return undefined;
  }
}

function frameFields(id: string, content: Buffer): RecordField[] {
  const name = NAMES.get(id) ?? id;
  const encoding = content[0] ?? 0;
  if (DESCRIBED.test(id)) return tagField(name, strings(content.subarray(4), encoding).join('\0'), PATH);
  if (id === 'TXXX' || id === 'TXX') {
    const [described = '', ...values] = strings(content.subarray(1), encoding);
    return tagField(described || name, values.join('\0'), PATH);
  }
  if (/^(?:T|IPL)/.test(id)) return tagField(name, strings(content.subarray(1), encoding).join('\0'), PATH);
  if (/^W/.test(id)) return tagField('link', tagText(content).replace(/^[\0\x03]/, ''), PATH);
  if (PICTURE.test(id)) return tagField(name, pictureTexts(id, content).join('\0'), PATH);
  return id === 'PRIV' || id === 'UFID' ? tagField(name, untilNul(content), PATH) : [];
}

/** Description of a picture, file name and description of an object: behind the type, in front of the content. */
function pictureTexts(id: string, content: Buffer): string[] {
  const typeEnd = id === 'PIC' ? 4 : content.indexOf(0, 1) + 1;
  const isPicture = /PIC$/.test(id);
  const texts = content.subarray(isPicture ? typeEnd + 1 : typeEnd, 4096);
  return typeEnd === 0 ? [] : strings(texts, content[0] ?? 0).slice(0, isPicture ? 1 : 2);
}

function strings(bytes: Buffer, encoding: number): string[] {
  if (encoding !== 1 && encoding !== 2) return splitAtNul(bytes, 1).map(tagText);
  let charset = encoding === 2 ? 'utf-16be' : 'utf-16le';
  return splitAtNul(bytes, 2).map((part) => {
    if (part[0] === 0xfe && part[1] === 0xff) charset = 'utf-16be';
    if (part[0] === 0xff && part[1] === 0xfe) charset = 'utf-16le';
    return new TextDecoder(charset).decode(part);
  });
}

function splitAtNul(bytes: Buffer, width: number): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = 0; at + width <= bytes.length; at += width) {
    if (bytes[at] !== 0 || (width === 2 && bytes[at + 1] !== 0)) continue;
    parts.push(bytes.subarray(start, at));
    start = at + width;
  }
  parts.push(bytes.subarray(start));
  return parts;
}

/** FF 00 stands for FF, so that no player takes the tag for sound. */
function withoutUnsynchronisation(bytes: Buffer): Buffer {
  const plain = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    plain[length] = bytes[at] ?? 0;
    length += 1;
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at += 1;
  }
  return plain.subarray(0, length);
}

/** Seven bits per byte. */
function synchsafe(bytes: Buffer, at: number): number {
  let value = 0;
  for (let offset = 0; offset < 4; offset += 1) value = value * 128 + ((bytes[at + offset] ?? 0) & 0x7f);
  return value;
}
