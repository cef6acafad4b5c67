import type { JsonEvent, JsonFields } from './json-fields.js';
import { JsonError } from './json-handler.js';
import { JsonTokens } from './json-tokens.js';
import { readPlainText } from './plain-text.js';
import { type Batches, type Items, problem, type Reading, record } from './reading.js';

/** Makes records of what a JSON text holds. */
export interface JsonSink {
  take(events: Iterable<JsonEvent>): Items;
  /** Hands on what there is of an unfinished value. */
  finish(): Items;
}

/**
 * Reads JSON into `sink`. From where a text is no longer JSON, what was read stays, a problem `records/broken-json`
 * follows, and the rest is read as plain text (records `rest`), so that damage in the middle hides nothing.
 */
export async function* driveJson(
  text: AsyncIterable<string>,
  fields: JsonFields,
  sink: JsonSink,
  reading: Reading,
): Batches {
  const tokens = new JsonTokens(fields);
  const pieces = text[Symbol.asyncIterator]();
  let broken: JsonError | undefined;
  for (;;) {
    const { done, value } = await pieces.next();
    broken = jsonErrorOf(() => (done ? tokens.end() : tokens.push(value)));
    yield [...sink.take(fields.take())];
    if (broken || done) break;
  }
  yield [...sink.finish()];
  if (!broken) return;
  yield [problem(broken.code, `line ${tokens.line}`)];
  yield* restAsText(tokens.rest, pieces, reading);
}

/** The JsonError that `read` throws, if any. */
export function jsonErrorOf(read: () => void): JsonError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

async function* restAsText(held: string, pieces: AsyncIterator<string>, reading: Reading): Batches {
  async function* text() {
    if (held !== '') yield held;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  for await (const batch of readPlainText(text(), reading)) {
    yield batch.map((item) => (item.kind === 'problem' ? problem(item.code, 'rest') : record('rest', item.fields)));
  }
}
