import { Buffer } from 'node:buffer';
import { readRecords } from '../../src/records/read.js';
import type { ReadProblem, ReadSummary, SourceRecord } from '../../src/records/record.js';

export interface AllRead {
  records: SourceRecord[];
  problems: ReadProblem[];
  summary: ReadSummary;
}

/** Reads everything. @param size - bytes per chunk the source is cut into */
export async function readAll(content: string | Uint8Array, name = 'file', size = 64 * 1024): Promise<AllRead> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return readChunks(chunksOf(bytes, size), name);
}

export async function readChunks(chunks: AsyncIterable<Uint8Array>, name = 'file'): Promise<AllRead> {
  const records: SourceRecord[] = [];
  const problems: ReadProblem[] = [];
  const stream = readRecords(chunks, { name });
  for await (const item of stream.items) {
    if (item.kind === 'record') records.push(item);
    else problems.push(item);
  }
  return { records, problems, summary: stream.summary() };
}

export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** `locator: name=text, name=text` per record: short enough to stand in an expectation. */
export function shown(records: readonly SourceRecord[]): string[] {
  return records.map((record) => {
    const fields = record.fields.map(({ name, path, text }) => `${[...path, name ?? ''].join('/')}=${text}`);
    return `${record.locator}: ${fields.join(', ')}`;
  });
}

export function codes(problems: readonly ReadProblem[]): string[] {
  return problems.map(({ code, locator }) => (locator === undefined ? code : `${code} ${locator}`));
}
