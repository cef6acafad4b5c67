/**
 * Reading signed JSON for verification. Written apart from `base/canonical-json`, which signing uses, so that one
 * mistake cannot hide another.
 */

/** Why bytes are not canonical JSON; `message` is English and holds nothing of the content. */
export class NotCanonical extends Error {}

const MAX_DEPTH = 32;

/**
 * The value of RFC 8785 text that holds objects, arrays, strings and integers only. Duplicate members, another order
 * of members, white space, other escapes, floats, a byte order mark or bytes after the end are refused.
 *
 * @throws {NotCanonical}
 */
export function parseCanonical(bytes: Uint8Array): unknown {
  assertShallow(bytes);
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotCanonical('not UTF-8');
  }
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotCanonical('not JSON');
  }
  if (writeCanonical(value) !== text) throw new NotCanonical('not in canonical form');
  return value;
}

/** Nesting is measured before parsing: a megabyte of `[` must not cost a gigabyte. */
function assertShallow(bytes: Uint8Array): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH) throw new NotCanonical('nested too deeply');
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
}

/** RFC 8785 text of such a value. @throws {NotCanonical} */
export function writeCanonical(value: unknown): string {
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value)) throw new NotCanonical('a string is not well-formed Unicode');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NotCanonical('a number is not an integer');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    // The default order of `sort` is that of UTF-16 code units, as RFC 8785 §3.2.3 asks.
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${writeCanonical(name)}:${writeCanonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
  }
  throw new NotCanonical('only objects, arrays, strings and integers are allowed');
}
