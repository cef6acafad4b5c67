import { describe, expect, it } from 'vitest';
import type { Finding, TextOfRecord } from '../../src/classify/finding.js';
import { findingsOfPacked, unpackFindings } from '../../src/examine/packed-findings.js';
import { packRecords } from '../../src/examine/packed-records.js';
import type { RecordTexts } from '../../src/examine/record-detector.js';

/** Finds every digit, and every A under a name. */
const detector = {
  detectRecords: (records: readonly (readonly TextOfRecord[])[]): Finding[][][] =>
    records.map((fields) =>
      fields.map(({ text, name }) =>
        [...text].flatMap((unit, start) => {
          if (/[0-9]/.test(unit))
            return [{ type: 'DIGIT', start, end: start + 1, score: Number(unit) / 7, rule: 'digit/one' }];
          if (unit !== 'A' || name === undefined) return [];
          return [{ type: 'LETTER', start, end: start + 1, score: 0.6, rule: `letter/${name}` }];
        }),
      ),
    ),
};
const field = (text: string, name?: string) => ({ name, path: [], text });
const records: RecordTexts[] = [[field('a1 A', 'x'), field('')], [], [field('A'), field('AA23', 'y')]];

describe('unpackFindings', () => {
  it('gives what detection on this thread gives', () => {
    const packed = findingsOfPacked(detector, packRecords(records));
    expect(unpackFindings(records, structuredClone(packed))).toEqual(detector.detectRecords(records));
    expect(packed.rules.map(({ rule }) => rule)).toEqual(['digit/one', 'letter/x', 'letter/y']);
  });
});
