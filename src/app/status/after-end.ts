import { errnoOf, Fault } from '../../base/fault.js';
import { type ArrivedLine, type ErasureRecord, leavesRest } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import { type DisposalPlan, endsService } from '../../dispose/plan.js';
import { listedAfterEnd } from '../../inventory/arrivals.js';
import { anyone } from '../access/accepted.js';
import type { OpenCatalogue } from '../open-catalogue.js';

const PATIENCE_MS = 20_000;

/** What lies there, by system; `unavailable` where the store does not say. */
export type LyingAfterEnd = ArrivedLine[] | 'unavailable';

/**
 * B3-2-1: what lies in the places of a service that was erased whole: a backup of the storage that was put back, or a
 * source system that still writes. No job looks there any more, and the catalogue can tell no names. Changes nothing.
 *
 * @param ended - what `hasEnded` says, where it was asked already
 * @returns undefined while the service goes on
 */
export async function lyingAfterEnd(
  { dir, catalog, clock }: Pick<OpenCatalogue, 'dir' | 'catalog' | 'clock'>,
  ended?: boolean,
): Promise<LyingAfterEnd | undefined> {
  if (!(ended ?? (await hasEnded(catalog)))) return undefined;
  // Loaded only now: who looks on while the service goes on need not wait for it.
  const { withWorkspace } = await import('../workspace.js');
  try {
    return await withWorkspace(dir, { clock, actor: 'status', admit: anyone }, ({ ports }) =>
      listedAfterEnd(
        ports.service.systems.map(({ id }) => id),
        ports,
        AbortSignal.timeout(PATIENCE_MS),
      ),
    );
  } catch (error) {
    // Of a store that does not answer, or of a place that is none.
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    if (error instanceof Fault || isTimeout || errnoOf(error) !== undefined) return 'unavailable';
    throw error;
  }
}

/** Whether an erasure has left nothing of the service, as soon as its records are gone. */
export async function hasEnded(catalog: OpenCatalogue['catalog']): Promise<boolean> {
  for (const { body, parentId } of await catalog.documents('erasure')) {
    const record = body as unknown as ErasureRecord;
    const isDone = record.phase !== 'cancelled' && hasReached(record.phase, 'kms-keys-scheduled');
    if (!isDone || leavesRest(record) || parentId === undefined) continue;
    const planned = await catalog.document('plan', parentId);
    const plan = (planned?.body as { plan?: DisposalPlan } | undefined)?.plan;
    if (plan && endsService(plan)) return true;
  }
  return false;
}
