import type { z } from 'zod';
import type { JobPorts } from './ports.js';

/** `reads`: changes the catalogue only; `writes`: changes stored objects; `destroys`: what it does cannot be undone. */
export type JobEffect = 'reads' | 'writes' | 'destroys';

/** A folder of records that a job could not look into. Its records are left as they were. */
export interface Unlisted {
  /** Id of the system. */
  system: string;
  /** Masked, with a slash at the end; empty: all of the system. */
  folder: string;
}

export interface Done<Item, Result> {
  item: Item;
  result: Result;
}

/**
 * A job in four beats. Each beat can be repeated after a crash at any point: `apply` converges, `record` comes last,
 * so a crash before it repeats the item and a crash after it has nothing left to do.
 */
export interface Job<Input, Item, Result, Need extends keyof JobPorts> {
  /** Verb-object, as its file. */
  name: string;
  effect: JobEffect;
  input: z.ZodType<Input>;
  needs: readonly Need[];
  /** What is to be done; streamed, so millions of items cost no memory. */
  plan(
    input: Input,
    ports: Pick<JobPorts, Need>,
    signal: AbortSignal,
    passOver: (unlisted: Unlisted) => void,
  ): AsyncIterable<Item>;
  /** Bytes of the object that an item is about: what a run bounds beside the number of items. None when absent. */
  bytesOf?(item: Item): number;
  apply(item: Item, ports: Pick<JobPorts, Need>, signal: AbortSignal): Promise<Result>;
  /** Reads again; throws a Fault where the world does not show what `apply` claims. */
  verify(item: Item, result: Result, ports: Pick<JobPorts, Need>, signal: AbortSignal): Promise<void>;
  /** What is done and still has to be told: stable codes, counted in the summary. */
  notes?(result: Result): readonly string[];
  /** State and audit entries of a few finished items, in one transaction. */
  record(done: readonly Done<Item, Result>[], ports: Pick<JobPorts, Need>): Promise<void>;
}

/** Gives the beats the types of exactly the ports that `needs` names. */
export function defineJob<Input, Item, Result, const Need extends keyof JobPorts>(
  job: Job<Input, Item, Result, Need>,
): Job<Input, Item, Result, Need> {
  return job;
}
