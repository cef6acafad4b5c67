import type { AuditEntry } from '../../ports/catalog.js';
import type { AccessEvent, ActKind } from '../access-event.js';
import { printable } from '../printable.js';

export const AUDIT_SOURCE = 'audit';

const KINDS: readonly (readonly [RegExp, ActKind])[] = [
  [/^record\.read$/, 'read'],
  [/^(?:kms-key|unit-key)\./, 'key-change'],
  [/^(?:mfa|step-up|second-factor)\./, 'sign-in'],
  [/^(?:versions?\.(?:destroyed|superseded)|objects\.(?:protected|erased|migrated))$/, 'write'],
];

/** What follows from a run by itself and is nobody's act. */
const BY_ITSELF = new Set(['run.ended', 'audit.checkpointed']);

/** An entry of the own audit log as an event. What this watch has written itself, and what ends a run, is none. */
export function auditEvent({ at, seq, actor, action, subject }: AuditEntry): AccessEvent | undefined {
  if (action.startsWith('access.') || BY_ITSELF.has(action)) return undefined;
  return {
    at: Date.parse(at),
    source: AUDIT_SOURCE,
    principal: printable(actor),
    ip: undefined,
    action: printable(action),
    kind: KINDS.find(([pattern]) => pattern.test(action))?.[1] ?? 'other',
    resource: printable(subject),
    outcome: /[.-](?:refused|denied)$/.test(action) ? 'denied' : /[.-]failed$/.test(action) ? 'failed' : 'success',
    requestId: `audit-${seq}`,
    evidence: { file: AUDIT_SOURCE, position: seq },
    ...(action === 'record.read' ? { object: { objectId: subject } } : {}),
  };
}
