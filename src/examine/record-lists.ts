import type { RecordField, SourceRecord } from '../records/record.js';
import { type RecordDetector, type RecordFindings, unitsOf } from './record-detector.js';

/** A list handed to a thread holds about this much: enough to make handing over cheap, little enough to share out. */
const BATCH_UNITS = 16_384;
const BATCH_RECORDS = 256;
/** Lists of one object under way at once; bounds the memory whatever the object's size. */
const MOST_UNDER_WAY = 8;

/** A record that was looked at. */
export interface ListedRecord {
  /** As `SourceRecord.locator`. */
  locator: string;
  fields: readonly RecordField[];
}

export type TakeFindings = (findings: RecordFindings, record: ListedRecord) => void;

/** Hands the records of one object to a detector in lists and gives the findings back in order of the records. */
export class RecordLists {
  #batch: SourceRecord[] = [];
  #units = 0;
  readonly #underWay: Promise<() => void>[] = [];

  constructor(
    readonly detector: RecordDetector,
    readonly take: TakeFindings,
  ) {}

  /** Waits while enough is under way. */
  async add(record: SourceRecord): Promise<void> {
    this.#batch.push(record);
    this.#units += unitsOf(record.fields);
    if (this.#units < BATCH_UNITS && this.#batch.length < BATCH_RECORDS) return;
    this.#send();
    while (this.#underWay.length >= MOST_UNDER_WAY) await this.#takeFirst();
  }

  /** Resolves when all findings have been taken. */
  async end(): Promise<void> {
    this.#send();
    while (this.#underWay.length > 0) await this.#takeFirst();
  }

  #send(): void {
    const records = this.#batch;
    if (records.length === 0) return;
    this.#batch = [];
    this.#units = 0;
    const sent = this.detector.detect(records.map(({ fields }) => fields)).then((found) => () => {
      for (const [at, record] of records.entries()) this.take(found[at]!, record);
    });
    sent.catch(() => undefined); // met where it is awaited
    this.#underWay.push(sent);
  }

  async #takeFirst(): Promise<void> {
    (await this.#underWay.shift()!)();
  }
}
