import type { Lease, ShardQueue } from '../../adapters/queue/shard-queue.js';
import { inHandOf } from '../../run/runner.js';
import { runOptions } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { workOn } from './work.js';

/**
 * Works on one shard after the other until there is none. The next one is taken as soon as every object of the one before
 * is begun, so while the last of them are worked on and recorded it is locked and its first ones are read: nothing waits
 * for the catalogue alone. Two are in hand at most, with no more objects and bytes than one would have.
 *
 * @param onOver - called for each, with whether it is done; until it has answered the shard is in hand
 * @throws what `workOn`, `onOver` and the queue throw, once nothing is in hand any more
 */
export async function workInTurn(
  first: Lease,
  queue: ShardQueue,
  workspace: Workspace,
  signal: AbortSignal,
  onOver: (isDone: boolean) => unknown,
): Promise<void> {
  const inHand = inHandOf(runOptions(workspace, {}));
  const failures: unknown[] = [];
  const begin = (lease: Lease) => {
    let onAllBegun = (): void => {};
    const allBegun = new Promise<void>((resolve) => {
      onAllBegun = resolve;
    });
    const over = workOn(lease, queue, workspace, signal, { inHand, onAllBegun })
      .then(onOver)
      .catch((error: unknown) => {
        failures.push(error);
      });
    return { over, allBegun: Promise.race([allBegun, over]) };
  };
  const goesOn = () => !signal.aborted && failures.length === 0;
  let before: Promise<unknown> = Promise.resolve();
  try {
    for (let lease: Lease | undefined = first; lease; ) {
      const { over, allBegun } = begin(lease);
      await allBegun;
      await before;
      before = over;
      lease = goesOn() ? await queue.take() : undefined;
      if (lease) continue;
      // What the one before has handed out, or given back, is there only now.
      await before;
      lease = goesOn() ? await queue.take() : undefined;
    }
  } finally {
    await before;
  }
  if (failures.length > 0) throw failures[0];
}
