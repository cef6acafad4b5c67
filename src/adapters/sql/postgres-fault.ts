import { Fault } from '../../base/fault.js';

/** SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const CANNOT_CONNECT_NOW = '57P03';
const TOO_MANY_CONNECTIONS = '53300';
export const LOCK_NOT_AVAILABLE = '55P03';
const INDEX_CORRUPTED = 'XX002';
const DATA_CORRUPTED = 'XX001';

/** Refused as a whole, so nothing of it has happened: the same may be tried again. */
const AGAIN = new Set([SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE, CANNOT_CONNECT_NOW, TOO_MANY_CONNECTIONS]);

const WHY: Readonly<Record<string, string>> = {
  [SERIALIZATION_FAILURE]: 'too many changes at once',
  [DEADLOCK]: 'too many changes at once',
  [LOCK_NOT_AVAILABLE]: 'locked by another process',
  [CANNOT_CONNECT_NOW]: 'the server is starting or stopping',
  [TOO_MANY_CONNECTIONS]: 'the server has no connection left',
  '25006': 'the server only reads: it is a standby',
  '3D000': 'the database does not exist',
  '3F000': 'the schema does not exist',
  '53100': 'disk full',
  '53200': 'out of memory',
};
/** 08 connection exception, 57P operator intervention (shutdown, crash, cut off), 58 system error. */
const LOST = /^(08...|57P..|58...)$/;
/** 28 invalid authorization, 42501 insufficient privilege. */
const DENIED = /^(28...|42501)$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Node's own codes (EPIPE is five letters too) are told apart by `errno`.
  const ofSystem = error instanceof Error && 'errno' in error;
  return typeof code === 'string' && !ofSystem && SQLSTATE.test(code) ? code : undefined;
}

export function mayTryAgain(error: unknown): boolean {
  return AGAIN.has(sqlState(error) ?? '');
}

/** A Fault for what pg threw. PostgreSQL's messages and details quote values, so they are left behind. */
export function postgresFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const code = sqlState(error);
  if (code === undefined) return isConnectionError(error) ? lost() : error;
  const cause = new Error(`SQLSTATE ${code}`);
  if (code === DATA_CORRUPTED || code === INDEX_CORRUPTED) {
    const hint = 'restore the database from its last backup, then classify again; the stored objects are not affected';
    return new Fault(
      'integrity',
      'catalog/corrupt',
      'the database of the catalogue is damaged',
      { code },
      { cause, hint },
    );
  }
  if (DENIED.test(code)) {
    const hint = 'check user and password (PGPASSWORD, ~/.pgpass), and that the user owns the schema of the catalogue';
    return new Fault('denied', 'catalog/denied', 'the database refuses this user', { code }, { cause, hint });
  }
  const why = WHY[code];
  if (why !== undefined) {
    const hint = 'nothing was changed; see to the server or wait for the other process, then run the command again';
    return new Fault(
      'unavailable',
      'catalog/unavailable',
      `the catalogue is not available: ${why}`,
      { code },
      { cause, hint },
    );
  }
  if (LOST.test(code)) return lost(code);
  return new Fault('bug', 'catalog/query-failed', 'a query of the catalogue failed', { code }, { cause });
}

/**
 * Not tried again by itself: when the connection ends while a commit is under way, nobody here knows whether it was
 * done, and a second time would write its audit entries twice. A run that is begun anew looks first, so it converges.
 */
function lost(code?: string): Fault {
  return new Fault(
    'unavailable',
    'catalog/unavailable',
    'the connection to the catalogue was refused or lost',
    code === undefined ? {} : { code },
    { hint: 'see that the server runs and can be reached, then run the command again; it goes on from what was done' },
  );
}

/** Errors of sockets and TLS carry Node's code; those of pg itself only a text. */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  if ('code' in error && typeof error.code === 'string') return true;
  return /connection|connect|SASL|password|SSL|timeout/i.test(error.message);
}
