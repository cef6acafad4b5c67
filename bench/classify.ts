import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { recognizers } from '../classifiers/index.js';
import { createDetector } from '../src/classify/detector.js';
import type { Detector } from '../src/classify/finding.js';
import { loadPolicy } from '../src/classify/policy.js';
import { loadTokenizer } from '../src/text/tokenizer.js';
import { type BenchText, lengthOf, mixedText } from './mixed-text.js';

/**
 * Characters per second, in one run on the same text: the tokenizer reading all of it, detection on one thread,
 * detection on all cores. Workers load their detectors before the clock starts.
 */

const ROUNDS = 24;
const WARM_UP = 2;
const TURNS = 11;
/** One text in this many: the tokenizer is slower by an order. */
const TOKENIZED_PART = 5;
/** Tokenizer windows hold at most this many units; longer texts are cut at sentence ends or here. */
const WINDOW = 1000;

if (isMainThread) await main();
else await serve();

async function main(): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const started = performance.now();
  const detector = await createDetector(recognizers, loadPolicy());
  detector.detect('氏名 山田太郎、住所 堺市堺区南瓦町3番1号、電話 06-1234-5678');
  const readySeconds = (performance.now() - started) / 1000;

  const texts = mixedText(ROUNDS);
  const warm = texts.slice(0, (texts.length / ROUNDS) * WARM_UP);
  const timed = texts.slice(warm.length);
  const length = lengthOf(timed);
  const tokenize = await loadTokenizer();
  const tokenizeAll = (some: readonly BenchText[]) => {
    for (const { text } of some) for (let at = 0; at < text.length; at += WINDOW) tokenize(text.slice(at, at + WINDOW));
  };

  detectAll(detector, warm);
  tokenizeAll(warm);
  // Turn by turn, so that whatever else the machine does slows both alike. The tokenizer reads a part of each turn's text.
  let detecting = 0;
  let tokenizing = 0;
  let tokenized = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const turnTexts = timed.slice((timed.length * turn) / TURNS, (timed.length * (turn + 1)) / TURNS);
    detecting += seconds(() => detectAll(detector, turnTexts));
    const part = turnTexts.filter((_, at) => at % TOKENIZED_PART === 0);
    tokenizing += seconds(() => tokenizeAll(part));
    tokenized += lengthOf(part);
  }
  const detectCharsPerSecond = length / detecting;
  const tokenizerCharsPerSecond = tokenized / tokenizing;
  const cores = availableParallelism();
  const allCoresCharsPerSecond = (length * cores) / (await inWorkers(cores));

  const figures = {
    tokenizerCharsPerSecond: Math.round(tokenizerCharsPerSecond),
    detectCharsPerSecond: Math.round(detectCharsPerSecond),
    allCoresCharsPerSecond: Math.round(allCoresCharsPerSecond),
    ratio: round(detectCharsPerSecond / tokenizerCharsPerSecond),
    scaling: round(allCoresCharsPerSecond / detectCharsPerSecond),
    readySeconds: round(readySeconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  print(`${length} characters in ${timed.length} texts of all five systems, ${cores} cores`);
  print(`tokenizer, one thread   ${figures.tokenizerCharsPerSecond} characters/s`);
  print(`detection, one thread   ${figures.detectCharsPerSecond} characters/s (${figures.ratio} times the tokenizer)`);
  print(`detection, all cores    ${figures.allCoresCharsPerSecond} characters/s (${figures.scaling} times one thread)`);
  print(`ready after ${figures.readySeconds} s, peak memory ${figures.peakMb} MB`);
  print(JSON.stringify(figures));
}

function detectAll(detector: Detector, texts: readonly BenchText[]): number {
  let findings = 0;
  for (const { text, ...context } of texts) findings += detector.detect(text, context).findings.length;
  return findings;
}

/** Seconds until all workers have read the whole text once each, from a common start. */
async function inWorkers(cores: number): Promise<number> {
  const workers = Array.from({ length: cores }, () => new Worker(new URL(import.meta.url)));
  const next = (worker: Worker) =>
    new Promise<void>((done, failed) => {
      worker.once('message', () => done());
      worker.once('error', failed);
    });
  try {
    await Promise.all(workers.map(next));
    const started = performance.now();
    await Promise.all(
      workers.map((worker) => {
        worker.postMessage('go');
        return next(worker);
      }),
    );
    return (performance.now() - started) / 1000;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function serve(): Promise<void> {
  const detector = await createDetector(recognizers, loadPolicy());
  const texts = mixedText(ROUNDS);
  const warm = texts.splice(0, (texts.length / ROUNDS) * WARM_UP);
  detectAll(detector, warm);
  parentPort!.on('message', () => {
    detectAll(detector, texts);
    parentPort!.postMessage('done');
  });
  parentPort!.postMessage('ready');
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
