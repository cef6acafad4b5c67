import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { leafHash, StreamingRoot } from '../../certify/merkle.js';
import { InflateBudget } from '../../records/archive/inflate-budget.js';
import { ZipArchive } from '../../records/archive/zip-archive.js';
import { ByteCursor } from '../../records/byte-cursor.js';
import { linesOf } from './bounded-lines.js';
import { type AuditExcerpt, LineTooLong, readExcerpt } from './excerpt-reader.js';

/** A file of a delivery, as it was read once from beginning to end. */
export interface DeliveredFile {
  sha256: string;
  bytes: number;
  /** Content of a small file that is looked into; never that of an inventory or an audit log. */
  content?: Buffer;
  /** Of an inventory. */
  inventory?: { root: string; count: number };
  /** Of an excerpt of the audit log. */
  excerpt?: AuditExcerpt;
}

/** Largest file that is held. A certificate has a few hundred kilobytes. */
const MAX_HELD_BYTES = 32 * 1024 * 1024;
const MAX_HELD_FILES = 8;
const MAX_ENTRIES = 1000;

/** Why an archive is not read to its end, or not believed; English, without names from it. */
export class DeliveryRejected extends Error {}

/**
 * Reads a delivery as a stream: hashes every file, recomputes inventory and audit excerpt, and holds only the small
 * files that a verifier looks into. Both directories of the archive must agree, no name come twice, and nothing unpack to
 * more than an honest archive does.
 *
 * @throws {DeliveryRejected}
 */
export async function readDelivery(file: string): Promise<Map<string, DeliveredFile>> {
  const files = new Map<string, DeliveredFile>();
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    const input = new ByteCursor(stream);
    const archive = new ZipArchive(input, new InflateBudget(() => input.position));
    let held = 0;
    for await (const entry of archive.entries()) {
      stopOn(archive);
      if (files.size >= MAX_ENTRIES) throw new DeliveryRejected('there are too many files');
      if (!entry.readable || entry.isFolder) throw new DeliveryRejected('a file is packed in another way');
      if (files.has(entry.name)) throw new DeliveryRejected('a name comes twice');
      const isHeld = HELD.test(entry.name);
      if (isHeld && ++held > MAX_HELD_FILES) throw new DeliveryRejected('there are too many certificates');
      files.set(entry.name, await readFile(entry.name, entry.bytes(), isHeld));
      const end = await entry.finish();
      if (end !== 'whole') throw new DeliveryRejected(end === 'exceeded' ? BOMB : 'a file is damaged');
    }
    stopOn(archive);
    if ((await input.peek(1)).length > 0) throw new DeliveryRejected('there are bytes after the archive');
    return files;
  } catch (error) {
    if (error instanceof LineTooLong) throw new DeliveryRejected(error.message);
    throw error;
  } finally {
    stream.destroy();
  }
}

/** Certificates, timestamps and revocations, all at the top. */
const HELD = /^[^/]+\.(?:pdf|jws|tsr)$/;
const BOMB = 'it unpacks to more than a delivery can';

function stopOn(archive: ZipArchive): void {
  const [problem] = archive.takeProblems();
  if (!problem) return;
  throw new DeliveryRejected(
    problem.code === 'records/archive-bomb' ? BOMB : 'the archive is damaged or says two different things',
  );
}

async function readFile(name: string, bytes: AsyncIterable<Buffer>, isHeld: boolean): Promise<DeliveredFile> {
  const hash = createHash('sha256');
  let length = 0;
  const pieces: Buffer[] = [];
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of bytes) {
      hash.update(piece);
      length += piece.length;
      if (isHeld && length > MAX_HELD_BYTES) throw new DeliveryRejected('a certificate is too large');
      if (isHeld) pieces.push(Buffer.from(piece));
      yield piece;
    }
  }
  const content = counted();
  const learnt: Pick<DeliveredFile, 'inventory' | 'excerpt'> = name.endsWith('.inventory.jsonl')
    ? { inventory: await readInventory(content) }
    : name.endsWith('.audit.jsonl')
      ? { excerpt: await readExcerpt(unclosed(content)) }
      : {};
  // Also what is left of an excerpt that was not worth reading on: the hash is over all of it.
  for await (const _ of content);
  return {
    sha256: hash.digest('hex'),
    bytes: length,
    ...(isHeld ? { content: Buffer.concat(pieces) } : {}),
    ...learnt,
  };
}

/** The same, for a reader that may stop before its end and must not close it. */
const unclosed = (source: AsyncGenerator<Buffer>): AsyncIterable<Buffer> => ({
  [Symbol.asyncIterator]: () => ({ next: () => source.next() }),
});

/** A commitment alone has 64 digits. Millions of short lines would only cost time. */
const LEAST_LEAF_BYTES = 64;
const FEW_LINES = 1000;

async function readInventory(bytes: AsyncIterable<Buffer>): Promise<{ root: string; count: number }> {
  const tree = new StreamingRoot();
  let length = 0;
  for await (const line of linesOf(bytes, tooLong)) {
    tree.add(leafHash(line));
    length += line.length + 1;
    if (tree.count > FEW_LINES && length < tree.count * LEAST_LEAF_BYTES)
      throw new DeliveryRejected('an inventory has too many lines that are no leaves');
  }
  return { root: Buffer.from(tree.root()).toString('hex'), count: tree.count };
}

function tooLong(): never {
  throw new LineTooLong();
}
