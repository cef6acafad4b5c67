import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { errnoOf, Fault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import { loggable, loggableMessage } from './loggable.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogRequest {
  level: LogLevel;
  /** Appended to; stderr when absent. */
  file?: string | undefined;
}

/**
 * What the options and the environment variable KIMITSU_LOG (`info`, or `info:/var/log/kimitsu.log`) ask for.
 * @param usual - the level when nobody asks; whoever names a file wants something in it, so `info` stands there for `silent`
 * @throws {Fault} usage `log/bad-level`
 */
export function logRequest(
  options: { logLevel?: string | undefined; logFile?: string | undefined },
  variable: string | undefined,
  usual: LogLevel,
): LogRequest {
  const [, level = '', file] = /^([^:]*)(?::(.*))?$/s.exec(variable ?? '') ?? [];
  const named = options.logFile ?? (file === '' ? undefined : file);
  const unasked = named !== undefined && usual === 'silent' ? 'info' : usual;
  const asked = options.logLevel ?? (level === '' ? unasked : level);
  const known = LOG_LEVELS.find((candidate) => candidate === asked);
  if (!known)
    throw new Fault('usage', 'log/bad-level', 'no such log level', {}, { hint: `one of: ${LOG_LEVELS.join(', ')}` });
  return { level: known, file: named };
}

/**
 * Before any work, and whatever the command writes into it: a mistake would show only when the log is wanted.
 * @throws {Fault} usage `log/cannot-write`
 */
export async function assertLogFile(file: string): Promise<void> {
  try {
    await access(file, constants.W_OK).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
      return access(dirname(file), constants.W_OK | constants.X_OK);
    });
  } catch (cause) {
    throw cannotWrite(cause);
  }
}

/**
 * JSON lines for collectors, one per event, times in UTC. Written at once: a log is read after a crash.
 * @throws {Fault} usage `log/cannot-write`
 */
export function createLogger({ level, file }: LogRequest): Logger {
  const destination = destinationOf(file);
  const lines = pino(
    {
      level,
      base: { service: 'kimitsu', pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (fields, message) => lines.debug(loggable(fields), loggableMessage(message)),
    info: (fields, message) => lines.info(loggable(fields), loggableMessage(message)),
    warn: (fields, message) => lines.warn(loggable(fields), loggableMessage(message)),
    error: (fields, message) => lines.error(loggable(fields), loggableMessage(message)),
  };
}

function destinationOf(file: string | undefined) {
  if (file === undefined) return { write: (line: string) => void process.stderr.write(line) };
  try {
    return pino.destination({ dest: file, sync: true, mode: 0o600 });
  } catch (cause) {
    throw cannotWrite(cause);
  }
}

function cannotWrite(cause: unknown): Fault {
  const hint = 'make the folder first, and check its permissions';
  return new Fault('usage', 'log/cannot-write', 'the log file cannot be written', {}, { cause, hint });
}
