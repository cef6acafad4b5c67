import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Example, type TrainingOptions, trainInOrders } from './linear-training.js';

/** Examples in memory that threads share, one behind the other. */
interface SharedExamples {
  features: Int32Array;
  /** Where the features of each end. */
  ends: Int32Array;
  positive: Uint8Array;
  weights: Float64Array;
}

interface Task {
  /** Positions of the examples to train on, in order. */
  chosen: Int32Array;
  orders: number;
  options: TrainingOptions;
}

/** Trains on examples in a thread of its own, while this one does something else. */
export class TrainingThread {
  readonly #worker: Worker;

  /** @param examples - whose features all count alike (no `slight` ones) */
  constructor(examples: readonly Example[]) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: shared(examples) });
  }

  /** The same weights as `trainInOrders` gives for those examples. One training at a time. */
  train(chosen: Int32Array, orders: number, options: TrainingOptions): Promise<Float64Array> {
    return new Promise((resolve, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('message', (weights: Float64Array) => {
        this.#worker.off('error', reject);
        resolve(weights);
      });
      this.#worker.postMessage({ chosen, orders, options } satisfies Task);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function shared(examples: readonly Example[]): SharedExamples {
  const count = examples.length;
  const units = examples.reduce((sum, { features }) => sum + features.length, 0);
  const features = new Int32Array(new SharedArrayBuffer(units * Int32Array.BYTES_PER_ELEMENT));
  const ends = new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
  const positive = new Uint8Array(new SharedArrayBuffer(count));
  const weights = new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
  let end = 0;
  for (const [at, example] of examples.entries()) {
    features.set(example.features, end);
    end += example.features.length;
    ends[at] = end;
    positive[at] = example.positive ? 1 : 0;
    weights[at] = example.weight;
  }
  return { features, ends, positive, weights };
}

function exampleAt({ features, ends, positive, weights }: SharedExamples, at: number): Example {
  if (at >= ends.length) throw new RangeError(`there is no example ${at}`);
  const start = at === 0 ? 0 : ends[at - 1]!;
  return {
    features: features.subarray(start, ends[at]!),
    positive: positive[at] === 1,
    weight: weights[at]!,
    group: '',
  };
}

if (!isMainThread) {
  const examples = workerData as SharedExamples;
  parentPort!.on('message', ({ chosen, orders, options }: Task) => {
    const own = Array.from(chosen, (at) => exampleAt(examples, at));
    const weights = trainInOrders(own, orders, options);
    parentPort!.postMessage(weights, [weights.buffer as ArrayBuffer]);
  });
}
