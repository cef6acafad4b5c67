import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { errnoOf, Fault } from '../base/fault.js';

/** For a file that a command was given and cannot read; without its name, which may be personal. */
export function unreadable(cause: unknown): Fault {
  const detail = { reason: errnoOf(cause) ?? 'unknown' };
  return new Fault('usage', 'file/unreadable', 'the file cannot be read', detail, { cause });
}

/** For what a command is about to read, before a code is used up for it. @throws {Fault} usage `file/unreadable` */
export async function assertReadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause) => {
    throw unreadable(cause);
  });
}
