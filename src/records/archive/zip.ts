import { ByteCursor } from '../byte-cursor.js';
import { MAX_NESTING } from '../limits.js';
import { type Batches, field, nested, problem, type ReadInner, type Reading, share } from '../reading.js';
import { DocumentWindow } from '../windows.js';
import { ZipArchive } from './zip-archive.js';
import type { ZipEntry } from './zip-entry.js';

/**
 * A ZIP file: each entry is read like an object, its records are `entry N, …`; one record `document` has the names and
 * comments. What is encrypted, packed in another way, or nested too deeply is a problem; names are names and no paths.
 */
export async function* readZip(bytes: AsyncIterable<Uint8Array>, reading: Reading, readInner: ReadInner): Batches {
  const input = new ByteCursor(bytes);
  const archive = new ZipArchive(input, reading.budget);
  const window = new DocumentWindow();
  let entries = 0;
  let last: { entry: ZipEntry; unexamined: number; whole: number } | undefined;
  const settle = () => {
    if (last) reading.skip(last.whole === 0 ? 0 : share(last.unexamined, last.whole, last.entry.packed));
  };
  for await (const entry of archive.entries()) {
    settle();
    entries += 1;
    last = undefined;
    yield archive.takeProblems();
    if (entry.name !== '') yield window.add(field('filename', entry.name));
    if (entry.isFolder) continue;
    const locator = `entry ${entry.number}`;
    const unread = unreadable(entry, reading);
    if (unread) {
      last = { entry, unexamined: 1, whole: 1 };
      yield [problem(unread, locator)];
      continue;
    }
    const inner = readInner(entry.bytes(), { name: entry.name }, reading);
    for await (const batch of inner.batches) yield batch.map((item) => nested(item, locator));
    const { examinedBytes, unexaminedBytes } = inner.summary();
    last = { entry, unexamined: unexaminedBytes, whole: examinedBytes + unexaminedBytes };
  }
  settle();
  reading.skip(await input.skip(Number.POSITIVE_INFINITY));
  yield archive.takeProblems();
  for (const comment of archive.comments) yield window.add(field('comment', comment));
  yield window.end();
  if (entries === 0) yield [problem('records/empty')];
}

function unreadable(entry: ZipEntry, reading: Reading): string | undefined {
  if (entry.encrypted) return 'records/encrypted';
  if (!entry.readable) return 'records/unknown-compression';
  return reading.depth >= MAX_NESTING ? 'records/too-deeply-nested' : undefined;
}
