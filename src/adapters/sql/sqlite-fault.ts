import { Fault } from '../../base/fault.js';

const PRIMARY_CODES = 0xff;
export const SQLITE_BUSY = 5;
const LOCKED = 6;
/** Primary result codes, https://sqlite.org/rescode.html */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const UNAVAILABLE: Readonly<Record<number, string>> = {
  3: 'permission denied',
  [SQLITE_BUSY]: 'locked by another process',
  [LOCKED]: 'locked by another process',
  7: 'out of memory',
  8: 'read-only',
  10: 'input or output failed',
  13: 'disk full',
  14: 'cannot be opened',
};

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('rawCode' in error) || typeof error.rawCode !== 'number') return undefined;
  return error.rawCode & PRIMARY_CODES;
}

export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === SQLITE_BUSY || code === LOCKED;
}

/** A Fault for what libsql threw. SQLite's messages name tables and columns, never values; they stay in `cause`. */
export function sqliteFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const code = resultCode(error);
  if (code === undefined) return error;
  if (code === CORRUPT || code === NOT_A_DATABASE) {
    return new Fault(
      'integrity',
      'catalog/corrupt',
      'the catalogue file is damaged',
      { code },
      {
        cause: error,
        hint: 'restore the catalogue from its last backup, then classify again; the stored objects are not affected',
      },
    );
  }
  const why = UNAVAILABLE[code];
  if (why !== undefined) {
    return new Fault(
      'unavailable',
      'catalog/unavailable',
      `the catalogue is not available: ${why}`,
      { code },
      {
        cause: error,
        hint: 'nothing was changed; free the disk or wait for the other process, then run the command again',
      },
    );
  }
  return new Fault('bug', 'catalog/query-failed', 'a query of the catalogue failed', { code }, { cause: error });
}

/** For what has no result code: making the folder of a database, and opening it, where libsql gives only a text. */
export function cannotOpen(cause: unknown): Fault {
  return new Fault(
    'unavailable',
    'catalog/unavailable',
    'the catalogue file cannot be opened',
    {},
    {
      cause,
      hint: 'check that the folder of the catalogue exists, may be written by this user, and that its disk has room',
    },
  );
}
