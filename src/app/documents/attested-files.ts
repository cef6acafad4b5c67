import { basename } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { asFault, errnoOf } from '../../base/fault.js';
import type { OpenDocuments } from './open-documents.js';

/** By file name; what cannot be read is absent, and the document names it as 要確認. */
export type AttestedFiles = ReadonlyMap<string, { sha256: string; bytes: Uint8Array }>;

/** Larger ones would not go into a PDF that is sent by mail. */
const MAX_BYTES = 20_000_000;

/** Third-party reports that the configuration names (B3-2-4). */
export async function attestedFiles({
  files,
  config,
}: Pick<OpenDocuments, 'files' | 'config'>): Promise<AttestedFiles> {
  const attested = new Map<string, { sha256: string; bytes: Uint8Array }>();
  for (const { file } of config.documents.devices.attestations) {
    const bytes = await files.bytes(file).catch((error) => {
      if (errnoOf(error) === undefined && asFault(error).code !== 'config/not-a-file') throw error;
    });
    if (bytes && bytes.byteLength > 0 && bytes.byteLength <= MAX_BYTES)
      attested.set(basename(file), { sha256: sha256Hex(bytes), bytes });
  }
  return attested;
}
