import type { ListedVersion } from '../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { listedUpload, listedVersion } from './listed.js';

/** What the store lists of a system now, as the catalogue would record it. Writes nothing. */
export async function* listingOf(
  { id, bucket, prefix }: SystemSettings,
  { objects, seal }: JobPorts,
  signal: AbortSignal | undefined,
): AsyncGenerator<ListedVersion> {
  const call = signal ? { signal } : {};
  for await (const version of objects.listVersions(bucket, prefix, call)) yield listedVersion(version, id, seal);
  for await (const upload of objects.listUploads(bucket, prefix, call)) yield listedUpload(upload, id, seal);
}

/** Whether the catalogue holds a version as it is listed. */
export async function isKnown(
  { objectId, versionId, size }: ListedVersion['version'],
  { catalog }: Pick<JobPorts, 'catalog'>,
): Promise<boolean> {
  for await (const known of catalog.versions({ objectId, state: 'present' }))
    if (known.versionId === versionId && known.size === size) return true;
  return false;
}
