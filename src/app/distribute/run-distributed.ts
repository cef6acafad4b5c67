import { randomId } from '../../base/ids.js';
import type { Level } from '../../base/level.js';
import type { FaultCount, NoteCount, RunSummary } from '../../run/runner.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { handOutListings } from './hand-out.js';
import type { ObjectShard } from './shard.js';
import { openQueue } from './work.js';
import { type DeadLetter, type WorkedAlong, workAlong } from './work-along.js';

export interface DistributedSummary extends RunSummary {
  shards: number;
  /** Shards that were given up; their objects count as failed and are planned again by the next run. */
  deadLetters: DeadLetter[];
}

/**
 * Hands out the listing of each system, and works on listings and on what they find together with every `kimitsu worker`
 * of the workspace until all is done. Opened with the lock `shared`.
 */
export async function runDistributed(
  name: ObjectShard['job'],
  workspace: Workspace,
  request: RunRequest & { everyObject?: boolean } = {},
): Promise<DistributedSummary> {
  const { clock } = workspace.ports;
  const startedAt = clock.now().toISOString();
  const queue = await openQueue(workspace.config);
  try {
    if (name === 'enforce-encryption') await makeLevelKeys(workspace);
    const sent = await handOutListings(name, queue, workspace, request);
    const worked = await workAlong(name, sent, queue, workspace, request);
    return { ...summed(worked), job: name, startedAt, endedAt: clock.now().toISOString() };
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

type Outcomes = Omit<DistributedSummary, 'job' | 'startedAt' | 'endedAt'>;

function summed({ planned, shards, results, deadLetters, unlisted, stopped }: WorkedAlong): Outcomes {
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
    planned,
    shards,
    ...unlisted.summary(),
    done: sum(({ done }) => done),
    failed: sum(({ failed }) => failed) + deadLetters.reduce((total, { objects }) => total + objects, 0),
    stopped,
    faults: [...faults.values()],
    notes: [...notes.values()],
    deadLetters,
  };
}
