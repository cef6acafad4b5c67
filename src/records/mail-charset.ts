import { detectCharset } from './charset.js';
import { charsetLabel } from './mail-words.js';

/**
 * The declared charset where the bytes bear it out, otherwise what they look like: mails say `utf-8` or nothing and
 * hold ISO-2022-JP, or say `iso-8859-1`, which any bytes bear out.
 */
export function chooseCharset(
  head: Buffer,
  whole: boolean,
  declared: string | undefined,
): { charset: string; bomBytes: number } | undefined {
  const detected = detectCharset(head, whole);
  const label = charsetLabel(declared);
  if (detected?.charset === 'iso-2022-jp' || detected?.bomBytes) return detected;
  if (label !== undefined && label !== 'windows-1252' && label !== 'iso-2022-jp') {
    try {
      new TextDecoder(label, { fatal: true }).decode(head, { stream: !whole });
      return { charset: label, bomBytes: 0 };
    } catch {
      // The declaration is wrong.
    }
  }
  if (detected?.ascii) return label === 'iso-2022-jp' ? { charset: label, bomBytes: 0 } : undefined;
  return detected ?? (label === undefined ? undefined : { charset: label, bomBytes: 0 });
}
