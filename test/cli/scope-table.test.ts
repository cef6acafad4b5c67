import { expect, it } from 'vitest';
import type { Output } from '../../src/cli/print.js';
import { sayScope } from '../../src/cli/scope-table.js';
import { samplePlan } from '../documents/samples.js';

it.each`
  months                                | line
  ${{ from: '2026-11', to: '2026-11' }} | ${'記録の月: 2026-11'}
  ${{ from: '2025-09', to: '2026-11' }} | ${'記録の月: 2025-09 ～ 2026-11'}
`('a plan on the screen names its months: $line', ({ months, line }) => {
  const said: string[] = [];
  const output = { say: (text: string) => said.push(text), table: () => undefined, warn: () => undefined };
  sayScope({ ...samplePlan(), months }, output as unknown as Output);
  expect(said).toContain(line);
});
