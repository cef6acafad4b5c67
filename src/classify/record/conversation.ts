import type { Finding, TextOfRecord } from '../finding.js';

/** Turns of fewer fields are rather a form whose fields happen to share a name. */
const FEWEST = 3;

const ENDS_TURN = /[。、?!？！]/;

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
  const parts: string[] = [];
  let length = 0;
  // Looked at by itself: a record may have a hundred thousand turns, and asking the text for its end copies all of it.
  let last = '';
  for (const { text: turn } of fields) {
    // A turn is a pause: without a mark a line break alone would end a number.
    const pause = length === 0 ? '' : ENDS_TURN.test(last) ? '\n' : '。\n';
    length += pause.length;
    starts.push(length);
    parts.push(pause, turn);
    length += turn.length;
    last = turn.at(-1) ?? pause.at(-1) ?? last;
  }
  const text = parts.join('');
  return { text, starts };
}

/** What was found in the conversation, each in the field it begins in, with offsets of that field's text. */
export function byField<F extends Finding>(
  fields: readonly TextOfRecord[],
  { starts }: Conversation,
  found: readonly F[],
): F[][] {
  const lists: F[][] = fields.map(() => []);
  let field = 0;
  for (const one of found) {
    while (field + 1 < fields.length && starts[field + 1]! <= one.start) field++;
    const offset = starts[field]!;
    const start = one.start - offset;
    const end = Math.min(one.end - offset, fields[field]!.text.length);
    if (end > start) lists[field]!.push({ ...one, start, end });
  }
  return lists;
}
