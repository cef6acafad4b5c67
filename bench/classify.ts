import { availableParallelism } from 'node:os';
import { openPool } from '../src/app/detector.js';
import type { Detector } from '../src/classify/finding.js';
import type { RecordDetector, RecordTexts } from '../src/examine/record-detector.js';
import { loadKuromoji } from '../src/text/tokenizer.js';
import { type BenchText, lengthOf, mixedText } from './mixed-text.js';

/**
 * Characters per second, in one run on the same text: the tokenizer reading all of it; detection on one thread in lists
 * of texts and of records, as `kimitsu classify` reads them, and called for each text by itself; detection by the pool.
 * The pool reads records, which takes longer than their texts alone, so what it gains is told against the same work on
 * one thread, turn by turn. Everything is loaded and has read the warm-up texts before the clock starts, each thread of the
 * pool as much as this one: what a run of many gigabytes does for its first seconds says little about it.
 */

const ROUNDS = 24;
const WARM_UP = 8;
const TURNS = 16;
/** Fewer and longer, for at the end of each a thread may wait for the other's last list. */
const POOL_TURNS = 4;
/** How often this thread has read about as much as the warm-up texts when the pool is measured. */
const READ_BEFORE = 7;
/** One text in this many: the tokenizer is slower by an order. */
const TOKENIZED_PART = 5;
/** Tokenizer windows hold at most this many units; longer texts are cut at sentence ends or here. */
const WINDOW = 1000;
/** Records hold about this many fields; a list of records with so many is read at once, by whatever thread. */
const FIELDS_PER_RECORD = 8;
const TEXTS_PER_LIST = 768;

await main();

async function main(): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const started = performance.now();
  const cores = availableParallelism();
  const { detector, recordDetector } = await openPool(undefined, { size: cores });
  detector.detect('氏名 山田太郎、住所 堺市堺区南瓦町3番1号、電話 06-1234-5678');
  const readySeconds = (performance.now() - started) / 1000;

  const texts = mixedText(ROUNDS);
  const warm = texts.slice(0, (texts.length / ROUNDS) * WARM_UP);
  const timed = texts.slice(warm.length);
  const length = lengthOf(timed);
  const { detecting, detectingOneByOne, tokenizing, tokenized } = await besideTokenizer(detector, warm, timed);
  const detectCharsPerSecond = length / detecting;
  const tokenizerCharsPerSecond = tokenized / tokenizing;

  await recordDetector.open();
  for (let time = 0; time < READ_BEFORE * cores; time++) await detectInPool(recordDetector, warm, cores);
  let readingRecords = 0;
  let readingInPool = 0;
  for (let turn = 0; turn < POOL_TURNS; turn++) {
    const turnTexts = partOf(timed, turn, POOL_TURNS);
    readingRecords += seconds(() => detectInLists(detector, turnTexts, FIELDS_PER_RECORD));
    const started = performance.now();
    await detectInPool(recordDetector, turnTexts, cores);
    readingInPool += (performance.now() - started) / 1000;
  }
  const recordsCharsPerSecond = length / readingRecords;
  const allCoresCharsPerSecond = length / readingInPool;
  await recordDetector.close();

  const figures = {
    tokenizerCharsPerSecond: Math.round(tokenizerCharsPerSecond),
    detectCharsPerSecond: Math.round(detectCharsPerSecond),
    oneByOneCharsPerSecond: Math.round(length / detectingOneByOne),
    recordsCharsPerSecond: Math.round(recordsCharsPerSecond),
    allCoresCharsPerSecond: Math.round(allCoresCharsPerSecond),
    ratio: round(detectCharsPerSecond / tokenizerCharsPerSecond),
    scaling: round(allCoresCharsPerSecond / recordsCharsPerSecond),
    readySeconds: round(readySeconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  print(`${length} characters in ${timed.length} texts of all five systems, ${cores} cores`);
  print(`tokenizer, one thread   ${figures.tokenizerCharsPerSecond} characters/s`);
  print(`detection, one thread   ${figures.detectCharsPerSecond} characters/s (${figures.ratio} times the tokenizer)`);
  print(`  called text by text   ${figures.oneByOneCharsPerSecond} characters/s`);
  print(`  as records            ${figures.recordsCharsPerSecond} characters/s`);
  print(`  the same, all cores   ${figures.allCoresCharsPerSecond} characters/s (${figures.scaling} times one thread)`);
  print(`ready after ${figures.readySeconds} s, peak memory ${figures.peakMb} MB`);
  print(JSON.stringify(figures));
}

/** Seconds that detection and the tokenizer take on this thread; the latter is let go at the end, as no product holds it. */
async function besideTokenizer(detector: Detector, warm: readonly BenchText[], timed: readonly BenchText[]) {
  // As the library gives it, so that neither our cache nor its upkeep is measured.
  const tokenizer = await loadKuromoji();
  const tokenizeAll = (some: readonly BenchText[]) => {
    for (const { text } of some)
      for (let at = 0; at < text.length; at += WINDOW) tokenizer.tokenizeForSentence(text.slice(at, at + WINDOW));
  };

  detectInLists(detector, warm, 1);
  detectInLists(detector, warm, FIELDS_PER_RECORD);
  detectOneByOne(detector, warm);
  tokenizeAll(warm);
  // Turn by turn, so that whatever else the machine does slows both alike. The tokenizer reads a part of each turn's text.
  let detecting = 0;
  let detectingOneByOne = 0;
  let tokenizing = 0;
  let tokenized = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const turnTexts = partOf(timed, turn, TURNS);
    detecting += seconds(() => detectInLists(detector, turnTexts, 1));
    detectingOneByOne += seconds(() => detectOneByOne(detector, turnTexts));
    const part = turnTexts.filter((_, at) => at % TOKENIZED_PART === 0);
    tokenizing += seconds(() => tokenizeAll(part));
    tokenized += lengthOf(part);
  }
  return { detecting, detectingOneByOne, tokenizing, tokenized };
}

function detectOneByOne(detector: Detector, texts: readonly BenchText[]): number {
  let findings = 0;
  for (const { text, ...context } of texts) findings += detector.detect(text, context).findings.length;
  return findings;
}

function detectInLists(detector: Detector, texts: readonly BenchText[], fieldsPerRecord: number): number {
  let findings = 0;
  for (const list of listsOf(texts, fieldsPerRecord))
    for (const record of detector.detectRecords(list)) for (const found of record) findings += found.length;
  return findings;
}

/** Hands all texts to the threads in lists, as the examination of objects does. */
async function detectInPool(detector: RecordDetector, texts: readonly BenchText[], cores: number): Promise<void> {
  const lists = listsOf(texts, FIELDS_PER_RECORD);
  await Promise.all(
    Array.from({ length: cores * 2 }, async () => {
      for (let list = lists.next(); !list.done; list = lists.next()) await detector.detect(list.value);
    }),
  );
}

function* listsOf(texts: readonly BenchText[], fieldsPerRecord: number): Generator<RecordTexts[]> {
  for (let from = 0; from < texts.length; from += TEXTS_PER_LIST) {
    const list = texts
      .slice(from, from + TEXTS_PER_LIST)
      .map(({ text, path, fieldName }) => ({ name: fieldName, path, text }));
    const records: RecordTexts[] = [];
    for (let at = 0; at < list.length; at += fieldsPerRecord) records.push(list.slice(at, at + fieldsPerRecord));
    yield records;
  }
}

function partOf(texts: readonly BenchText[], part: number, parts: number): BenchText[] {
  return texts.slice((texts.length * part) / parts, (texts.length * (part + 1)) / parts);
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
