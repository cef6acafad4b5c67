import { expect, it, vi } from 'vitest';
import { cuesOf, holds, once, type Scan } from '../../src/classify/scan.js';

const scanOf = (text: string) => ({ text, answers: undefined }) as Scan;

it('asks a text once, whoever asks and whatever the answer', () => {
  const find = vi.fn(({ text }: Scan) => text.length);
  const scan = scanOf('');
  expect([once(scan, find), once(scan, find)]).toEqual([0, 0]);
  expect(find).toHaveBeenCalledTimes(1);
  expect(once(scanOf('電話'), find)).toBe(2);
});

it.each([
  ['電話番号', /電話|携帯/, true],
  ['住所', /電話|携帯/, false],
  ['', /電話|携帯/, false],
])('of %o %s holds: %s', (text, pattern, answer) => {
  const scan = scanOf(text);
  expect([holds(scan, pattern), holds(scan, pattern)]).toEqual([answer, answer]);
});

it('knows whose cues stand in a text, whoever asks', () => {
  const hit = { cue: 0, start: 0, end: 2 };
  const positions = new Map([
    ['ADDRESS', 0],
    ['PHONE_NUMBER', 1],
  ]);
  const scan = { ...scanOf('電話番号'), cues: [undefined, [hit]], positions } as Scan;
  expect(['ADDRESS', 'PHONE_NUMBER', 'EMAIL_ADDRESS'].map((type) => cuesOf(scan, type))).toEqual([[], [hit], []]);
});
