import { detectCharset } from '../charset.js';
import { field } from '../reading.js';
import type { RecordField } from '../record.js';

/** Text of a tag that tells no charset or a wrong one: tags in CP932 say that they are Latin-1 or UTF-8. */
export function tagText(bytes: Buffer): string {
  // NUL stands between texts and is no sign of any charset.
  const label =
    detectCharset(
      bytes.filter((byte) => byte !== 0),
      true,
    )?.charset ?? 'windows-1252';
  return new TextDecoder(label).decode(bytes);
}

/** A tag as a field, unless it says nothing. NUL separates several values of one tag and ends the last. */
export function tagField(name: string, text: string, format: string): RecordField[] {
  const values = text.split('\0').map((value) => value.trim());
  const joined = values.filter((value) => value !== '').join('\n');
  return joined === '' ? [] : [field(name, joined, [format])];
}
