import { afterFailure, NO_TRIES, type Tries } from '../../access/tries.js';
import { DAY_MS } from '../../base/clock.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';
import { REFUSED } from './refusal.js';

/** The longest lock is shorter. */
const REMEMBERED_DAYS = 31;

/** What only somebody who has the secret is told. */
const SECRET_WAS_RIGHT = new Set([
  'access/no-code',
  'access/no-factor',
  'access/not-permitted',
  'access/disabled',
  'access/nothing-prepared',
  'access/code-replayed',
  'access/wrong-code',
]);

export interface TriesOnRecord {
  secret: Tries;
  code: Tries;
}

/**
 * Failed attempts of an account as the audit log tells of them: the register can be edited so that it forgets them, the
 * log cannot without it being noticed.
 */
export async function triesOnRecord(catalog: Catalog, accountId: string, now: Date): Promise<TriesOnRecord> {
  const since = now.getTime() - REMEMBERED_DAYS * DAY_MS;
  const entries: AuditEntry[] = [];
  for (const action of [REFUSED, 'access.granted', 'access.enrolled'])
    for await (const entry of catalog.auditOf(action)) {
      if (Date.parse(entry.at) < since) break;
      if (entry.subject === accountId) entries.push(entry);
    }
  entries.sort((a, b) => a.seq - b.seq);
  return entries.reduce(after, { secret: NO_TRIES, code: NO_TRIES });
}

function after({ secret, code: tries }: TriesOnRecord, { action, at, detail }: AuditEntry): TriesOnRecord {
  const { code, factor } = (detail ?? {}) as { code?: unknown; factor?: unknown };
  if (action === 'access.enrolled') return { secret: NO_TRIES, code: NO_TRIES };
  if (action === 'access.granted') return { secret: NO_TRIES, code: factor === null ? tries : NO_TRIES };
  const time = new Date(at);
  if (code === 'access/wrong-secret') return { secret: afterFailure(secret, time), code: tries };
  if (code === 'access/wrong-code') return { secret: NO_TRIES, code: afterFailure(tries, time) };
  return { secret: SECRET_WAS_RIGHT.has(String(code)) ? NO_TRIES : secret, code: tries };
}
