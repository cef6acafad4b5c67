import { isUtf8 } from 'node:buffer';
import { Fault } from '../../../base/fault.js';

/** Folder of a bucket that belongs to the store; never listed, never a key. */
export const OWN_FOLDER = '.kimitsu';
const KEY_LIMIT = 1024;
const NAME_LIMIT = 255;
/** Bytes 0x80–0xFF of a name that is not UTF-8 stand in keys as U+F780–U+F7FF. */
const ESCAPE = 0xf700;

const isEscape = (unit: number): boolean => unit >= ESCAPE + 0x80 && unit <= ESCAPE + 0xff;

/**
 * A file name as a part of a key. Names in other encodings (CP932 from an unpacked archive) keep every byte: those
 * that are not UTF-8 become private-use characters, and so do the bytes of such characters in a name, so that the way
 * back is exact.
 */
export function textOfName(name: Buffer): string {
  const plain = isUtf8(name) ? name.toString('utf8') : undefined;
  if (plain !== undefined && ![...plain].some((character) => isEscape(character.charCodeAt(0)))) return plain;
  let text = '';
  for (let at = 0; at < name.byteLength; ) {
    const bytes = name.subarray(at, at + characterBytes(name[at]!));
    const character = isUtf8(bytes) ? bytes.toString('utf8') : undefined;
    if (character !== undefined && !isEscape(character.charCodeAt(0))) {
      text += character;
      at += bytes.byteLength;
      continue;
    }
    const escaped = character === undefined ? bytes.subarray(0, 1) : bytes;
    for (const byte of escaped) text += String.fromCharCode(ESCAPE + byte);
    at += escaped.byteLength;
  }
  return text;
}

function characterBytes(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function nameOfText(text: string): Buffer {
  if (!/[\uf780-\uf7ff]/.test(text)) return Buffer.from(text, 'utf8');
  const parts = [...text].map((character) => {
    const unit = character.charCodeAt(0);
    return isEscape(unit) ? Buffer.of(unit - ESCAPE) : Buffer.from(character, 'utf8');
  });
  return Buffer.concat(parts);
}

/**
 * The names of the folders and the file that `key` stands for.
 * @throws {Fault} `usage` / `store/bad-key` when no file can have this key
 */
export function namesOfKey(key: string): Buffer[] {
  const parts = key.split('/');
  const names = parts.map(nameOfText);
  const reason = problemOf(key, parts, names);
  if (!reason) return names;
  throw new Fault('usage', 'store/bad-key', `an object key cannot be stored as a file: ${reason}`, { reason });
}

function problemOf(key: string, parts: string[], names: Buffer[]): string | undefined {
  if (Buffer.byteLength(key, 'utf8') > KEY_LIMIT) return 'longer than 1024 bytes';
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'an empty, `.` or `..` part';
  if (key.includes('\0')) return 'a NUL character';
  if (parts[0] === OWN_FOLDER) return `a key in ${OWN_FOLDER}`;
  if (names.some((name) => name.byteLength > NAME_LIMIT)) return 'a part longer than 255 bytes';
  // Lone surrogates, and escapes that no name produces.
  return names.some((name, index) => textOfName(name) !== parts[index]) ? 'not valid UTF-8' : undefined;
}

/** @throws {Fault} `usage` / `store/bad-bucket` */
export function checkBucket(bucket: string): void {
  const bytes = Buffer.byteLength(bucket, 'utf8');
  if (bytes > 0 && bytes <= NAME_LIMIT && !bucket.startsWith('.') && !/[/\\\0]/.test(bucket)) return;
  throw new Fault('usage', 'store/bad-bucket', 'a bucket is named by one folder name without a leading dot');
}
