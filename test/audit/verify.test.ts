import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryHash } from '../../src/audit/chain.js';
import { verifyChain } from '../../src/audit/verify.js';
import type { AuditEntry } from '../../src/ports/catalog.js';
import { runs } from '../support/thorough.js';
import { chainAndIndex, chainOf, chains, streamOf } from './chains.js';

const draft = { actor: 'system', action: 'object.classified', subject: 'pbx' };
const chain = chainOf(Array.from({ length: 6 }, () => draft));
const headOf = ({ seq, hash }: AuditEntry) => ({ seq, hash });
const verify = (entries: readonly AuditEntry[], options = {}) => verifyChain(streamOf(entries), options);

describe('B1-2-2 a chain that nobody touched', () => {
  it('has no problem, from its start and from any entry on', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndIndex(), async ([entries, index]) => {
        const head = headOf(entries.at(-1)!);
        const whole = await verify(entries, { expectedHead: headOf(entries[index]!) });
        expect(whole).toEqual({ entries: entries.length, head, problems: [], problemCount: 0 });
        const rest = await verify(entries.slice(index + 1), { after: headOf(entries[index]!) });
        expect(rest.problems).toEqual([]);
      }),
    );
  });

  it('may be empty', async () => {
    expect(await verify([])).toEqual({ entries: 0, head: undefined, problems: [], problemCount: 0 });
  });
});

describe('B1-2-2 what is found', () => {
  const members = ['seq', 'at', 'actor', 'action', 'subject', 'detail', 'previousHash', 'hash'] as const;

  it('any single change in any member of any entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        chainAndIndex(),
        fc.constantFrom(...members),
        fc.jsonValue(),
        async ([entries, i], member, to) => {
          fc.pre(JSON.stringify(to) !== JSON.stringify(entries[i]![member]));
          const value = JSON.parse(JSON.stringify(to));
          fc.pre(JSON.stringify(sorted(value)) !== JSON.stringify(sorted(entries[i]![member])));
          const changed = entries.with(i, { ...entries[i]!, [member]: value });
          expect((await verify(changed)).problemCount).toBeGreaterThan(0);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('any single character changed in the text of any entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        chainAndIndex(),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        async ([entries, i], place, flip) => {
          const text = JSON.stringify(entries[i]);
          const at = place % text.length;
          const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ flip) + text.slice(at + 1);
          const entry = parsed(changed);
          // What is no JSON any more is found by whoever reads it; what reads the same is no change.
          fc.pre(entry !== undefined && JSON.stringify(sorted(entry)) !== JSON.stringify(sorted(entries[i])));
          expect((await verify(entries.with(i, entry as AuditEntry))).problemCount).toBeGreaterThan(0);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('a member added or taken away', async () => {
    const added = { ...chain[2]!, note: 'later' };
    const { detail: _, ...less } = chain[2]!;
    for (const entry of [added, less as AuditEntry]) {
      expect((await verify(chain.with(2, entry))).problems).toEqual([{ seq: 3, code: 'audit/altered' }]);
    }
  });

  it('an entry written anew with a hash of its own', async () => {
    const forged = { ...chain[2]!, actor: 'somebody-else' };
    const changed = chain.with(2, { ...forged, hash: entryHash(forged) });
    expect((await verify(changed)).problems).toEqual([{ seq: 4, code: 'audit/broken-link' }]);
  });

  it('entries removed, named by the first that is missing', async () => {
    expect((await verify(chain.toSpliced(1, 2))).problems).toEqual([{ seq: 2, code: 'audit/missing' }]);
    expect((await verify(chain.slice(1))).problems).toEqual([{ seq: 1, code: 'audit/missing' }]);
  });

  it('any two entries changed about', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndIndex(2), fc.nat(), async ([entries, i], other) => {
        const j = other % entries.length;
        fc.pre(i !== j);
        const codes = (await verify(entries.with(i, entries[j]!).with(j, entries[i]!))).problems.map((p) => p.code);
        expect(codes).toContain('audit/out-of-order');
      }),
    );
  });

  it('an entry repeated', async () => {
    expect((await verify(chain.toSpliced(3, 0, chain[2]!))).problems).toEqual([{ seq: 3, code: 'audit/out-of-order' }]);
  });

  it('a tail cut off, by the head that someone kept', async () => {
    const expectedHead = headOf(chain[5]!);
    expect((await verify(chain.slice(0, 4))).problems).toEqual([]);
    expect((await verify(chain.slice(0, 4), { expectedHead })).problems).toEqual([{ seq: 5, code: 'audit/truncated' }]);
    expect((await verify([], { expectedHead })).problems).toEqual([{ seq: 1, code: 'audit/truncated' }]);
  });

  it('a tail cut off, when only the hash of the head was kept', async () => {
    const expectedHead = { hash: chain[4]!.hash };
    expect((await verify(chain, { expectedHead })).problems).toEqual([]);
    expect((await verify(chain.slice(0, 4), { expectedHead })).problems).toEqual([{ seq: 5, code: 'audit/truncated' }]);
  });

  it('a whole chain written anew, by the head that someone kept', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndIndex(), async ([entries, i]) => {
        const anew = chainOf(entries.map((entry, n) => (n === i ? { ...entry, actor: 'somebody-else' } : entry)));
        expect((await verify(anew)).problems).toEqual([]);
        const expectedHead = headOf(entries.at(-1)!);
        expect((await verify(anew, { expectedHead })).problems).toEqual([
          { seq: entries.length, code: 'audit/other-history' },
        ]);
      }),
    );
  });

  it('more problems than it lists, and says how many', async () => {
    const broken = Array.from({ length: 1500 }, (_, i) => ({ ...chain[0]!, seq: i + 1 }));
    const report = await verify(broken);
    expect(report.problems).toHaveLength(1000);
    expect(report.problemCount).toBeGreaterThan(1500);
  });
});

it('chains differ in every hash after a difference', async () => {
  await fc.assert(
    fc.property(chains(2), (entries) => {
      const other = chainOf(entries.map((entry, i) => (i === 0 ? { ...entry, subject: 'other' } : entry)));
      entries.forEach((entry, i) => {
        expect(other[i]!.hash).not.toBe(entry.hash);
      });
    }),
  );
});

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** With members in order, so that two texts of the same value are the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
