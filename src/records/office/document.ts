import { ZipArchive } from '../archive/zip-archive.js';
import { ByteCursor } from '../byte-cursor.js';
import { type Batches, problem, type ReadInner, type Reading } from '../reading.js';
import { DocumentWindow } from '../windows.js';
import { Parts } from './parts.js';

/**
 * A text or presentation in Office Open XML (DOCX, PPTX), as a stream: one record `document` with the text of all its
 * parts in the order of the file — body, headers and footers, notes, comments, deleted text, properties, links. What is
 * embedded is read like an object (`entry N, …`). One of pictures alone is `records/no-text`.
 *
 * @see ECMA-376 part 1
 */
export async function* readOfficeDocument(
  bytes: AsyncIterable<Uint8Array>,
  reading: Reading,
  readInner: ReadInner,
): Batches {
  const input = new ByteCursor(bytes);
  const archive = new ZipArchive(input, reading.budget);
  const window = new DocumentWindow();
  const parts = new Parts(window, reading, readInner);
  let hasText = false;
  for await (const entry of archive.entries()) {
    const before = window.added;
    yield* parts.read(entry);
    hasText ||= window.added > before && /^(?:word|ppt)\/(?!.*rels$)/i.test(entry.name);
    yield archive.takeProblems();
  }
  reading.skip(await input.skip(Number.POSITIVE_INFINITY));
  yield archive.takeProblems();
  yield window.end();
  if (!hasText && parts.pictures) yield [problem('records/no-text')];
}
