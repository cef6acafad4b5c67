import { open } from 'node:fs/promises';
import { errnoOf, Fault } from '../../base/fault.js';
import type { Level } from '../../base/level.js';
import { IMPORT_BYTES, wrapForImport } from '../../protect/import-material.js';
import type { Workspace } from '../workspace.js';

export interface ImportKeyRequest {
  level: Level;
  /** A file of exactly 32 bytes. */
  file: string;
  /** Beside what the key has: it waits for the next rotation. Without, the key's first, or one it has had before. */
  additional?: boolean;
}

export interface ImportedKey {
  keyId: string;
  level: Level;
  materialId: string;
  /** Of the material: `CURRENT`, `NON_CURRENT`, `PENDING_ROTATION`. */
  materialState: string;
  /** Of the key. */
  state: string;
}

/**
 * Brings key material of the operator's own into the key of a level, wrapped so that only the key service opens it. The
 * file is neither changed nor kept: what becomes of it is for whoever holds it to say in the certificate.
 *
 * @throws {Fault} `usage` / `keys/bad-material-file`, `keys/not-importable`; what the key service throws
 */
export async function importKey(workspace: Workspace, request: ImportKeyRequest): Promise<ImportedKey> {
  const { keys, catalog, actor, levelKeys } = workspace.ports;
  const { level, file, additional = false } = request;
  const bytes = await materialFrom(file);
  try {
    const { keyId, origin } = await levelKeys.findOrCreate(level);
    if (origin !== 'EXTERNAL') {
      const message = 'the key has material of the service; none can be imported';
      const hint = 'set keys.origin to EXTERNAL before the first key is made';
      throw new Fault('usage', 'keys/not-importable', message, { keyId }, { hint });
    }
    const first = (await keys.materialsOf(keyId)).length === 0;
    const { publicKey, importToken } = await keys.getImportParameters(keyId);
    const kind = first || additional ? 'NEW' : 'EXISTING';
    const encryptedMaterial = wrapForImport(publicKey, bytes);
    const { materialId, state: materialState } = await keys.importKeyMaterial(keyId, {
      importToken,
      encryptedMaterial,
      kind,
    });
    const state = (await keys.describeKey(keyId))?.state ?? 'Unavailable';
    const detail = { kmsKeyId: keyId, level, materialId, materialState, state };
    await catalog.appendAudit([{ actor, action: 'kms-key.imported', subject: keyId, detail }]);
    return { keyId, level, materialId, materialState, state };
  } finally {
    bytes.fill(0);
  }
}

/** Read into memory of its own, never more than one byte beyond what it may have. */
async function materialFrom(path: string): Promise<Buffer> {
  const bytes = Buffer.alloc(IMPORT_BYTES + 1);
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new Fault('usage', 'file/unreadable', 'the file cannot be read', { errno: errnoOf(error) ?? 'unknown' });
  });
  try {
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.byteLength; length += read)
      ({ bytesRead: read } = await handle.read(bytes, length, bytes.byteLength - length));
    const varied = new Set(bytes.subarray(0, IMPORT_BYTES)).size > 1;
    if (length === IMPORT_BYTES && varied) return Buffer.from(bytes.buffer, 0, IMPORT_BYTES);
    const hint = 'make it with a generator of random numbers: openssl rand -out FILE 32';
    const message = `key material is a file of exactly ${IMPORT_BYTES} random bytes`;
    bytes.fill(0);
    throw new Fault('usage', 'keys/bad-material-file', message, {}, { hint });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('usage', 'file/unreadable', 'the file cannot be read', { errno: errnoOf(error) ?? 'unknown' });
  } finally {
    await handle.close();
  }
}
