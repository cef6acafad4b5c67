import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../classify/detector.js';
import { kindOf } from '../classify/kind.js';
import { loadPolicy, type Policy } from '../classify/policy.js';
import { PooledDetector } from '../examine/pooled-detector.js';
import { onThisThread } from '../examine/record-detector.js';
import type { KindOf } from '../run/ports.js';
import { sharedDictionary } from '../text/tokenizer.js';
import type { DetectWorkerData } from './detect-worker.js';

export interface OpenDetector {
  detector: ExplainingDetector;
  kindOf: KindOf;
}

/** A detector with the threads that help it with much to read. */
export interface OpenPool extends OpenDetector {
  recordDetector: PooledDetector;
}

/** Far more than a list of records takes on a busy machine. */
const TASK_MILLISECONDS = 60_000;
/** A thread of ours needs about 50 MB; what would let it grow without bound is a fault of the thread. */
const LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 };

/**
 * What is found out about a text lives as long as its group. V8 would come to think that such objects live for long, and
 * make them where only a full collection frees them: 100 MB more for each thread, and a sixth more time.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

/** All recognizers under the policy. Takes a second: the dictionary is loaded. @param policy - the bundled one when absent */
export async function openDetector(policy: Policy = loadPolicy()): Promise<OpenDetector> {
  return { detector: await createDetector(recognizers, policy), kindOf: (place) => kindOf(policy, place) };
}

/** As `openDetector`, with a pool of `size` threads that starts once a run turns out to be long. */
export async function openPool(
  policy: Policy = loadPolicy(),
  { size = availableParallelism() }: { size?: number } = {},
): Promise<OpenPool> {
  const detector = await createDetector(recognizers, policy);
  const workerData: DetectWorkerData = { policy, dictionary: await sharedDictionary() };
  const start = () =>
    new Worker(new URL('./detect-worker.js', import.meta.url), { workerData, resourceLimits: LIMITS });
  return {
    detector,
    kindOf: (place) => kindOf(policy, place),
    recordDetector: new PooledDetector(onThisThread(detector), start, { size, taskMilliseconds: TASK_MILLISECONDS }),
  };
}
