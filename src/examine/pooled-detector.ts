import type { Worker } from 'node:worker_threads';
import { type PackedFindings, unpackFindings } from './packed-findings.js';
import { type PackedRecords, packRecords } from './packed-records.js';
import { type RecordDetector, type RecordFindings, type RecordTexts, unitsOf } from './record-detector.js';
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.js';

/**
 * Threads pay from here on, some five seconds of reading: each must load its word lists and read about a million units
 * before its code runs at full speed.
 */
const START_AFTER_UNITS = 4_000_000;

export interface PooledDetectorOptions extends WorkerPoolOptions {
  /** Units read on this thread before others are started. */
  startAfterUnits?: number;
}

type Answer = readonly RecordFindings[];

/**
 * Reads on this thread at first and starts the others once a run turns out to be long; until they are ready this thread
 * goes on. Records whose thread died or took too long are tried once more, each by itself.
 */
export class PooledDetector implements RecordDetector {
  readonly #pool: WorkerPool<PackedRecords, PackedFindings>;
  readonly #startAfter: number;
  #units = 0;
  #state: 'here' | 'starting' | 'pooled' = 'here';
  #failure: unknown;

  /** @param start - a thread that posts `READY`, then answers each packed list of records with their findings */
  constructor(
    readonly here: RecordDetector,
    start: () => Worker,
    { startAfterUnits = START_AFTER_UNITS, ...options }: PooledDetectorOptions,
  ) {
    this.#pool = new WorkerPool(start, options);
    this.#startAfter = startAfterUnits;
  }

  /** @throws {Fault} `bug` / `classify/worker-not-started` when the threads cannot be started */
  async detect(records: readonly RecordTexts[]): Promise<Answer> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#state === 'pooled') return this.#inPool(records);
    for (const fields of records) this.#units += unitsOf(fields);
    if (this.#state === 'here' && this.#units >= this.#startAfter)
      this.open().catch((error: unknown) => {
        this.#failure = error;
      });
    return this.here.detect(records);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Starts the threads now; by itself it happens once enough was read. */
  async open(): Promise<void> {
    this.#state = 'starting';
    await this.#pool.open();
    this.#state = 'pooled';
  }

  async #inPool(records: readonly RecordTexts[]): Promise<Answer> {
    const outcome = await this.#pool.run(packRecords(records));
    if ('answer' in outcome) return unpackFindings(records, outcome.answer);
    return Promise.all(records.map((fields) => this.#alone(fields)));
  }

  async #alone(fields: RecordTexts): Promise<RecordFindings> {
    const outcome = await this.#pool.run(packRecords([fields]));
    return 'answer' in outcome ? unpackFindings([fields], outcome.answer)[0]! : outcome;
  }
}
