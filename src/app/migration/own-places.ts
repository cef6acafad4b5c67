import { resolve } from 'node:path';
import { Fault } from '../../base/fault.js';
import type { Config } from '../../config/schema.js';
import { isBelow, located } from '../output-path.js';

/**
 * A package holds the records in clear, or at least their number. Within the workspace or a place of its records it would
 * outlive the erasure there, and be counted among the records itself.
 *
 * @throws {Fault} usage `migrate/destination-inside`
 */
export async function assertDestinationElsewhere(dir: string, { migration, storage, systems }: Config): Promise<void> {
  const destination = migration?.destination;
  if (destination?.type === 'folder') {
    const folder = await located(resolve(dir, destination.folder));
    const own = [dir, ...(storage.type === 'local' ? [resolve(dir, storage.root)] : [])];
    for (const place of own) if (isBelow(folder, await located(place))) throw inside();
  }
  if (destination?.type === 's3' && storage.type === 's3')
    if (systems.some(({ id, bucket = id }) => bucket === destination.bucket)) throw inside();
}

const inside = (): Fault =>
  new Fault(
    'usage',
    'migrate/destination-inside',
    'the destination lies within the workspace or where its records are',
    {},
    { hint: 'name a folder or bucket of the receiver’s in migration.destination' },
  );
