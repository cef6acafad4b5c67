import { eraseRecords } from '../../../jobs/erase-records.js';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { type ErasureRecord, leavesRest } from '../../dispose/erasure.js';
import { hasReached, isPastReturn } from '../../dispose/phases.js';
import { type DisposalPlan, endsService } from '../../dispose/plan.js';
import { coversAll } from '../../dispose/selection.js';
import { frozenInventory } from '../../inventory/frozen-inventory.js';
import { type Erasing, markSelected } from '../../inventory/selected-listing.js';
import { systemOf } from '../../inventory/systems.js';
import type { JobPorts } from '../../run/ports.js';
import { type RunSummary, runJob } from '../../run/runner.js';
import type { LogSource } from '../../watch/log-source.js';
import type { Shown } from '../access/entrance.js';
import { hasEnded } from '../open-seal.js';
import { assertBegunWith, currentApproval, type PinnedApprovers } from './approvals.js';
import { assertNothingArrived, noteArrived, noteArrivedAfterEnd, noteBeside } from './arrivals.js';
import { beginErasure } from './begin-erasure.js';
import { type CatalogueOriginals, removeOriginals } from './catalogue-originals.js';
import { destroyUnitKeys, isCatalogueUnit } from './destroy-unit-keys.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { assertNothingHeld } from './exceptions.js';
import { assertGoesOn, GO_ON } from './interrupted.js';
import { closeIncidents } from './key-incidents.js';
import { takeTrail } from './key-trail.js';
import { confirmKmsKeys, scheduleKmsKeys } from './kms-keys.js';
import { assertNothingLeft, readBack } from './read-back.js';
import { assertKmsKeysStay, destroyReturned } from './returned-keys.js';
import { destroyReturnedVersions } from './returned-versions.js';
import { assertSameScope } from './same-scope.js';
import { markErased, settleUnlisted } from './settle.js';
import { takeOver } from './take-over.js';

export interface EraseRequest {
  plan: DisposalPlan;
  approvers: PinnedApprovers;
  /** What whoever begins it has shown of themselves. */
  shown?: Shown | undefined;
  concurrency: number;
  /** Where the inventory and its secret of this erasure are kept. */
  inventoryFile: string;
  inventorySecret(erasureId: string): Promise<Uint8Array>;
  /** Of a catalogue in PostgreSQL: embedded ones that are left from before. */
  originals?: CatalogueOriginals | undefined;
  /** Logs of CloudTrail in which the deletion of keys is looked for. */
  trails?: readonly LogSource[];
  /** What of the workspace itself may stand against beginning in it: asked before anything is touched. */
  mayBegin?(): Promise<void>;
  /** Of a plan of the whole service, asked whenever more is about to be said to be gone: what no listing shows. */
  mayEnd?(): Promise<void>;
  /** B1-1-2: tells others that what was erased before, and came back, is destroyed again. */
  announce?(work: () => Promise<void>): Promise<void>;
  /** Called once nothing of the service is left: its places are for others then. */
  release?(): Promise<void>;
  signal?: AbortSignal;
  onProgress?: (phase: ErasureRecord['phase'], progress: { planned: number; finished: number }) => void;
}

/**
 * Runs the erasure of an approved plan from wherever it stands to wherever it can get now: through to
 * `kms-keys-scheduled`, and to `complete` once the waiting period of every key is over. Can be called again after a
 * crash at any point, and again days later.
 *
 * @throws {Fault} denied `erase/not-approved`, `erase/held`, `workspace/copied`; conflict `erase/scope-changed`, `erase/arrived-after-freeze`,
 *   `store/unclaimed-files`;
 *   unavailable `erase/interrupted`; integrity `erase/record-altered`, `erase/record-outdated`, `erase/incomplete`, `erase/unit-key-remains`,
 *   `erase/kms-key-restored`, `erase/kms-key-back`; and what the ports throw; the record then says how far it came
 */
export async function erase(ports: JobPorts, request: EraseRequest): Promise<ErasureRecord> {
  const { plan, signal } = request;
  const begun = await ErasureLog.resume(ports.catalog, ports.actor, plan.planId);
  if (begun) assertSamePlan(begun.record, plan);
  if (begun && !hasReached(begun.record.phase, 'read-back'))
    await assertBegunWith(ports, plan, request.approvers, begun.record);
  if (begun) await takeOver(begun, plan, ports.catalog);
  if (begun) await assertOnRecord(ports.catalog, begun.record);
  if (begun && hasReached(begun.record.phase, 'unit-keys-destroyed')) await destroyReturned(begun, ports);
  const wasComplete = begun?.record.phase === 'complete';
  if (begun && wasComplete) await assertKmsKeysStay(begun.record, ports);
  if (!begun || begun.record.phase === 'approved') await request.mayBegin?.();
  const log = begun ?? (await beginErasure(ports, request));
  const systems = placesOf(plan, ports);
  const erasing: Erasing = { erasureId: log.record.erasureId, systems, plan };
  const at = (): string => ports.clock.now().toISOString();

  if (log.record.phase === 'approved') {
    // Asked again directly before the first step that changes anything: an approval can have run out meanwhile.
    await currentApproval(ports, plan, request.approvers);
    await log.assertAlone();
    await request.originals?.check();
    await assertSameScope(ports, plan, signal);
    assertGoesOn(signal);
    await markSelected(erasing, ports);
    const frozen = await frozenInventory(erasing, ports.catalog, 'frozen');
    await log.advance('frozen', { frozenAt: at(), frozenInventory: frozen });
  }
  if (log.record.phase === 'frozen') {
    // The last moment at which a withdrawal or a hold counts, and at which what has come since can get into a plan.
    if (!isPastReturn(log.record)) {
      await currentApproval(ports, plan, request.approvers);
      await assertNothingHeld(plan, ports);
      if (endsService(plan)) await request.mayEnd?.();
      if (endsService(plan)) await assertNothingArrived(erasing, ports, signal);
      assertGoesOn(signal);
    }
    await destroyUnitKeys(log, plan, ports, (unitId) => !isCatalogueUnit(unitId));
    await log.advance('unit-keys-destroyed');
  }
  if (log.record.phase === 'unit-keys-destroyed') {
    await destroyListed(ports, erasing, request);
    for (const id of systems) await ports.objects.recover(systemOf(ports.service, id).bucket);
    await settleUnlisted(ports, erasing, at());
    await log.advance('versions-deleted');
  } else if (log.record.phase === 'versions-deleted') {
    // An earlier run found something left here, or died: what the store lists now goes first.
    await destroyListed(ports, erasing, request);
  }
  if (log.record.phase === 'versions-deleted') {
    await destroyReturned(log, ports);
    await assertAllOfIt(log.record, erasing, ports);
    const secret = await request.inventorySecret(log.record.erasureId);
    const learnt = await readBack(log.record, plan, erasing, ports, request.inventoryFile, secret);
    assertNothingLeft(learnt.readBack);
    await markErased(ports, erasing);
    await log.advance('read-back', learnt);
  }
  if (log.record.phase === 'read-back') {
    if (endsService(plan)) await request.mayEnd?.();
    if (endsService(plan)) await noteArrived(log, plan, erasing, ports);
    else await noteBeside(log, erasing, ports);
    const goesOn = !endsService(plan) || leavesRest(log.record);
    for (const system of systems)
      await ports.catalog.sealAfterErasure(
        [{ actor: ports.actor, action: 'catalogue.sealed', subject: system }],
        system,
        goesOn,
      );
    if (request.originals) await removeOriginals(log, request.originals);
    if (!goesOn) {
      assertGoesOn(signal);
      await destroyUnitKeys(log, plan, ports, isCatalogueUnit);
      await scheduleKmsKeys(log, plan, ports);
    }
    await log.advance('kms-keys-scheduled');
  }
  if (log.record.phase === 'kms-keys-scheduled') await closeIncidents(log, plan, ports);
  if (log.record.phase === 'kms-keys-scheduled' && (await confirmKmsKeys(log, ports))) {
    await destroyReturned(log, ports);
    if (endsService(plan) && !leavesRest(log.record)) {
      await request.mayEnd?.();
      await noteArrivedAfterEnd(log, systems, ports, { signal });
    }
    await takeTrail(log, request.trails ?? [], signal);
    await log.advance('complete', { completedAt: at() });
  }
  // Once the service has ended, by whichever plan, nobody can tell names any more: certificates list all that is there.
  if (wasComplete && !(await hasEnded(ports))) {
    const { announce = (work: () => Promise<void>) => work() } = request;
    const destroy = () => announce(() => destroyListed(ports, erasing, request));
    await destroyReturnedVersions(log, erasing, ports, destroy, signal);
  }
  if (log.record.phase === 'complete' && endsService(plan) && !leavesRest(log.record)) await request.release?.();
  return log.record;
}

/** Where it erases: of a plan of the whole service, exceptions or not, also the places that held nothing when it was made. */
export function placesOf(plan: DisposalPlan, { service }: Pick<JobPorts, 'service'>): string[] {
  const every = coversAll(plan.scope) ? service.systems.map(({ id }) => id) : [];
  return [...new Set([...plan.lines.map(({ system }) => system), ...every])];
}

/** Its approval and its record are bound to the plan as it was; the last chance to see that it was not exchanged. */
function assertSamePlan({ planHash }: ErasureRecord, plan: DisposalPlan): void {
  if (planHash === canonicalHash(plan)) return;
  throw new Fault('integrity', 'plan/altered', 'the plan is not the one that the erasure was begun with', {
    planId: plan.planId,
  });
}

/** What is recorded to be gone is exactly what was frozen. @throws {Fault} integrity `erase/inventory-differs` */
async function assertAllOfIt({ frozenInventory: frozen }: ErasureRecord, erasing: Erasing, { catalog }: JobPorts) {
  if (frozen === undefined || frozen === (await frozenInventory(erasing, catalog, 'destroyed'))) return;
  throw new Fault(
    'integrity',
    'erase/inventory-differs',
    'what the catalogue says was destroyed is not what the erasure has frozen',
    { erasureId: erasing.erasureId },
    { hint: 'have it examined who has changed the catalogue, and restore it; no certificate is issued' },
  );
}

async function destroyListed(ports: JobPorts, erasing: Erasing, request: EraseRequest): Promise<void> {
  const summary = await runJob(eraseRecords, erasing, ports, {
    concurrency: request.concurrency,
    ...(request.signal ? { signal: request.signal } : {}),
    onProgress: (progress) => request.onProgress?.('versions-deleted', progress),
  });
  assertFinished(summary);
}

function assertFinished(summary: RunSummary): void {
  if (!summary.stopped && summary.failed === 0) return;
  const [worst] = summary.faults;
  throw new Fault(
    worst?.kind ?? 'unavailable',
    worst?.code ?? 'erase/interrupted',
    summary.stopped ? 'the erasure was interrupted' : `${summary.failed} version(s) could not be destroyed`,
    { done: summary.done, failed: summary.failed },
    { hint: GO_ON },
  );
}
