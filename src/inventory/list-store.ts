import type { ListedVersion, Listing } from '../ports/catalog.js';
import type { ListVersionsOptions } from '../ports/object-store.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { BATCH } from './batches.js';
import { listedUpload, listedVersion } from './listed.js';
import { type ListingPosition, openPosition, sealPosition } from './listing-position.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'clock' | 'actor'>;

/** An interrupted listing older than this begins anew: too much may have changed behind it. */
const RESUMABLE_MS = 24 * 60 * 60 * 1000;

/** An unfinished listing of the catalogue that has shown everything there is, but for folders that may not be looked into. */
export interface Listed {
  listingId: number;
  objects: number;
  versions: number;
  newOrChanged: number;
  /** Prefixes of keys in folders that may not be looked into: what lies there is not known, so it is not missing. */
  unlisted: string[];
}

/**
 * Lists what the store holds for a system into the catalogue: versions, delete markers, then unfinished uploads. Each
 * batch moves the position, so that an interrupted listing goes on from there.
 *
 * @param routine - it may go on with a listing that was interrupted less than 24 hours ago, and pass over folders that
 *   it may not look into; otherwise such a folder fails it
 */
export async function listStore(
  system: SystemSettings,
  ports: Needs,
  routine: boolean,
  signal: AbortSignal | undefined,
): Promise<Listed> {
  const { catalog, objects, seal } = ports;
  const { bucket, prefix } = system;
  const begun = routine ? await interrupted(system, ports) : undefined;
  const { id: listingId, changed } = begun?.listing ?? (await catalog.startListing(system.id, []));
  const position = begun?.position ?? beginning(system);
  const listed: Listed = { listingId, ...countsOf(position), newOrChanged: changed, unlisted: [] };
  const unlisted = new Set(position.unlisted);
  const passOver = (prefix: string): void => {
    unlisted.add(prefix);
    position.unlisted = [...unlisted];
  };
  let batch: ListedVersion[] = [];

  const flush = async (): Promise<void> => {
    listed.newOrChanged += (await catalog.saveListed(listingId, batch, sealPosition(position, seal), [])).length;
    batch = [];
  };
  const add = async (entry: ListedVersion): Promise<void> => {
    batch.push(entry);
    listed.versions += 1;
    if (entry.object) listed.objects += 1;
    if (batch.length >= BATCH) await flush();
  };

  const call = signal ? { signal } : {};
  if (position.phase === 'versions') {
    let lastKey: string | undefined;
    const options: ListVersionsOptions = {
      ...call,
      ...(position.after === undefined ? {} : { startAfter: position.after }),
      ...(routine ? { onUnlisted: passOver } : {}),
    };
    for await (const version of objects.listVersions(bucket, prefix, options)) {
      // Only now is it known that the key before has no more versions.
      if (lastKey !== undefined && version.key !== lastKey)
        Object.assign(position, countsOf(listed), { after: lastKey });
      lastKey = version.key;
      await add(listedVersion(version, system.id, seal));
    }
    Object.assign(position, countsOf(listed), { phase: 'uploads' });
  }
  if (position.phase === 'uploads') {
    const all = unlisted.has(''); // the place of the uploads as well
    if (!all)
      for await (const upload of objects.listUploads(bucket, prefix, call))
        await add(listedUpload(upload, system.id, seal));
    Object.assign(position, countsOf(listed), { phase: 'listed' });
    await flush();
  }
  return { ...listed, unlisted: outermost(unlisted) };
}

/** Without those that lie in another one. */
function outermost(prefixes: Iterable<string>): string[] {
  const kept: string[] = [];
  for (const prefix of [...prefixes].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !prefix.startsWith(last)) kept.push(prefix);
  }
  return kept;
}

const countsOf = ({ objects, versions }: { objects: number; versions: number }) => ({ objects, versions });

function beginning({ bucket, prefix }: SystemSettings): ListingPosition {
  return { bucket, ...(prefix === undefined ? {} : { prefix }), phase: 'versions', objects: 0, versions: 0 };
}

async function interrupted(
  { id, bucket, prefix }: SystemSettings,
  { catalog, seal, clock }: Needs,
): Promise<{ listing: Listing; position: ListingPosition } | undefined> {
  const listing = await catalog.unfinishedListing(id);
  if (listing?.position === undefined) return undefined;
  const age = clock.now().getTime() - Date.parse(listing.startedAt);
  if (age < 0 || age > RESUMABLE_MS) return undefined;
  const position = openPosition(listing.position, seal);
  if (position?.bucket !== bucket || position.prefix !== prefix) return undefined;
  return { listing, position };
}
