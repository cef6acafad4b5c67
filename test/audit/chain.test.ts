import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CHAIN_START, entryHash, linkAudit } from '../../src/audit/chain.js';

const at = new Date('2026-04-01T09:00:00.001+09:00');
const draft = { actor: 'operator-1', action: 'plan.approved', subject: 'plan-1', detail: { b: 1, a: '承認' } };

it('begins at 1 after 64 zeros and hashes the canonical text of everything else', () => {
  const entry = linkAudit(undefined, draft, at);
  // Written out by hand: members sorted, no spaces, UTF-8.
  const text =
    '{"action":"plan.approved","actor":"operator-1","at":"2026-04-01T00:00:00.001Z",' +
    `"detail":{"a":"承認","b":1},"previousHash":"${'0'.repeat(64)}","seq":1,"subject":"plan-1"}`;
  expect(entry).toEqual({
    seq: 1,
    at: '2026-04-01T00:00:00.001Z',
    ...draft,
    previousHash: CHAIN_START,
    hash: createHash('sha256').update(text, 'utf8').digest('hex'),
  });
});

it('follows the head', () => {
  const first = linkAudit(undefined, draft, at);
  const second = linkAudit(first, { actor: 'a', action: 'b.c', subject: 'd' }, at);
  expect(second).toMatchObject({ seq: 2, previousHash: first.hash, detail: null });
  expect(entryHash(second)).toBe(second.hash);
});

it('takes nothing into the entry that a draft does not have', () => {
  const more = { ...draft, seq: 99, hash: 'x', note: 'not part of an entry' };
  expect(linkAudit(undefined, more, at)).toEqual(linkAudit(undefined, draft, at));
});
