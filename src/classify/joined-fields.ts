import type { Conversation } from './conversation.js';
import { fieldNamesOf } from './field-names.js';
import type { TextOfRecord } from './finding.js';

/** Longer values are prose, not 記号 or 番号. */
const LONGEST = 24;
const FIRST = /記号$/;
const SECOND = /(?:^|[^話帯絡郵便])番号$/;

/** A value cut into two fields, put together as the same paper has it in one line. */
export interface JoinedFields extends Conversation {
  /** Position of the first of the two fields. */
  at: number;
}

/** 記号 in one field and 番号 in the next (保険証, ゆうちょ通帳): each says little without the other. */
export function joinedFieldsOf(fields: readonly TextOfRecord[]): JoinedFields | undefined {
  for (let at = 0; at + 1 < fields.length; at++) {
    const [first, second] = [fields[at]!, fields[at + 1]!];
    if (!named(first, FIRST) || !named(second, SECOND)) continue;
    const opening = `${first.name} ${first.text}`;
    const text = `${opening} 番号 ${second.text}`;
    return { at, text, starts: [opening.length - first.text.length, text.length - second.text.length] };
  }
  return undefined;
}

function named({ name, path, text }: TextOfRecord, pattern: RegExp): boolean {
  if (name === undefined || text.length > LONGEST || text === '') return false;
  return fieldNamesOf({ fieldName: name, path }).matches(pattern);
}
