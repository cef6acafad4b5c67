import { Worker } from 'node:worker_threads';

/**
 * A thread that obeys its task: `die` ends it, `hang` never answers, `die-once` ends the first thread that is given it,
 * anything else is answered with its text in capitals. Tasks are lists of records, as the detector's are.
 */
const SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const died = new Int32Array(workerData.died);
  parentPort.on('message', (records) => {
    const texts = records.flatMap((fields) => fields.map(({ text }) => text));
    if (texts.includes('die')) process.exit(1);
    if (texts.includes('throw')) throw new Error('a bug');
    if (texts.includes('die-once') && Atomics.add(died, 0, 1) === 0) process.exit(1);
    if (texts.includes('hang')) return;
    parentPort.postMessage(records.map((fields) => fields.map(({ text }) =>
      [{ type: 'ECHO', start: 0, end: text.length, score: 1, rule: text.toUpperCase() }])));
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
