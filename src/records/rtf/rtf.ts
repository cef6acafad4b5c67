import { type Batches, field, type Item, problem, type Reading } from '../reading.js';
import { DocumentWindow, TextGrouper } from '../windows.js';
import { RtfText } from './rtf-text.js';
import { RtfTokens } from './rtf-tokens.js';

/**
 * Rich Text Format: one record `document` with the running text (a row of a table is one line), headers, notes,
 * comments, properties and the instructions of fields, which hold links. Pictures and embedded objects are passed over
 * and counted; a file of nothing else is `records/no-text`.
 *
 * @see Rich Text Format (RTF) Specification 1.9.1
 */
export async function* readRtf(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const window = new DocumentWindow();
  const groups = new Map<string | undefined, TextGrouper>();
  const text = new RtfText();
  const tokens = new RtfTokens(text);

  const place = function* (): Generator<Item, void, undefined> {
    for (const { name, line } of text.take()) {
      const group = groups.get(name) ?? new TextGrouper();
      groups.set(name, group);
      for (const joined of group.add(line)) yield* window.add(field(name, joined));
    }
  };

  for await (const piece of bytes) {
    tokens.push(piece);
    yield [...place()];
  }
  const isWhole = tokens.end();
  text.end();
  yield [...place()];
  for (const [name, group] of groups) for (const joined of group.end()) yield window.add(field(name, joined));
  reading.skip(text.passedOver + tokens.behind);
  const isEmpty = window.added === 0;
  yield window.end();
  if (text.undecodable > 0) yield [problem('records/undecodable-bytes', 'document')];
  if (!isWhole) yield [problem('records/truncated-document')];
  if (tokens.behind > 0) yield [problem('records/broken-document')];
  if (isEmpty && text.passedOver > 0) yield [problem('records/no-text')];
}
