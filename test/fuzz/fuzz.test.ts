import fc from 'fast-check';
import { describe, it } from 'vitest';
import { THOROUGH } from '../support/thorough.js';
import { inputOf, plans } from './inputs.js';
import { targets } from './targets/index.js';

/** A taste of `npm run fuzz`, the same every time; one input shrinks by its plan. */
const INPUTS = THOROUGH ? 8 : 4;

describe('damaged and hostile input', () => {
  it.each(targets.map((target) => [target.name, target] as const))('is held to the promises: %s', async (_, target) => {
    const seeds = await target.seeds();
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => target.check(inputOf(target, seeds, plan))),
      { seed: 20261125, numRuns: Math.max(2, Math.round(INPUTS * Math.min(1, target.weight ?? 1))) },
    );
  });
});
