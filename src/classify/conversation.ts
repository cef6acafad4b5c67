import type { Finding, TextOfRecord } from './finding.js';

/** Turns of fewer fields are rather a form whose fields happen to share a name. */
const FEWEST = 3;

/** A record of several turns as one text: a number may be told over turns, and a question says what its answer is. */
export interface Conversation {
  text: string;
  /** Where each field begins in `text`. */
  starts: readonly number[];
}

/** The fields as one conversation when they are turns: few names (the speakers), each again and again. */
export function conversationOf(fields: readonly TextOfRecord[]): Conversation | undefined {
  if (fields.length < FEWEST) return undefined;
  const speakers = new Set<string>();
  for (const { name, path } of fields) {
    speakers.add(path.length === 0 ? (name ?? '') : `${path.join('/')}/${name ?? ''}`);
    if (speakers.size * 2 > fields.length) return undefined;
  }
  const starts: number[] = [];
  let text = '';
  for (const { text: turn } of fields) {
    // A turn is a pause: without a mark a line break alone would end a number.
    if (text !== '') text += /[。、?!？！]$/.test(text) ? '\n' : '。\n';
    starts.push(text.length);
    text += turn;
  }
  return { text, starts };
}

/** The findings of the conversation, each in the field it begins in, with offsets of that field's text. */
export function findingsByField(
  fields: readonly TextOfRecord[],
  { starts }: Conversation,
  findings: readonly Finding[],
): Finding[][] {
  const found: Finding[][] = fields.map(() => []);
  let field = 0;
  for (const { start, end, ...rest } of findings) {
    while (field + 1 < fields.length && starts[field + 1]! <= start) field++;
    const offset = starts[field]!;
    const last = Math.min(end - offset, fields[field]!.text.length);
    if (last > start - offset) found[field]!.push({ ...rest, start: start - offset, end: last });
  }
  return found;
}
