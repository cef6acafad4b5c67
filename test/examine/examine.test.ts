import { beforeAll, expect, it } from 'vitest';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { examineObject } from '../../src/examine/examine.js';
import { onThisThread } from '../../src/examine/record-detector.js';
import { readRecords } from '../../src/records/read.js';
import { FAILING, withFailing } from './failing-recognizer.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(withFailing, loadPolicy());
});

async function* bytes(content: string) {
  yield Buffer.from(content);
}

const examined = (content: string, { key = 'a.csv', metadata = {} }: { key?: string; metadata?: object } = {}) =>
  examineObject(
    {
      content: bytes(content),
      system: 'pbx',
      key,
      contentType: undefined,
      metadata: { ...metadata },
      tags: {},
      size: content.length,
    },
    { detector, recordDetector: onThisThread(detector), readRecords, kindOf: () => 'published' },
    new Date('2026-04-01T00:00:00.000Z'),
  );

it('puts the one record over which detection fails on the review list at level 3, and reads the others', async () => {
  const { level, records, findings, review } = await examined(
    `番号,内容\n1,晴れ\n2,${FAILING}\n3,連絡先は090-1234-5678\n`,
  );
  expect(level).toBe(3);
  expect(review).toEqual([{ code: 'classify/worker-died', locator: 'row 2' }]);
  expect(records[3]).toBe(2);
  expect(findings.map(({ type }) => type)).toEqual(['PHONE_NUMBER']);
});

it.each`
  where         | object
  ${'name'}     | ${{ key: `2026/${FAILING}.csv` }}
  ${'metadata'} | ${{ metadata: { note: FAILING } }}
`('does the same where detection fails over its $where', async ({ object }) => {
  const { level, review, because } = await examined('番号,内容\n1,晴れ\n', object);
  expect(level).toBe(3);
  expect(review).toEqual([{ code: 'classify/worker-died' }]);
  expect(because).toContainEqual({ source: 'unread', level: 3, rule: 'classify/worker-died' });
});
