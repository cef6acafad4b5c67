import type { InventoryLine, ObjectState } from '../../ports/catalog.js';
import type { RunningProgress } from '../runs/progress-file.js';

/** State that a job takes objects out of: what is still in it is still to be done. */
const TAKES: Readonly<Record<string, ObjectState>> = { classify: 'found', enforce: 'classified' };

/** Finished objects before which a rate says nothing. */
const LEAST_FINISHED = 20;

export interface TimeLeft {
  /** Objects still to be done, as far as they are listed; at least so many. */
  remaining: number;
  /** Undefined while too little is done to tell. */
  seconds: number | undefined;
}

/**
 * How much a run has left, by what the catalogue still shows in the state it takes objects from, and by its rate so
 * far. A floor: systems that it has not listed yet may hold more.
 */
export function timeLeft(
  { job, system, startedAt, updatedAt, planned, finished, failed = 0 }: RunningProgress,
  inventory: readonly InventoryLine[],
): TimeLeft {
  const state = TAKES[job];
  const open = inventory
    .filter((line) => line.state === state && (system ?? line.system) === line.system)
    .reduce((sum, { objects }) => sum + objects, 0);
  // What failed stays in its state and is not taken up again by this run.
  const remaining = Math.max(open - failed, planned - finished);
  const elapsed = (Date.parse(updatedAt) - Date.parse(startedAt)) / 1000;
  if (finished < LEAST_FINISHED || elapsed <= 0) return { remaining, seconds: undefined };
  return { remaining, seconds: Math.round((remaining / finished) * elapsed) };
}
