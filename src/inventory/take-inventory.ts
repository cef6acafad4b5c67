import { maskedKey } from '../base/mask.js';
import type { AuditDraft } from '../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { BeyondReach } from './beyond-reach.js';
import { listStore } from './list-store.js';
import { markDisappeared, markGone } from './name-missing.js';
import { listReport } from './s3-inventory/list-report.js';

export interface InventoryTaken {
  system: string;
  /** Objects with a current version. */
  objects: number;
  versions: number;
  newOrChanged: number;
  /** Known objects that have no current version any more. */
  gone: number;
  /** Folders that may not be looked into, masked: what is known of them stays as it was. */
  unlisted: string[];
}

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'clock' | 'actor'>;

/**
 * `whole`: the store's own listing, begun now: for everything that counts what is stored, plans and erasures first of
 * all. `routine`: goes on with a listing that was interrupted lately, passes over folders that it may not look into, or
 * reads the S3 Inventory report where the configuration names one; for jobs that run again tomorrow.
 */
export type InventoryMode = 'whole' | 'routine';

/**
 * Brings the catalogue up to date with what the store of one system holds: current versions, noncurrent versions,
 * delete markers and unfinished uploads. Reads listings only, no content (B3-2-1: nothing stored stays unknown).
 * Memory is bounded by a batch; a listing that fails midway calls nothing missing, nor what it could not look at.
 *
 * @throws {Fault} of the store; `conflict` / `catalog/changed` when another listing of the system takes its place;
 *   with a report: those of `listReport`
 */
export async function takeInventory(
  system: SystemSettings,
  ports: Needs,
  signal?: AbortSignal,
  mode: InventoryMode = 'whole',
): Promise<InventoryTaken> {
  const { catalog, actor } = ports;
  const { listingId, unlisted, ...counts } =
    mode === 'routine' && system.inventory
      ? await listReport(system, system.inventory, ports, signal)
      : await listStore(system, ports, mode === 'routine', signal);
  const beyond = new BeyondReach(unlisted, ports);
  const gone = await markGone(beyond.withoutObjects(catalog.unlistedObjects(listingId)), ports);
  await markDisappeared(system.id, beyond.withoutVersions(catalog.unlistedVersions(listingId)), ports);
  const taken: InventoryTaken = { system: system.id, ...counts, gone, unlisted: unlisted.map(maskedKey) };
  const detail = { ...taken, unlisted: unlisted.length };
  const audit: AuditDraft = { actor, action: 'inventory.taken', subject: system.id, detail };
  await catalog.endListing(listingId, taken.newOrChanged + taken.gone + unlisted.length > 0 ? [audit] : []);
  return taken;
}
