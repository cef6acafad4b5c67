import type { Detector, Finding } from '../classify/finding.js';
import type { RecordField } from '../records/record.js';

/** The fields of one record. */
export type RecordTexts = readonly RecordField[];

/** Findings of each field of one record, or why they could not be had. */
export type RecordFindings = readonly (readonly Finding[])[] | RecordLost;

export interface RecordLost {
  lost: 'classify/worker-died' | 'classify/timed-out';
}

/** Detects in records, on whatever thread. The findings are the same on each. */
export interface RecordDetector {
  /** One result per record, in their order. */
  detect(records: readonly RecordTexts[]): Promise<readonly RecordFindings[]>;
}

export function onThisThread(detector: Detector): RecordDetector {
  return { detect: async (records) => detector.detectRecords(records) };
}

/** UTF-16 units of all texts of a record. */
export function unitsOf(fields: RecordTexts): number {
  let units = 0;
  for (const { text } of fields) units += text.length;
  return units;
}
