import type { Command } from 'commander';
import type { Check } from '../app/access/admission.js';
import type { LogLevel } from '../app/logging/create-logger.js';
import type { OpenOptions, Workspace } from '../app/workspace.js';
import type { Logger } from '../base/logger.js';
import type { Output } from './print.js';

/** What every command gets beside its own arguments. */
export interface CommandContext {
  dir: string;
  /**
   * Opens the workspace for who may give this command as it was given (B2-3-1), and for nobody else.
   * @param options.check - before a code is used up, see `Attempt`
   */
  withWorkspace<T>(
    options: Omit<OpenOptions, 'admit'> & { check?: Check },
    work: (workspace: Workspace) => Promise<T>,
  ): Promise<T>;
  output: Output;
  /** Aborted by Ctrl-C or SIGTERM; long work stops cleanly. */
  signal: AbortSignal;
  /** The log that options and KIMITSU_LOG ask for. @param usual - its level when nobody asks; `silent` when absent */
  log(usual?: LogLevel): Logger;
  /** Set by a command that is meant to run until it is stopped: being stopped is no failure of it then. */
  endsWhenStopped?: boolean;
}

/** A command adds itself to the program; its action returns the exit code (0 when nothing is returned). */
export type RegisterCommand = (program: Command, action: Action) => void;
export type Action = <Args extends unknown[]>(
  run: (context: CommandContext, ...args: Args) => Promise<number | undefined>,
) => (...args: unknown[]) => Promise<void>;
