import { Fault } from '../base/fault.js';
import type { Detector, Finding } from '../classify/finding.js';
import type { RecordField } from '../records/record.js';

/** The fields of one record. */
export type RecordTexts = readonly RecordField[];

/** Findings of each field of one record, or why they could not be had. */
export type RecordFindings = readonly (readonly Finding[])[] | RecordLost;

export interface RecordLost {
  /** `worker-died` also where detection failed without taking its thread with it. */
  lost: 'classify/worker-died' | 'classify/timed-out';
}

/** Detects in records, on whatever thread. The findings are the same on each. */
export interface RecordDetector {
  /** One result per record, in their order. */
  detect(records: readonly RecordTexts[]): Promise<readonly RecordFindings[]>;
}

type Detecting = Pick<Detector, 'detectRecords'>;

export function onThisThread(detector: Detecting): RecordDetector {
  return { detect: async (records) => findingsOf(detector, records) };
}

/**
 * What is found in each record. Where detection fails over the list, each record is tried once more by itself, and only
 * the one it fails over again is lost.
 *
 * @throws {Fault} what is wrong with the installation rather than with a record
 */
export function findingsOf(detector: Detecting, records: readonly RecordTexts[]): readonly RecordFindings[] {
  return orLost(() => detector.detectRecords(records)) ?? records.map((fields) => findingsOfOne(detector, fields));
}

/** The same for one record. */
export function findingsOfOne(detector: Detecting, fields: RecordTexts): RecordFindings {
  return orLost(() => detector.detectRecords([fields]))?.[0] ?? { lost: 'classify/worker-died' };
}

/** Undefined after an error. It may hold what was read, so only the fact is kept. */
function orLost<T>(detect: () => T): T | undefined {
  try {
    return detect();
  } catch (error) {
    if (error instanceof Fault) throw error;
    return undefined;
  }
}

/** UTF-16 units of all texts of a record. */
export function unitsOf(fields: RecordTexts): number {
  let units = 0;
  for (const { text } of fields) units += text.length;
  return units;
}
