import { parentPort, workerData } from 'node:worker_threads';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../classify/detector.js';
import type { Policy } from '../classify/policy.js';
import { findingsOfPacked } from '../examine/packed-findings.js';
import type { PackedRecords } from '../examine/packed-records.js';
import { READY } from '../examine/worker-pool.js';
import type { Dictionary } from '../text/dictionary.js';
import { useDictionary } from '../text/tokenizer.js';

/** One thread of the pool: its own detector, made once, for lists of records. */
export interface DetectWorkerData {
  policy: Policy;
  dictionary: Dictionary;
}

const port = parentPort;
if (port) {
  const { policy, dictionary } = workerData as DetectWorkerData;
  useDictionary(dictionary);
  const detector = await createDetector(recognizers, policy);
  port.on('message', (records: PackedRecords) => port.postMessage(findingsOfPacked(detector, records)));
  port.postMessage(READY);
}
