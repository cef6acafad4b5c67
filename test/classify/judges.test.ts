import { expect, it } from 'vitest';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { defineRecognizer, type Judge } from '../../src/classify/recognizer.js';

const examples = { hits: ['1'], misses: ['2'] };

it('calls a judge once for all recognizers that name it, with what the rules saw, and drops what is impossible', async () => {
  const calls: { seen: readonly string[]; types: readonly string[] }[] = [];
  const judge: Judge = ({ groups }, seen, positions, take) => {
    calls.push({ seen: seen.map(({ rule }) => rule), types: [...positions.keys()] });
    for (const { start, end, digits } of groups)
      take(positions.get('MY_NUMBER')!, { start, end, digits, rule: 'judged', score: 0.7, settled: true });
  };
  const detector = await createDetector(
    [
      defineRecognizer({
        type: 'BANK_ACCOUNT',
        source: 'test',
        digits: { groups: [[4]], score: 0.6 },
        judge,
        examples,
      }),
      defineRecognizer({
        type: 'MY_NUMBER',
        source: 'test',
        find: () => [],
        impossible: (digits) => digits === '99',
        judge,
        examples,
      }),
      defineRecognizer({ type: 'PHONE_NUMBER', source: 'test', find: () => [], examples }),
    ],
    loadPolicy(),
  );
  expect(detector.detect('1234 / 56 / 99').findings.map(({ rule, start }) => [rule, start])).toEqual([
    ['my-number/judged', 0],
    ['my-number/judged', 7],
  ]);
  expect(calls).toEqual([{ seen: ['bank-account/plain'], types: ['BANK_ACCOUNT', 'MY_NUMBER'] }]);
  detector.detect('no digits');
  expect(calls.slice(1)).toEqual([{ seen: [], types: ['BANK_ACCOUNT', 'MY_NUMBER'] }]);
});

it('finds again what a judge has found, though it gave no digits', async () => {
  const judge: Judge = ({ groups }, _, positions, take) => {
    const [first] = groups;
    if (first) take(positions.get('MY_NUMBER')!, { ...rangeOf(first), rule: 'judged', score: 0.7, settled: true });
  };
  const rangeOf = ({ start, end }: { start: number; end: number }) => ({ start, end });
  const detector = await createDetector(
    [
      defineRecognizer({
        type: 'MY_NUMBER',
        source: 'test',
        digits: { groups: [[12]], score: 0.1 },
        judge,
        examples,
      }),
    ],
    loadPolicy(),
  );
  expect(
    detector.detect('客：4417の\n係：4417、はい。\n客：5120').findings.map(({ rule, start }) => [rule, start]),
  ).toEqual([
    ['my-number/judged', 2],
    ['my-number/said-again', 10],
  ]);
});
