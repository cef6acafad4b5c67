import { afterEach, describe, expect, it } from 'vitest';
import { PooledDetector, type PooledDetectorOptions } from '../../src/examine/pooled-detector.js';
import type { RecordDetector, RecordFindings, RecordTexts } from '../../src/examine/record-detector.js';
import { brokenWorker, sampleWorkers } from './sample-worker.js';

const record = (text: string): RecordTexts => [{ name: undefined, path: [], text }];
/** As the sample threads answer, with a rule that tells who did. */
const here: RecordDetector = {
  detect: async (records) =>
    records.map((fields) =>
      fields.map(({ text }) => [{ type: 'ECHO', start: 0, end: text.length, score: 1, rule: 'here' }]),
    ),
};
const open: PooledDetector[] = [];

function pooled(options: Partial<PooledDetectorOptions> = {}, start = sampleWorkers()): PooledDetector {
  const detector = new PooledDetector(here, start, {
    size: 2,
    taskMilliseconds: 60_000,
    startAfterUnits: 3,
    ...options,
  });
  open.push(detector);
  return detector;
}

const rules = (found: readonly RecordFindings[]) =>
  found.map((one) => ('lost' in one ? one.lost : one.map((findings) => findings[0]!.rule).join()));

/** Reads until the threads answer instead of this one. */
async function untilPooled(detector: PooledDetector): Promise<void> {
  for (;;) {
    const [rule] = rules(await detector.detect([record('abc')]));
    if (rule === 'ABC') return;
    await new Promise(setImmediate);
  }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((detector) => detector.close()));
});

describe('PooledDetector', () => {
  it('starts no thread for little to read', async () => {
    let started = 0;
    const start = sampleWorkers();
    const detector = pooled({ startAfterUnits: 100 }, () => {
      started += 1;
      return start();
    });
    expect(rules(await detector.detect([record('abc'), record('def')]))).toEqual(['here', 'here']);
    expect(started).toBe(0);
  });

  it('hands over once the threads are ready, and keeps the order', async () => {
    const detector = pooled();
    await untilPooled(detector);
    const lists = await Promise.all(['a', 'b', 'c'].map((text) => detector.detect([record(text), record(`${text}2`)])));
    expect(lists.map(rules)).toEqual([
      ['A', 'A2'],
      ['B', 'B2'],
      ['C', 'C2'],
    ]);
  });

  it('tries the records of a lost list once more, each by itself', async () => {
    const detector = pooled();
    await untilPooled(detector);
    expect(rules(await detector.detect([record('a'), record('die-once'), record('b')]))).toEqual([
      'A',
      'DIE-ONCE',
      'B',
    ]);
  });

  it('loses only the record that ends its thread again', async () => {
    const detector = pooled();
    await untilPooled(detector);
    expect(rules(await detector.detect([record('a'), record('die'), record('b')]))).toEqual([
      'A',
      'classify/worker-died',
      'B',
    ]);
  });

  it('loses only the record that takes too long again', async () => {
    const detector = pooled({ taskMilliseconds: 400 });
    await untilPooled(detector);
    expect(rules(await detector.detect([record('hang'), record('a')]))).toEqual(['classify/timed-out', 'A']);
  });

  it('says so when its threads cannot be started', async () => {
    const detector = pooled({}, brokenWorker);
    const reading = async () => {
      for (;;) {
        await detector.detect([record('abc')]);
        await new Promise(setImmediate);
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'classify/worker-not-started' });
  });
});
