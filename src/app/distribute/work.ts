import { setTimeout as pause } from 'node:timers/promises';
import { type Lease, RENEW_MS, ShardQueue } from '../../adapters/queue/shard-queue.js';
import { lockLost } from '../../adapters/sql/postgres-locks.js';
import { lockPostgresListing } from '../../adapters/sql/postgres-process-lock.js';
import { asFault, Fault } from '../../base/fault.js';
import { isPostgresUrl } from '../../base/postgres-url.js';
import type { Config } from '../../config/schema.js';
import type { RunSummary } from '../../run/runner.js';
import { Alerting } from '../alerting/alerting.js';
import { raiseFindings } from '../alerting/report-run.js';
import { softwareVersion } from '../software-version.js';
import type { Workspace } from '../workspace.js';
import { listSystem, type SystemListed } from './list-system.js';
import { type Overlap, runShard } from './run-shard.js';
import { readShard, type Shard } from './shard.js';

const IDLE_MS = 500;
const LOCK_LOST = 'workspace/lock-lost';
/** Nothing is wrong with the shard. */
const NOT_FOR_US = new Set(['worker/too-old', 'worker/other-classifier', LOCK_LOST]);

/** The queue beside the catalogue of a workspace. @throws {Fault} usage `worker/needs-postgres` */
export async function openQueue({ catalogue }: Config): Promise<ShardQueue> {
  if (!isPostgresUrl(catalogue)) {
    const hint = 'move it with kimitsu catalog migrate, or run the command without --distributed';
    throw new Fault('usage', 'worker/needs-postgres', 'work is shared by a catalogue in PostgreSQL', {}, { hint });
  }
  return ShardQueue.open(catalogue);
}

/** Waits for work, or until it is asked to stop. */
export async function idle(signal: AbortSignal | undefined): Promise<void> {
  await pause(IDLE_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
}

/**
 * Does the shard of one lease. What goes wrong with it as a whole gives it to others: it is tried again after a pause.
 *
 * @returns true when it is done
 * @throws {Fault} usage `worker/too-old`, `worker/other-classifier`, conflict `workspace/lock-lost`, after it was left
 *   to others
 */
export async function workOn(
  lease: Lease,
  queue: ShardQueue,
  workspace: Workspace,
  signal: AbortSignal | undefined,
  overlap?: Overlap,
): Promise<boolean> {
  const lost = new AbortController();
  const stop = signal ? AbortSignal.any([signal, lost.signal]) : lost.signal;
  const capability = { version: await softwareVersion(), classifier: workspace.ports.detector.version };
  const renewal = setInterval(() => {
    // A renewal that fails says nothing about the lease; one that comes too late does.
    queue.renew(lease).then(
      (held) => held || lost.abort(),
      () => undefined,
    );
  }, RENEW_MS);
  try {
    const shard = readShard(lease.payload, capability);
    const hold = await holdOn(shard, lease, queue, workspace, lost, overlap);
    if (!hold) return false;
    try {
      // Under the lock: somebody may have come to the end of it since it was taken, while this workspace was opened. Listed
      // a second time, what the first listing handed out would be taken back, though its command waits for it.
      if (!(await queue.renew(lease))) return false;
      const result = await hold.work(stop);
      if (result && !stop.aborted && (await queue.complete(lease, result))) return true;
      if (stop.aborted || !result) await giveBack(lease, queue, lost.signal);
      if (result) await tellFound(result, workspace);
      return false;
    } finally {
      await hold.release();
    }
  } catch (error) {
    const fault = asFault(error);
    if (NOT_FOR_US.has(fault.code)) {
      await queue.giveBack(lease);
      throw fault;
    }
    // A listing that is asked to stop ends by throwing.
    if (stop.aborted) {
      await giveBack(lease, queue, lost.signal);
      return false;
    }
    workspace.ports.logger.warn({ shard: lease.id, attempt: lease.attempt, code: fault.code }, fault.message);
    await queue.fail(lease, fault.code);
    return false;
  } finally {
    clearInterval(renewal);
  }
}

/**
 * Nothing of it is worked on here any more, so nobody has to wait until the lease runs out. Where it was lost the lease may
 * be another's by now, and this changes nothing; or the server is away, and the lease runs out after all.
 */
async function giveBack(lease: Lease, queue: ShardQueue, lost: AbortSignal): Promise<void> {
  const given = queue.giveBack(lease);
  await (lost.aborted ? given.catch(() => false) : given);
}

/** Of a shard that is not recorded as done by this worker: whoever has it next does not see what was found. (B2-1-3) */
async function tellFound(result: RunSummary | SystemListed, { dir, config, ports }: Workspace): Promise<void> {
  if (!('notes' in result) || result.notes.length === 0) return;
  const alerting = new Alerting({ dir, config, clock: ports.clock, logger: ports.logger });
  await raiseFindings(alerting, result);
  await alerting.deliver();
}

interface Hold {
  /** @returns what the shard was done with; undefined when it has to wait */
  work(stop: AbortSignal): Promise<RunSummary | SystemListed | undefined>;
  release(): Promise<void>;
}

/** @returns undefined when somebody else lists the same system, for whatever run: this one is left for afterwards */
async function holdOn(
  shard: Shard,
  lease: Lease,
  queue: ShardQueue,
  workspace: Workspace,
  lost: AbortController,
  overlap: Overlap | undefined,
): Promise<Hold | undefined> {
  const { catalogue } = workspace.config;
  const onLost = () => lost.abort();
  if (shard.job !== 'list-system') {
    const lock = await queue.lock(lease, onLost);
    const work = async (stop: AbortSignal) => {
      const summary = await runShard(shard, lock, workspace, { stop, lost: lost.signal }, overlap);
      if (summary.faults.some(({ code }) => code === LOCK_LOST)) throw lockLost();
      return summary;
    };
    return { work, release: lock.release };
  }
  try {
    const { release } = await lockPostgresListing(catalogue, shard.system, onLost);
    return { work: (stop) => listSystem(shard, lease.id, queue, workspace, stop), release };
  } catch (error) {
    if (asFault(error).code !== 'workspace/busy') throw error;
    await queue.giveBack(lease);
    return undefined;
  }
}
