import { few, growingInputs, growsWithLength, LONG } from './growth.js';
import { inputOf, PlanSequence } from './inputs.js';
import type { FuzzTarget } from './target.js';

/** Numbered things to try on a target: any of them can be made again without those before it. */
export interface Tries {
  count: number;
  input(index: number): Promise<Buffer>;
  /** @throws what is wrong with `input`, which is that of `index` */
  run(index: number, input: Buffer): Promise<void>;
}

/** Damaged inputs. */
export async function inputTries(target: FuzzTarget, seed: number, count: number): Promise<Tries> {
  const seeds = await target.seeds();
  const plans = new PlanSequence(seed);
  return {
    count,
    input: async (index) => inputOf(target, seeds, plans.at(index)),
    run: async (_, input) => target.check(Buffer.from(input)),
  };
}

/** Inputs that grow. @param most - so many of them at most, evenly */
export async function growthTries(target: FuzzTarget, most: number): Promise<Tries> {
  const growing = few(await growingInputs(target), most);
  return {
    count: growing.length,
    input: async (index) => growing[index]!(LONG),
    run: (index) => growsWithLength(target, growing[index]!),
  };
}
