import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, Fault } from '../../base/fault.js';
import { newInventorySecret } from '../../certify/inventory.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { type DisposalPlan, erasedLines } from '../../dispose/plan.js';
import { coversAll } from '../../dispose/selection.js';
import type { JobPorts } from '../../run/ports.js';
import type { LogSource } from '../../watch/log-source.js';
import { announced } from '../alerting/announce.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import { assertNothingUnclaimed } from '../ownership/unclaimed.js';
import { replaceFile } from '../replace-file.js';
import type { RunRequest } from '../run-options.js';
import { openSources } from '../watch/open-sources.js';
import type { Workspace } from '../workspace.js';
import { currentApproval, storedPlan } from './approvals.js';
import { catalogueOriginals } from './catalogue-originals.js';
import { endWaiting } from './end-waiting.js';
import { erase } from './erase.js';
import { ErasureLog } from './erasure-log.js';
import { reasonGiven } from './erasure-reason.js';
import { asInterruption } from './interrupted.js';
import { assertPlanOnFile } from './plan-on-file.js';
import { rescheduleKeys } from './reschedule-keys.js';
import { assertScopeAsListed } from './scope-as-listed.js';

export { begunUnits, isPastReturn } from '../../dispose/phases.js';
export { reasonGiven } from './erasure-reason.js';

/** The plan, and whether its erasure has begun (then it goes on without being confirmed again), with its record. */
export async function loadPlan(
  { ports }: { ports: Pick<JobPorts, 'catalog' | 'actor'> },
  planId: string,
): Promise<{ plan: DisposalPlan; hash: string; begun: boolean; record: ErasureRecord | undefined }> {
  const { plan, hash } = await storedPlan(ports.catalog, planId);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  return { plan, hash, begun: log !== undefined && log.record.phase !== 'approved', record: log?.record };
}

/**
 * Before anything is asked or shown as about to happen: the erasure itself looks again.
 * @throws {Fault} what stands against the approval; denied `erase/not-approved` where there is none;
 *   and as `assertMayBegin`
 */
export async function assertApproved(workspace: Workspace, plan: DisposalPlan): Promise<void> {
  const { ports, approvers } = workspace;
  await currentApproval(ports, plan, approvers);
  await assertMayBegin(workspace, plan);
}

/**
 * For a trial: what beside the approval stands against beginning now. Changes nothing.
 * @throws {Fault} as `assertMayBegin` and `assertScopeAsListed`
 */
export async function assertErasable(workspace: Workspace, plan: DisposalPlan, signal: AbortSignal): Promise<void> {
  await assertMayBegin(workspace, plan);
  await assertScopeAsListed(workspace.ports, plan, signal);
}

/**
 * What stands against beginning in this workspace.
 * @throws {Fault} denied `workspace/copied`; conflict `store/unclaimed-files`; integrity `plan/file-altered`, `plan/file-missing`
 */
async function assertMayBegin(workspace: Workspace, plan: DisposalPlan): Promise<void> {
  await assertPlanOnFile(workspace, plan.planId);
  await assertNotCopied(workspace.ports.catalog, workspace);
  if (coversAll(plan.scope)) await assertNothingUnclaimed(workspace);
}

/**
 * Erases what the approved plan names, or goes on where an earlier run stopped.
 *
 * @param request - `cloudTrail`: a folder of logs in which the deletion of keys is looked for as well
 */
export async function erasePlan(
  workspace: Workspace,
  plan: DisposalPlan,
  request: RunRequest & { cloudTrail?: string } = {},
): Promise<ErasureRecord> {
  const { ports, approvers, config } = workspace;
  const folder = await workspace.folder('erasures');
  return erase(ports, {
    plan,
    approvers,
    shown: workspace.shown,
    concurrency: config.run.concurrency,
    originals: catalogueOriginals(workspace.dir, {
      catalogue: config.catalogue,
      records: config.storage.type === 'local' ? config.storage.root : undefined,
    }),
    trails: await trailsOf(workspace, request.cloudTrail),
    mayBegin: () => assertMayBegin(workspace, plan),
    mayEnd: () => assertNothingUnclaimed(workspace),
    announce: (work) =>
      announced(workspace, { command: 'erase', planId: plan.planId, ends: 'finished' }, async (started) => {
        await started();
        await work();
      }),
    release: () => workspace.places.release(),
    inventoryFile: join(folder, `${plan.planId}.inventory.jsonl`),
    inventorySecret: (erasureId) => inventorySecret(join(workspace.keysFolder, 'inventory', `${erasureId}.secret`)),
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.onProgress ? { onProgress: (_, progress) => request.onProgress?.(progress) } : {}),
  }).catch((error) => {
    throw asInterruption(error);
  });
}

/** How many records with all their versions a plan erases. */
export function objectsIn(plan: DisposalPlan): number {
  return erasedLines(plan).reduce((sum, { objects }) => sum + objects, 0);
}

/** Those that the configuration has watched, and a folder of logs that were fetched for the purpose. */
function trailsOf({ files, config, ports }: Workspace, folder: string | undefined): Promise<LogSource[]> {
  const configured = config.watch.sources.filter(({ type }) => type === 'cloudtrail');
  const publicKeys = configured.flatMap((source) => (source.type === 'cloudtrail' ? source.publicKeys : []));
  const given = folder === undefined ? [] : [{ id: 'given', type: 'cloudtrail' as const, folder, publicKeys }];
  return openSources(files, [...given, ...configured], ports.objects);
}

/** Goes on after a key was taken back or came back, see `rescheduleKeys`. */
export async function rescheduleErasureKeys(
  workspace: Workspace,
  planId: string,
  { reason, cloudTrail, signal }: { reason: string; cloudTrail?: string | undefined; signal?: AbortSignal },
): Promise<ErasureRecord> {
  return rescheduleKeys(workspace.ports, planId, reason, await trailsOf(workspace, cloudTrail), signal);
}

/** Ends waiting periods on somebody's word, see `endWaiting`. */
export const endErasureWaiting = ({ ports }: Workspace, planId: string, reason: string): Promise<ErasureRecord> =>
  endWaiting(ports, planId, reason);

/**
 * Ends an erasure that has destroyed nothing yet; its records are no longer frozen.
 * @throws {Fault} usage `erase/no-reason`, `erase/reason-too-long`, `erase/not-begun`, denied `erase/past-return`
 */
export async function cancelErasure({ ports }: Workspace, planId: string, reason: string): Promise<void> {
  const given = reasonGiven(reason);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  if (!log) throw new Fault('usage', 'erase/not-begun', 'no erasure of this plan is under way', { planId });
  await log.cancel(given);
}

/** Made once per erasure; with it, and only with it, an object can be shown to be one of the leaves. */
async function inventorySecret(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  const secret = newInventorySecret();
  await replaceFile(file, secret);
  return secret;
}
