import type { ListedVersion } from '../../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';
import { inBatches } from '../batches.js';
import { type Listed, listStore } from '../list-store.js';
import { listedUpload, listedVersion } from '../listed.js';
import { AskedKeys } from './asked-keys.js';
import { newestReport, type ReportPlace } from './newest-report.js';
import { reportVersions } from './report-rows.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'clock' | 'actor'>;

/** Keys to ask about one by one beyond which asking for the whole listing is cheaper. */
const MAX_ASKED = 10_000;

/**
 * Brings a listing of the catalogue about from the newest S3 Inventory report. A report is hours old and may be wrong, so
 * nothing is believed of it but that which the catalogue knows already: every key about which the two differ is asked
 * of the store, and what the store answers is saved. Unfinished uploads stand in no report and are listed.
 *
 * Where nothing is known yet, or the two differ too much, the store is listed.
 *
 * @throws {Fault} `inventory/report-…` when there is no report that can be used; the catalogue is as before
 */
export async function listReport(
  system: SystemSettings,
  place: ReportPlace,
  ports: Needs,
  signal: AbortSignal | undefined,
): Promise<Listed> {
  const { catalog, objects, seal, clock } = ports;
  const call = signal ? { signal } : {};
  const report = await newestReport(place, system.bucket, clock.now(), objects, call);
  if (await isUnknown(system.id, ports)) return listStore(system, ports, false, signal);
  const { id: listingId } = await catalog.startListing(system.id, []);
  const asked = new AskedKeys(system, listingId, ports, signal);
  const listed: Listed = { listingId, objects: 0, versions: 0, newOrChanged: 0, unlisted: [] };

  for await (const batch of inBatches(reportVersions(report, place, objects, call))) {
    const inside = batch.filter(({ key }) => key.startsWith(system.prefix ?? ''));
    const entries = inside.map((version) => listedVersion(version, system.id, seal));
    const others = await catalog.noteListed(listingId, entries);
    for (const index of others) await asked.add(entries[index]!.version.objectId, inside[index]!.key);
    count(
      listed,
      entries.filter(({ version }) => !asked.has(version.objectId)),
    );
    if (asked.size > MAX_ASKED) return listStore(system, ports, false, signal);
  }
  for await (const batch of inBatches(objects.listUploads(system.bucket, system.prefix, call))) {
    const entries = batch.map((upload) => listedUpload(upload, system.id, seal));
    await catalog.saveListed(listingId, entries, undefined, []);
    count(listed, entries);
  }
  // Only now is it known what the report does not hold: mostly what is newer than it.
  await asked.flush();
  for await (const objectId of catalog.unlistedObjects(listingId)) {
    await asked.addObject(objectId);
    if (asked.size > MAX_ASKED) return listStore(system, ports, false, signal);
  }
  await asked.flush();
  for await (const version of catalog.unlistedVersions(listingId)) {
    if (version.item !== 'upload') await asked.addVersion(version);
    if (asked.size > MAX_ASKED) return listStore(system, ports, false, signal);
  }
  await asked.flush();
  listed.objects += asked.objects;
  listed.versions += asked.versions;
  return { ...listed, newOrChanged: asked.newOrChanged };
}

function count(listed: Listed, entries: readonly ListedVersion[]): void {
  listed.versions += entries.length;
  listed.objects += entries.filter(({ object }) => object).length;
}

async function isUnknown(system: string, { catalog }: Needs): Promise<boolean> {
  for await (const _ of catalog.objects({ system })) return false;
  return true;
}
