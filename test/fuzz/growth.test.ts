import { expect, it } from 'vitest';
import { type Cost, growingInputs, growsWithLength } from './growth.js';
import { type FuzzTarget, whole } from './target.js';

const target: FuzzTarget = { name: 'growth/own', form: 'bytes', seeds: () => [whole('seed')], check: () => undefined };
const [growing] = await growingInputs(target);

/** What is compiled the first time, 30 ms; then by the length in units of 10,000 bytes. */
function costing(milliseconds: (length: number) => number): Cost {
  let first = true;
  return async (_, { length }) => {
    const compiled = first ? 30 : 0;
    first = false;
    return compiled + milliseconds(length / 10_000);
  };
}

it.each`
  grows                        | milliseconds                                | found
  ${'with the length'}         | ${(n: number) => 20 * n}                    | ${false}
  ${'with its logarithm, too'} | ${(n: number) => 20 * n * Math.log2(n + 1)} | ${false}
  ${'with the square'}         | ${(n: number) => 2 * n * n}                 | ${true}
  ${'with the square, hidden'} | ${(n: number) => n * n + 5 * n}             | ${true}
  ${'up to a bound'}           | ${(n: number) => (n < 5 ? 1 : 200)}         | ${false}
  ${'but is over in no time'}  | ${(n: number) => n * n * 0.5}               | ${false}
`('an input whose time grows $grows is found: $found', async ({ milliseconds, found }) => {
  const measured = growsWithLength(target, growing!, costing(milliseconds));
  if (found) await expect(measured).rejects.toThrow('time grows with length');
  else await expect(measured).resolves.toBeUndefined();
});
