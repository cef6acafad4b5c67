import { Fault } from '../../base/fault.js';
import type { Level } from '../../base/level.js';
import { writeLines } from '../../base/write-lines.js';
import { type InventoryItem, inventoryLines } from '../../certify/inventory.js';
import { StreamingRoot } from '../../certify/merkle.js';
import type { ErasureRecord, ReadBackOutcome, SystemErasure, Verdict, Verdicts } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { readOutcome } from '../../inventory/read-outcome.js';
import { type Erasing, selectedListing } from '../../inventory/selected-listing.js';
import { systemOf } from '../../inventory/systems.js';
import type { CatalogObject, CatalogVersion } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { replaceFileWith } from '../replace-file.js';
import { Sample } from './read-back-sample.js';

export interface ReadBack {
  systems: SystemErasure[];
  readBack: NonNullable<ErasureRecord['readBack']>;
  inventory: NonNullable<ErasureRecord['inventory']>;
}

const VERDICTS: Record<ReadBackOutcome, Verdict> = {
  destroyed: 'PASS',
  altered: 'FAIL',
  unreadable: 'FAIL',
  'store-unavailable': 'UNKNOWN',
};

/**
 * B3-2-1: tries to read every single version that was destroyed, lists every place again, and writes the inventory
 * (one salted leaf per version) on the way.
 *
 * @param inventoryFile - JSON Lines, without object names
 */
export async function readBack(
  record: ErasureRecord,
  plan: DisposalPlan,
  erasing: Erasing,
  ports: JobPorts,
  inventoryFile: string,
  secret: Uint8Array,
): Promise<ReadBack> {
  const lines = record.systems.map((line): SystemErasure => ({ ...line, verdicts: { PASS: 0, FAIL: 0, UNKNOWN: 0 } }));
  const outcomes: Record<ReadBackOutcome, number> = { destroyed: 0, altered: 0, unreadable: 0, 'store-unavailable': 0 };
  let probed = 0;
  // In the sample, and nothing could be tried: markers and uploads, and versions whose name no row of the catalogue has.
  let byListing = 0;
  const tree = new StreamingRoot();
  const { systems } = erasing;
  const sample = new Sample(plan, record.erasureId);
  const unreadable = new Set(plan.unreadable?.map(({ objectId }) => objectId));

  async function* items(): AsyncGenerator<InventoryItem> {
    for (const system of systems) {
      for await (const { version, object, key } of erasedVersions(system, record.erasureId, ports)) {
        const level: Level = object?.classification?.level ?? 3;
        const line = lines.find((candidate) => candidate.system === system && candidate.level === level);
        const outcome = sample.has(version, level) ? await probe(version, key, ports) : undefined;
        if (outcome) {
          outcomes[outcome] += 1;
          probed += 1;
        } else if (sample.has(version, level)) byListing += 1;
        // Those were tried once when they were destroyed, as far as there is anything to be read, and the listing below
        // must not show them; so with what is not in the sample.
        if (line) judge(line.verdicts, VERDICTS[outcome ?? 'destroyed'], unreadable.has(version.objectId));
        yield {
          system,
          level,
          item: version.item,
          object: key ?? version.objectId,
          versionId: version.versionId,
          bytes: version.size,
        };
      }
    }
  }

  await replaceFileWith(inventoryFile, (file) => writeLines(file, inventoryLines(items(), secret, tree)));
  return {
    systems: lines,
    readBack: {
      method: sample.methodOf(byListing),
      versionsListedAfter: await countListed(erasing, ports),
      probed,
      outcomes,
      at: ports.clock.now().toISOString(),
    },
    inventory: { root: Buffer.from(tree.root()).toString('hex'), count: tree.count },
  };
}

/** What nobody could read is not said to be erased by its keys as well: that it is gone is all that was shown. */
function judge(verdicts: Verdicts, verdict: Verdict, unreadable: boolean): void {
  if (unreadable && verdict === 'PASS') verdicts.DELETED = (verdicts.DELETED ?? 0) + 1;
  else verdicts[verdict] += 1;
}

async function* erasedVersions(
  system: string,
  erasureId: string,
  { catalog, seal }: JobPorts,
): AsyncGenerator<{ version: CatalogVersion; object: CatalogObject | undefined; key: string | undefined }> {
  let object: CatalogObject | undefined;
  let objectId: string | undefined;
  for await (const version of catalog.versions({ system, state: 'destroyed' })) {
    if (version.reason !== erasureId) continue; // destroyed earlier, when its encrypted successor had been read back
    if (version.objectId !== objectId) {
      objectId = version.objectId;
      object = await catalog.object(objectId);
    }
    // A name that was erased before and never seen as current since is known no more: only the listing can tell.
    yield { version, object, key: object?.sealedKey ? seal.open(object.sealedKey) : undefined };
  }
}

/**
 * What a read of the version shows now; undefined where there is nothing to be read, or its name was never known: the
 * listing judges it. One that can be read after all is destroyed once more: the second reading counts.
 */
async function probe(
  { system, item, versionId }: CatalogVersion,
  key: string | undefined,
  { service, objects }: JobPorts,
): Promise<ReadBackOutcome | undefined> {
  if (key === undefined || item !== 'version') return undefined;
  const ref = { bucket: systemOf(service, system).bucket, key, versionId };
  const outcome = await readOutcome(ref, objects);
  if (outcome !== 'altered') return outcome;
  await objects.destroyVersion(ref);
  return readOutcome(ref, objects);
}

/**
 * Nothing goes on while anything was not found destroyed: an outage is over one day, and what is left can be destroyed.
 * @throws {Fault} integrity `erase/incomplete`, unavailable `erase/not-judged`
 */
export function assertNothingLeft({ versionsListedAfter, outcomes }: ReadBack['readBack']): void {
  const { altered, unreadable, 'store-unavailable': notJudged } = outcomes;
  if (versionsListedAfter + altered + unreadable > 0)
    throw new Fault('integrity', 'erase/incomplete', 'something is still there after the erasure', {
      versionsListedAfter,
      stillReadable: altered,
      unreadable,
    });
  if (notJudged > 0)
    throw new Fault(
      'unavailable',
      'erase/not-judged',
      'the store did not say of every version whether it is gone',
      { versions: notJudged },
      { hint: 'run the same command again: it reads back again' },
    );
}

async function countListed(erasing: Erasing, ports: JobPorts): Promise<number> {
  let listed = 0;
  for await (const _ of selectedListing(erasing, ports)) listed += 1;
  return listed;
}
