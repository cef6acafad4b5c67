import type { Detector, Finding } from '../classify/finding.js';
import { type PackedRecords, unpackRecords } from './packed-records.js';
import { findingsOf, type RecordFindings, type RecordTexts } from './record-detector.js';

/** Findings as a thread gives them back: numbers, and each rule's name once. */
export interface PackedFindings {
  /** How many each text has, in order of the texts. */
  counts: Uint32Array;
  /** `PARTS` numbers for each finding: its place in `rules`, start, end, score. */
  numbers: Float64Array;
  rules: readonly { type: string; rule: string }[];
  /** Positions of the records that were lost; their texts have none. */
  lost: readonly number[];
}

const PARTS = 4;

/** What a thread does with the records handed to it. */
export function findingsOfPacked(detector: Pick<Detector, 'detectRecords'>, records: PackedRecords): PackedFindings {
  const counts = new Uint32Array(records.texts.length);
  const numbers: number[] = [];
  const rules: { type: string; rule: string }[] = [];
  const known = new Map<string, number>();
  const lost: number[] = [];
  let text = 0;
  for (const [at, record] of findingsOf(detector, [...unpackRecords(records)]).entries()) {
    if ('lost' in record) {
      lost.push(at);
      text += records.lengths[at]!;
      continue;
    }
    for (const findings of record) {
      counts[text++] = findings.length;
      for (const { type, rule, start, end, score } of findings) {
        let number = known.get(rule);
        // A rule's name begins with its recognizer's, so no two types share one.
        if (number === undefined) {
          number = rules.push({ type, rule }) - 1;
          known.set(rule, number);
        }
        numbers.push(number, start, end, score);
      }
    }
  }
  return { counts, numbers: Float64Array.from(numbers), rules, lost };
}

/** The findings of each field of each record, as `findingsOf` gives them. */
export function unpackFindings(
  records: readonly RecordTexts[],
  { counts, numbers, rules, lost }: PackedFindings,
): RecordFindings[] {
  const isLost = new Set(lost);
  let text = 0;
  let at = 0;
  return records.map((fields, record) => {
    const found = fields.map(() => {
      const findings: Finding[] = [];
      for (let left = counts[text++]!; left > 0; left--, at += PARTS) {
        const { type, rule } = rules[numbers[at]!]!;
        findings.push({ type, start: numbers[at + 1]!, end: numbers[at + 2]!, score: numbers[at + 3]!, rule });
      }
      return findings;
    });
    return isLost.has(record) ? { lost: 'classify/worker-died' } : found;
  });
}
