import fc from 'fast-check';
import { type Change, mutateBytes } from './mutate/bytes.js';
import { mutateText } from './mutate/text.js';
import type { FuzzTarget, Seed } from './target.js';

/** How one input is made: which seeds, what is done to their parts, and what to the whole. */
export interface Plan {
  seed: number;
  other: number;
  inner: readonly (readonly [part: number, change: Change])[];
  outer: readonly Change[];
}

const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(255), fc.nat(), fc.nat(), fc.nat(0xffff));

export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  other: fc.nat(),
  inner: fc.array(fc.tuple(fc.nat(), change), { maxLength: 4 }),
  outer: fc.array(change, { maxLength: 4 }),
});

const BATCH = 64;

/** Plans of a target from one number, by their position: any input can be made again without those before it. */
export class PlanSequence {
  #batch = -1;
  #plans: Plan[] = [];

  constructor(private readonly seed: number) {}

  at(index: number): Plan {
    const batch = Math.floor(index / BATCH);
    if (batch !== this.#batch) {
      this.#batch = batch;
      this.#plans = fc.sample(plans, { seed: (this.seed * 1_000_003 + batch) | 0, numRuns: BATCH });
    }
    return this.#plans[index % BATCH]!;
  }
}

/** The input that `plan` describes. Deterministic. */
export function inputOf({ form, words = [] }: FuzzTarget, seeds: readonly Seed[], plan: Plan): Buffer {
  const seed = seeds[plan.seed % seeds.length]!;
  const donor = seeds[plan.other % seeds.length]!;
  const other = donor.parts[plan.other % donor.parts.length] ?? Buffer.alloc(0);
  const mutate = (bytes: Buffer, one: Change): Buffer =>
    form === 'bytes'
      ? mutateBytes(bytes, one, other)
      : Buffer.from(mutateText(bytes.toString('utf16le'), one, other.toString('utf16le'), words), 'utf16le');
  const parts = [...seed.parts];
  for (const [part, one] of plan.inner) {
    const index = part % parts.length;
    parts[index] = mutate(parts[index]!, one);
  }
  // Where there is something behind checksums, most inputs leave the outside whole, or nothing would get there.
  const outer = parts.length > 1 && plan.seed % 4 !== 0 ? [] : plan.outer;
  return outer.reduce(mutate, seed.build(parts));
}
