import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { findingsOfPacked, unpackFindings } from '../../src/examine/packed-findings.js';
import { packRecords } from '../../src/examine/packed-records.js';
import { onThisThread, type RecordTexts } from '../../src/examine/record-detector.js';
import { FAILING, withFailing } from './failing-recognizer.js';

const record = (...texts: string[]): RecordTexts => texts.map((text) => ({ name: undefined, path: [], text }));
const records = [
  record('畑中様より'),
  record('はじめ', `電話 090-1234-5678 ${FAILING}`),
  record(''),
  record('電話 090-1234-5678'),
  record(FAILING),
];

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(withFailing, loadPolicy());
});

const expected = () =>
  [0, 1, 2, 3, 4].map((at) =>
    at === 1 || at === 4 ? { lost: 'classify/worker-died' } : detector.detectRecord(records[at]!),
  );

describe('onThisThread', () => {
  it('loses only the records over which detection fails', async () => {
    expect(await onThisThread(detector).detect(records)).toEqual(expected());
  });

  it('says so when the installation is what fails, and no text', async () => {
    const detectRecords = () => {
      throw new Fault('bug', 'classify/no-lexicon', 'a list is missing');
    };
    await expect(onThisThread({ detectRecords }).detect(records)).rejects.toMatchObject({
      code: 'classify/no-lexicon',
    });
  });
});

describe('findingsOfPacked', () => {
  it('loses the same ones on another thread, which goes on', () => {
    const packed = findingsOfPacked(detector, packRecords(records));
    expect(unpackFindings(records, structuredClone(packed))).toEqual(expected());
  });
});
