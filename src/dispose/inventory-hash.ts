import { createHash } from 'node:crypto';

/** One version, delete marker or unfinished upload in the scope of a plan. */
export interface ScopedVersion {
  objectId: string;
  versionId: string;
  size: number;
}

/**
 * Binds a plan to exactly these versions. Takes them in ascending order of (objectId, versionId), which the catalogue
 * gives, and holds one at a time.
 * @returns SHA-256, lower-case hex
 */
export async function inventoryHash(versions: AsyncIterable<ScopedVersion>): Promise<string> {
  const hash = createHash('sha256');
  let previous = '';
  for await (const { objectId, versionId, size } of versions) {
    const line = JSON.stringify([objectId, versionId, size]);
    if (`${objectId}\u0000${versionId}` <= previous) throw new RangeError('versions are not in ascending order');
    previous = `${objectId}\u0000${versionId}`;
    hash.update(`${line}\n`, 'utf8');
  }
  return hash.digest('hex');
}
