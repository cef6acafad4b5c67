import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import { randomId } from '../../base/ids.js';
import type { Level } from '../../base/level.js';
import type { FaultCount, NoteCount, RunSummary } from '../../run/runner.js';
import { UnlistedTally } from '../../run/unlisted.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { handOut, type Sent } from './hand-out.js';
import type { Shard } from './shard.js';
import { idle, openQueue, workOn } from './work.js';

export interface DeadLetter {
  shard: string;
  system: string;
  objects: number;
  /** Of the last try. */
  code: string;
}

export interface DistributedSummary extends RunSummary {
  shards: number;
  /** Shards that were given up; their objects count as failed and are planned again by the next run. */
  deadLetters: DeadLetter[];
}

/**
 * Lists and plans as a run of one process does, hands the objects out in shards, and works on them together with every
 * `kimitsu worker` of the workspace until all are done. Opened with the lock `shared`.
 */
export async function runDistributed(
  name: Shard['job'],
  workspace: Workspace,
  { everyObject, ...request }: RunRequest & { everyObject?: boolean } = {},
): Promise<DistributedSummary> {
  const { clock } = workspace.ports;
  const startedAt = clock.now().toISOString();
  const queue = await openQueue(workspace.config);
  try {
    if (name === 'enforce-encryption') await makeLevelKeys(workspace);
    const unlisted = new UnlistedTally();
    const asked = { ...request, ...(everyObject && { everyObject }) };
    const sent = await handOut(name, queue, workspace, asked, (folder) => unlisted.add(folder));
    const planned = sent.reduce((sum, { objects }) => sum + objects, 0);
    const outcomes = await finish(sent, planned, queue, workspace, request);
    return {
      ...summed(outcomes),
      ...unlisted.summary(),
      job: name,
      planned,
      startedAt,
      endedAt: clock.now().toISOString(),
      shards: sent.length,
    };
  } finally {
    await queue.close();
  }
}

/** Before there are several processes that could each make one. */
async function makeLevelKeys({ ports: { catalog, levelKeys } }: Workspace): Promise<void> {
  const levels = new Set<Level>();
  for (const { level } of await catalog.inventory()) if (level !== undefined && level > 1) levels.add(level);
  for (const level of levels) await levelKeys.idOf(level);
}

type Outcomes = Omit<DistributedSummary, 'job' | 'planned' | 'startedAt' | 'endedAt' | 'shards'>;

/** Works along, so a run ends even when there is no worker; what others do is asked for in between. */
async function finish(
  sent: readonly Sent[],
  planned: number,
  queue: ShardQueue,
  workspace: Workspace,
  { signal, onProgress }: RunRequest,
): Promise<{ results: RunSummary[]; deadLetters: DeadLetter[]; stopped: boolean }> {
  const open = [...sent];
  const results: RunSummary[] = [];
  const deadLetters: DeadLetter[] = [];
  let finished = 0;
  while (open.length > 0 && !signal?.aborted) {
    const lease = await queue.take();
    if (lease) await workOn(lease, queue, workspace, signal);
    // The first that is open stands for those behind it: they are asked for when it is done.
    for (let first = open[0]; first; first = open[0]) {
      const outcome = await queue.outcome(first.queue, first.id);
      if (outcome.state === 'open') break;
      open.shift();
      if (outcome.state === 'done') results.push(outcome.result as RunSummary);
      else deadLetters.push({ shard: first.id, system: first.system, objects: first.objects, code: outcome.code });
      finished += first.objects;
      onProgress?.({ planned, finished });
    }
    if (!lease && open.length > 0) await idle(signal);
  }
  for (const { queue: name, id } of open) await queue.cancel(name, [id]);
  return { results, deadLetters, stopped: open.length > 0 };
}

function summed({ results, deadLetters, stopped }: Awaited<ReturnType<typeof finish>>): Outcomes {
  const faults = new Map<string, FaultCount>();
  const notes = new Map<string, NoteCount>();
  const add = <Counted extends { code: string; count: number }>(to: Map<string, Counted>, counted: Counted) =>
    to.set(counted.code, { ...counted, count: counted.count + (to.get(counted.code)?.count ?? 0) });
  for (const result of results) {
    for (const fault of result.faults) add(faults, fault);
    for (const note of result.notes) add(notes, note);
  }
  const hint = 'see the log of the workers, then run the command again';
  for (const { objects } of deadLetters)
    add(faults, { kind: 'unavailable', code: 'worker/dead-letter', count: objects, hint });
  const sum = (of: (result: RunSummary) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    runId: randomId('run'),
    done: sum(({ done }) => done),
    failed: sum(({ failed }) => failed) + deadLetters.reduce((total, { objects }) => total + objects, 0),
    stopped,
    faults: [...faults.values()],
    notes: [...notes.values()],
    deadLetters,
  };
}
