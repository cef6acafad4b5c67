import { isUtf8 } from 'node:buffer';
import { decodeBytes, decodeWords, percentBytes } from '../records/mail-words.js';
import type { RecordField } from '../records/record.js';

/** Names of what kimitsu itself notes beside an object. */
const OWN = /^kimitsu-/;
const PERCENT = /%[0-9A-Fa-f]{2}/;

/**
 * User metadata as texts to be examined. Headers hold ASCII, so what is Japanese comes in disguise: S3 answers with
 * encoded words (RFC 2047), applications write percent-encoding, and some servers send UTF-8 that arrives as Latin-1.
 */
export function metadataFields(metadata: Readonly<Record<string, string>>): RecordField[] {
  return Object.entries(metadata)
    .filter(([name]) => !OWN.test(name))
    .map(([name, value]) => ({ name, path: [], text: readable(value) }));
}

function readable(value: string): string {
  const text = decodeWords(asUtf8(value));
  if (!PERCENT.test(text)) return text;
  // Beside unencoded Japanese it is not an encoding, and its bytes could not be told from the rest.
  return /[^\x20-\x7e]/.test(text) ? text : decodeBytes(percentBytes(text.replaceAll('+', ' ')));
}

function asUtf8(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\x00-\xff]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}
