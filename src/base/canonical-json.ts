import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** A value that JSON can hold without loss. No floats where exactness matters: use integers or strings. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** RFC 8785 (JCS) text of `value`; `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  return canonicalize(JSON.parse(JSON.stringify(value)));
}

/** SHA-256 of the canonical text as UTF-8, in lower-case hex. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
