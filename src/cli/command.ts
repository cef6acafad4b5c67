import type { Command } from 'commander';
import type { Output } from './print.js';

/** What every command gets beside its own arguments. */
export interface CommandContext {
  dir: string;
  output: Output;
  /** Aborted by Ctrl-C or SIGTERM; long work stops cleanly. */
  signal: AbortSignal;
}

/** A command adds itself to the program; its action returns the exit code (0 when nothing is returned). */
export type RegisterCommand = (program: Command, action: Action) => void;
export type Action = <Args extends unknown[]>(
  run: (context: CommandContext, ...args: Args) => Promise<number | undefined>,
) => (...args: unknown[]) => Promise<void>;
