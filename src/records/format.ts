import { type CsvDialect, detectDialect, looksTabular, sampleRows } from './csv-dialect.js';
import { type JsonFormat, jsonFormat } from './json-format.js';
import type { ReadHints } from './record.js';

export type TextFormat = JsonFormat | 'csv' | 'webvtt' | 'srt' | 'html' | 'text';

const SRT = /^\s*\d+[ \t]*\r?\n\s*(?:\d+:)?\d{1,2}:\d{2},\d{1,3}\s+-->/;
const MAIL_HEADERS =
  /^(?:from|to|cc|subject|date|message-id|received|return-path|reply-to|sender|mime-version|content-type|delivered-to|x-mailer|dkim-signature)$/i;

/** Format of a text by its beginning. The name only decides where the content leaves it open. */
export function textFormat(
  sample: string,
  whole: boolean,
  hints: ReadHints,
): { format: TextFormat; dialect: CsvDialect } {
  const extension = /\.([a-z0-9]+)$/i.exec(hints.name)?.[1]?.toLowerCase() ?? '';
  const dialect = detectDialect(sample, whole);
  const named = extension === 'csv' || extension === 'tsv' || /^text\/(?:csv|tab)/.test(hints.contentType ?? '');
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(sample)) return { format: 'webvtt', dialect };
  const json = jsonFormat(sample, whole, extension);
  if (json) return { format: json, dialect };
  if (SRT.test(sample)) return { format: 'srt', dialect };
  if (/^\s*<(?:!doctype html|html)\b/i.test(sample)) return { format: 'html', dialect };
  const isTable = named || looksTabular(dialect, sampleRows(sample, whole, dialect.delimiter));
  return { format: isTable ? 'csv' : 'text', dialect };
}

/** Whether bytes begin with a mail's header section: only header lines, at least two of them well known. */
export function looksLikeMail(head: Buffer): boolean {
  const text = head.toString('latin1', 0, 64 * 1024).replace(/^From [^\n]*\n/, '');
  const section = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = section.split(/\r?\n/);
  // The last line of a cut section may be cut itself.
  if (section.length === text.length && lines.length > 1) lines.pop();
  const known = new Set<string>();
  for (const line of lines) {
    if (/^[ \t]/.test(line)) continue;
    const name = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:/.exec(line)?.[1];
    if (name === undefined) return false;
    if (MAIL_HEADERS.test(name)) known.add(name.toLowerCase());
  }
  return known.size >= 2;
}
