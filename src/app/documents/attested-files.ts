import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { errnoOf } from '../../base/fault.js';
import type { OpenDocuments } from './open-documents.js';

/** By file name; what cannot be read is absent, and the document names it as 要確認. */
export type AttestedFiles = ReadonlyMap<string, { sha256: string; bytes: Uint8Array }>;

/** Larger ones would not go into a PDF that is sent by mail. */
const MAX_BYTES = 20_000_000;

/** Third-party reports that the configuration names (B3-2-4). */
export async function attestedFiles({ dir, config }: Pick<OpenDocuments, 'dir' | 'config'>): Promise<AttestedFiles> {
  const files = new Map<string, { sha256: string; bytes: Uint8Array }>();
  for (const { file } of config.documents.devices.attestations) {
    const bytes = await smallFile(resolve(dir, file));
    if (bytes) files.set(basename(file), { sha256: sha256Hex(bytes), bytes });
  }
  return files;
}

async function smallFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return size > 0 && size <= MAX_BYTES ? await handle.readFile() : undefined;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
