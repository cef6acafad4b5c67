import type { AuditDraft } from '../ports/catalog.js';

/** Where it is written down that a key was made: the audit log, with whoever is at work as the actor (B2-4-2). */
export type KeyNote = (event: Omit<AuditDraft, 'actor'>) => Promise<unknown>;
