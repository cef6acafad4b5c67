import { describe, expect, it } from 'vitest';
import { linkAudit } from '../../src/audit/chain.js';
import type { AuditEntry } from '../../src/ports/catalog.js';
import { readAuditLog } from '../../src/watch/read-audit-log.js';
import { EXAMPLE_SETTING } from './example-setting.js';

function chain(length: number, at = '2026-04-01T03:00:00.000Z'): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1)
    entries.push(
      linkAudit(entries.at(-1), { actor: 'operator:unyo', action: 'plan.made', subject: `p${seq}` }, new Date(at)),
    );
  return entries;
}

async function read(entries: readonly AuditEntry[], from?: { seq: number; hash: string }) {
  const catalog = {
    async *auditEntries(first = 1) {
      yield* entries.filter(({ seq }) => seq >= first);
    },
  };
  const readings = [];
  for await (const reading of readAuditLog(catalog, from, EXAMPLE_SETTING)) readings.push(reading);
  return readings;
}

describe('B2-3-2: the own audit log', () => {
  it('is read in blocks that always begin at the same entry', async () => {
    const entries = chain(1500);
    expect((await read(entries)).map(({ block, events }) => [block, events])).toEqual([
      ['audit-0', 1000],
      ['audit-1', 500],
    ]);
    const { seq, hash } = entries[1199] as AuditEntry;
    const [again, ...rest] = await read(entries, { seq, hash });
    expect([again?.block, again?.events, rest]).toEqual(['audit-1', 300, []]);
    expect(again?.parts).toEqual([]);
    expect((await read(entries)).flatMap(({ parts }) => parts)).toEqual([]);
  });

  it.each`
    what                        | change
    ${'altered'}                | ${(entries: AuditEntry[]) => entries.map((one) => (one.seq === 3 ? { ...one, subject: 'x' } : one))}
    ${'left out'}               | ${(entries: AuditEntry[]) => entries.filter(({ seq }) => seq !== 3)}
    ${'written anew from 1 on'} | ${() => chain(6, '2026-04-01T04:00:00.000Z')}
    ${'cut off'}                | ${(entries: AuditEntry[]) => entries.slice(0, 3)}
  `('an entry $what is a finding', async ({ change }) => {
    const entries = chain(6);
    const { seq, hash } = entries[4] as AuditEntry;
    const parts = (await read(change(entries), { seq, hash })).flatMap((reading) => reading.parts);
    expect(parts.map(({ rule }) => rule)).toContain('audit-chain-broken');
  });

  it('does not judge what the watch itself has written', async () => {
    const night = new Date('2026-04-01T14:00:00Z');
    const entry = linkAudit(undefined, { actor: 'operator:unyo', action: 'access.finding', subject: 'f' }, night);
    expect((await read([entry]))[0]).toMatchObject({ parts: [] });
  });
});
