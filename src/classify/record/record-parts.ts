import type { Finding, TextContext, TextOfRecord } from '../finding.js';
import { byField, type Conversation, conversationOf } from './conversation.js';
import { inParts, type JoinedFields, joinedFieldsOf } from './joined-fields.js';
import { rowOf } from './published-row.js';
import type { Topics } from './topics.js';

export interface TextInContext {
  text: string;
  context?: TextContext | undefined;
}

/** What of a record is read by itself. */
export interface RecordParts {
  fields: readonly TextOfRecord[];
  /** The conversation alone, or each field and behind them what is put together of several. */
  texts: readonly TextInContext[];
  conversation: Conversation | undefined;
  joined: readonly JoinedFields[];
}

export const NOTHING_BESIDE: readonly string[] = [];

export function partsOf(fields: readonly TextOfRecord[], topics: Topics): RecordParts {
  const conversation = conversationOf(fields);
  if (conversation) return { fields, texts: [conversation], conversation, joined: [] };
  const beside = fields.length < 2 ? NOTHING_BESIDE : (rowOf(fields) ?? topics.of(textsOf(fields)));
  const joined = joinedFieldsOf(fields);
  const texts: TextInContext[] = fields.map(({ name, path, text }) => ({
    text,
    context: name === undefined ? { path, beside } : { fieldName: name, path, beside },
  }));
  return { fields, texts: joined.length === 0 ? texts : [...texts, ...joined], conversation, joined };
}

/**
 * What was found in the parts, in the fields of the record.
 *
 * @param found - in each of `texts`
 * @param raise - settles what the rest of the record decides, given what was found in texts side by side, and those texts
 */
export function inFields<F extends Finding>(
  { fields, texts, conversation, joined }: RecordParts,
  found: readonly F[][],
  raise: (found: readonly F[][], texts: readonly TextInContext[]) => void,
): F[][] {
  if (conversation) {
    raise(found, texts);
    return byField(fields, conversation, found[0]!);
  }
  const byFields = found.slice(0, fields.length);
  for (const [at, one] of joined.entries()) {
    for (const [place, inPart] of inParts(fields, one, found[fields.length + at]!).entries())
      if (inPart.length > 0) byFields[one.at + place] = inPart;
  }
  raise(byFields, texts);
  return byFields;
}

function* textsOf(fields: readonly TextOfRecord[]): Generator<string> {
  for (const { text } of fields) yield text;
}
