import { expect, it } from 'vitest';
import { linkAudit } from '../../src/audit/chain.js';
import { CHECKPOINTED } from '../../src/audit/checkpoint-check.js';
import { auditEvent } from '../../src/watch/logs/audit-event.js';

const entry = (action: string) =>
  linkAudit(undefined, { actor: 'job:classify', action, subject: 'x' }, new Date('2026-04-01T18:00:00Z'));

it('what a nightly run leaves by itself is no act of anybody, so it is no finding outside business hours', () => {
  expect([CHECKPOINTED, 'run.ended', 'access.watched'].map((action) => auditEvent(entry(action)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(auditEvent(entry('record.read'))).toMatchObject({ kind: 'read', principal: 'job:classify' });
});
