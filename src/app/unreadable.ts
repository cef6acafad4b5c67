import { errnoOf, Fault } from '../base/fault.js';

/** For a file that a command was given and cannot read; without its name, which may be personal. */
export function unreadable(cause: unknown): Fault {
  const detail = { reason: errnoOf(cause) ?? 'unknown' };
  return new Fault('usage', 'file/unreadable', 'the file cannot be read', detail, { cause });
}
