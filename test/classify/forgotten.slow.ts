import { setImmediate as turn } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

/** Units that no word list holds side by side. */
const MARK = [0x9f98, 0x9f6a, 0x9ea4];
const TOLD = '。父は脳梗塞で入院し、生活保護を受けています。社外秘の見積書です。山田太郎 電話090-1234-5678';

const detector = await createDetector(recognizers, loadPolicy());

it('keeps nothing of a text once it is done with, whatever was told in it', async () => {
  // In a function of its own, so that nothing here holds the text.
  const kinds = () => {
    const text = Buffer.from(`${String.fromCharCode(...MARK)}${TOLD}`).toString();
    const other = [{ path: ['本文'], text: '母が通院しています' }];
    return detector.detectRecords([[{ path: ['本文'], text }], other])[0]!.map((found) => found.length);
  };
  expect(kinds()[0]).toBeGreaterThan(3);
  await turn();
  expect(await isInHeap(MARK.map((unit) => `\\u${unit.toString(16)}`).join(''))).toBe(false);
}, 60_000);

async function isInHeap(escaped: string): Promise<boolean> {
  let [held, end] = [false, ''];
  for await (const chunk of getHeapSnapshot()) {
    const read = end + String(chunk);
    held ||= read.toLowerCase().includes(escaped);
    end = read.slice(-escaped.length);
  }
  return held;
}
