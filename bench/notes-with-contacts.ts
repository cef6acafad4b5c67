import type { Span } from '../fixtures/compose/markup.js';
import type { GoldRecord } from '../fixtures/gold.js';
import type { Finding } from '../src/classify/finding.js';
import type { GroupedRecord } from './development-part.js';
import { Seeded } from './seeded.js';

/** Units that a note may have, and a line with a contact. */
const LONGEST_NOTE = 400;
const LONGEST_LINE = 48;
/** Beside an office's contact its line says something of it; somebody's may stand alone. */
const LEAST_SAID = 8;
/** How often each note is taken, each time with another line. */
const TIMES = 2;

/** A line with one contact, as it stands in a record. */
interface ContactLine {
  text: string;
  /** Of somebody's contact. */
  spans: Span[];
}

/**
 * Notes about nobody with a line put into them that gives somebody's contact or an office's, both of the same author:
 * what a citizen asks of an office does not make the number an office's, and words about somebody do not make an office's
 * somebody's.
 */
export function notesWithContacts(
  records: readonly GroupedRecord[],
  contactsOf: (record: GoldRecord) => Finding[][],
): GroupedRecord[] {
  const random = new Seeded(11);
  const lines = new Map<string, ContactLine[]>();
  const notes: GroupedRecord[] = [];
  for (const one of records) {
    const contacts = contactsOf(one.record);
    if (contacts.every((found) => found.length === 0)) {
      if (isNote(one.record)) notes.push(one);
      continue;
    }
    const own = lines.get(one.group) ?? [];
    lines.set(one.group, own);
    one.record.fields.forEach(({ text, spans }, field) => {
      for (const contact of contacts[field]!) own.push(...lineOf(text, spans, contact, contacts[field]!));
    });
  }
  return notes.flatMap(({ group, record }) => {
    const own = lines.get(group);
    if (!own || own.length === 0) return [];
    return Array.from({ length: TIMES }, () => ({ group, record: withLine(record, random.pick(own), random) }));
  });
}

function isNote({ contentLevel, fields }: GoldRecord): boolean {
  return contentLevel === 1 && fields.length === 1 && fields[0]!.text.length <= LONGEST_NOTE;
}

function lineOf(text: string, spans: readonly Span[], contact: Finding, contacts: readonly Finding[]): ContactLine[] {
  const start = text.lastIndexOf('\n', contact.start - 1) + 1;
  const end = text.indexOf('\n', contact.end) < 0 ? text.length : text.indexOf('\n', contact.end);
  if (end - start > LONGEST_LINE) return [];
  if (contacts.some((other) => other !== contact && other.start < end && other.end > start)) return [];
  const within = spans.filter((span) => span.start < end && span.end > start);
  if (within.some(({ type }) => type !== contact.type)) return [];
  if (within.length === 0 && end - start - (contact.end - contact.start) < LEAST_SAID) return [];
  return [
    {
      text: text.slice(start, end),
      spans: within.map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
    },
  ];
}

function withLine(record: GoldRecord, line: ContactLine, random: Seeded): GoldRecord {
  const field = record.fields[0]!;
  const ends = [0, ...[...field.text.matchAll(/[。\n]/g)].map(({ index }) => index + 1), field.text.length];
  const at = random.pick(ends);
  const [before, behind] = [field.text.slice(0, at), field.text.slice(at)];
  const [first, last] = [
    before === '' || before.endsWith('\n') ? '' : '\n',
    behind === '' || behind.startsWith('\n') ? '' : '\n',
  ];
  const text = `${before}${first}${line.text}${last}${behind}`;
  const shift = before.length + first.length;
  const spans = line.spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }));
  return { ...record, contentLevel: spans.length > 0 ? 3 : 1, fields: [{ ...field, text, spans }] };
}
