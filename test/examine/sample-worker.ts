import { Worker } from 'node:worker_threads';

/**
 * A thread that obeys its task: `die` ends it, `hang` never answers, `die-once` ends the first thread that is given it,
 * anything else is answered with its texts in capitals as rules. Tasks are packed records, as the detector's are.
 */
const SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const died = new Int32Array(workerData.died);
  parentPort.on('message', ({ texts }) => {
    if (texts.includes('die')) process.exit(1);
    if (texts.includes('throw')) throw new Error('a bug');
    if (texts.includes('die-once') && Atomics.add(died, 0, 1) === 0) process.exit(1);
    if (texts.includes('hang')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    parentPort.postMessage({
      counts: Uint32Array.from(texts, () => 1),
      numbers: Float64Array.from(texts.flatMap((text, at) => [at, 0, text.length, 1])),
      rules: texts.map((text) => ({ type: 'ECHO', rule: text.toUpperCase() })),
      lost: [],
    });
  });
  parentPort.postMessage('ready');
`;

/** Starts such threads; they share how often `die-once` was obeyed. */
export function sampleWorkers(): () => Worker {
  const died = new SharedArrayBuffer(4);
  return () => new Worker(SOURCE, { eval: true, workerData: { died } });
}

export function brokenWorker(): Worker {
  return new Worker('process.exit(1)', { eval: true });
}
