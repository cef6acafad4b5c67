import type { RecordField } from '../record.js';
import { tagField, tagText } from './tag-text.js';

const FOOTER_BYTES = 32;
const MAX_ITEMS = 1000;

/**
 * Texts of an APE tag at the end of `bytes`, and its length in bytes.
 *
 * @see https://wiki.hydrogenaud.io/index.php?title=APEv2_specification
 */
export function apeFields(bytes: Buffer): { fields: RecordField[]; length: number } {
  const footer = bytes.length - FOOTER_BYTES;
  if (footer < 0 || bytes.toString('latin1', footer, footer + 8) !== 'APETAGEX') return { fields: [], length: 0 };
  const length = bytes.readUInt32LE(footer + 12);
  const items = Math.min(bytes.readUInt32LE(footer + 16), MAX_ITEMS);
  const hasHeader = (bytes.readUInt32LE(footer + 20) & 0x8000_0000) !== 0;
  const fields: RecordField[] = [];
  let at = Math.max(0, bytes.length - length);
  for (let item = 0; item < items && at + 8 < footer; item += 1) {
    const size = bytes.readUInt32LE(at);
    const isText = (bytes.readUInt32LE(at + 4) & 6) === 0;
    const keyEnd = bytes.indexOf(0, at + 8);
    if (keyEnd < 0 || keyEnd >= footer) break;
    const value = bytes.subarray(keyEnd + 1, Math.min(keyEnd + 1 + size, footer));
    if (isText) fields.push(...tagField(bytes.toString('latin1', at + 8, keyEnd).toLowerCase(), tagText(value), 'APE'));
    at = keyEnd + 1 + size;
  }
  return { fields, length: Math.min(bytes.length, length + (hasHeader ? FOOTER_BYTES : 0)) };
}
