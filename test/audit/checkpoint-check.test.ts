import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkAudit } from '../../src/audit/chain.js';
import { openCheckpoint } from '../../src/certify/checkpoint-open.js';
import { thumbprint } from '../../src/certify/jws.js';
import type { AuditDraft } from '../../src/ports/catalog.js';
import { newSigner } from '../certify/keys.js';
import { runs } from '../support/thorough.js';
import { append, DRAFT, opened, SERVICE, type SignedLog, sign, signedLog, verifyLog } from './signed-log.js';

const signer = newSigner();
const stranger = newSigner();
const codes = async (log: SignedLog, expected = {}) =>
  (await verifyLog(log, signer, expected)).problems.map(({ code }) => code);

/** The log written anew from one entry on, with every hash and link right: what a forger of the catalogue does. */
function rewritten({ entries, jws }: SignedLog, at: number, change: Partial<AuditDraft>): SignedLog {
  const log = { entries: entries.slice(0, at), jws };
  for (const [i, entry] of entries.slice(at).entries())
    log.entries.push(linkAudit(log.entries.at(-1), i === 0 ? { ...entry, ...change } : entry, new Date(entry.at)));
  return log;
}

const logs = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), fc.nat(2))
  .map(([runs, behind]) => ({ runs, behind }));
const made = ({ runs, behind }: { runs: number[]; behind: number }) => signedLog(runs, behind, signer);

describe('B1-2-2 signed checkpoints of a log that nobody touched', () => {
  it('hold, and say how much they cover', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (shape) => {
        const { problems, checkpoints } = await verifyLog(await made(shape), signer);
        expect(problems).toEqual([]);
        expect(checkpoints).toMatchObject({ count: shape.runs.length, keyCompared: true, unsigned: shape.behind });
        expect(checkpoints?.keys).toEqual([thumbprint(signer.publicJwk)]);
      }),
      { numRuns: 50 },
    );
  });

  it('may be none: a log older than they are', async () => {
    const log = { ...(await signedLog([], 3, signer)) };
    const { problems, checkpoints } = await verifyLog(log, signer);
    expect([problems, checkpoints]).toEqual([
      [],
      { count: 0, last: undefined, keys: [], keyCompared: false, unsigned: 3 },
    ]);
  });

  it('may be one more than the log tells of, after a crash between file and log', async () => {
    const log = await signedLog([2, 2], 0, signer);
    log.entries.pop();
    expect(await codes(log)).toEqual([]);
    append(log, DRAFT);
    await sign(log, signer);
    expect(await codes(log)).toEqual([]);
  });

  it('pass from one key to the next, and say so; the last one has to be by the key that is trusted', async () => {
    const log = await signedLog([2], 1, stranger);
    await sign(log, signer);
    const { problems, checkpoints } = await verifyLog(log, signer);
    expect([problems, checkpoints?.keys.length]).toEqual([[], 2]);
    expect((await verifyLog(log, stranger)).problems.map(({ code }) => code)).toEqual(['checkpoint/other-key']);
    expect((await verifyLog(log, undefined)).checkpoints?.keyCompared).toBe(false);
  });
});

describe('B1-2-2 what signed checkpoints find', () => {
  it('any entry that they cover, changed with every hash after it made right again', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.nat(),
        fc.constantFrom({ actor: 'forger' }, { subject: 'form' }, { detail: null }),
        async (shape, place, change) => {
          const log = await made(shape);
          const at = place % openCheckpoint(log.jws.at(-1)!).seq;
          fc.pre(JSON.stringify({ ...log.entries[at], ...change }) !== JSON.stringify(log.entries[at]));
          expect(await codes(rewritten(log, at, change))).toContain('checkpoint/contradicts');
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('any entry that they cover, left out, repeated or moved, whether or not the chain is made right again', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.nat(),
        fc.constantFrom('removed', 'repeated', 'moved'),
        fc.boolean(),
        async (shape, place, how, relinked) => {
          const log = await made(shape);
          const covered = openCheckpoint(log.jws.at(-1)!).seq;
          const at = place % covered;
          const entry = log.entries[at]!;
          // Behind the last entry that is covered nothing is.
          fc.pre(how !== 'repeated' || at + 1 < covered);
          const entries = [...log.entries];
          if (how === 'removed') entries.splice(at, 1);
          else if (how === 'repeated') entries.splice(at, 0, entry);
          else {
            const to = (at + 1) % covered;
            fc.pre(to !== at);
            [entries[at], entries[to]] = [entries[to]!, entry];
          }
          const changed = { entries, jws: log.jws };
          expect(await codes(relinked ? rewritten(changed, 0, {}) : changed)).not.toEqual([]);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('a log cut off before an entry that they cover', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.nat(), async (shape, place) => {
        const log = await made(shape);
        const keep = place % openCheckpoint(log.jws.at(-1)!).seq;
        expect(await codes({ ...log, entries: log.entries.slice(0, keep) })).toContain('checkpoint/truncated');
      }),
      { numRuns: 50 },
    );
  });

  it('any checkpoint that was removed, repeated or moved', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.nat(), fc.constantFrom('removed', 'repeated', 'moved'), async (shape, place, how) => {
        const log = await made(shape);
        const at = place % log.jws.length;
        const jws = [...log.jws];
        if (how === 'removed') jws.splice(at, 1);
        else if (how === 'repeated') jws.splice(at, 0, jws[at]!);
        else {
          fc.pre(jws.length > 1);
          jws.push(...jws.splice(at === jws.length - 1 ? 0 : at, 1));
        }
        expect(await codes({ ...log, jws })).not.toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });

  it('any single bit of any checkpoint', async () => {
    const log = await signedLog([1, 1], 0, signer);
    const bytes = Buffer.from(log.jws[0]!, 'latin1');
    const accepted: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      if (opened(changed.toString('latin1')) !== 'unreadable') accepted.push(bit);
    }
    expect(accepted).toEqual([]);
    const jws = [log.jws[0]!.replace('.', ','), log.jws[1]!];
    expect(await codes({ ...log, jws })).toEqual([
      'checkpoint/unreadable',
      'checkpoint/broken-link',
      'checkpoint/missing',
    ]);
  });

  it('a series made anew by another key, with a log that fits it', async () => {
    const forged = await signedLog([2, 2], 0, stranger);
    expect(await codes(forged)).toEqual(['checkpoint/other-key']);
  });

  it('a checkpoint of another service, though by the same key', async () => {
    expect(await codes(await signedLog([2], 0, signer, 'other-centre'))).toEqual(['checkpoint/other-service']);
  });

  it('log and file cut back together: only by a checkpoint that someone else holds', async () => {
    const log = await signedLog([2, 2], 0, signer);
    const held = openCheckpoint(log.jws[1]!);
    expect(await codes(log, { held })).toEqual([]);
    const cut = { entries: log.entries.slice(0, 3), jws: log.jws.slice(0, 1) };
    expect(await codes(cut)).toEqual([]);
    expect(await codes(cut, { held })).toEqual(['checkpoint/held-not-in-log', 'checkpoint/held-not-in-series']);
    append(cut, { ...DRAFT, subject: 'another history' });
    append(cut, DRAFT);
    await sign(cut, signer);
    expect(await codes(cut)).toEqual([]);
    expect(await codes(cut, { held })).toEqual(['checkpoint/held-not-in-log', 'checkpoint/held-not-in-series']);
  });

  it('a whole log without its checkpoints: the log itself tells of them', async () => {
    const log = await signedLog([2, 1], 1, signer);
    const { problems } = await verifyLog({ ...log, jws: [] }, signer);
    expect(problems).toEqual([
      { seq: 3, code: 'checkpoint/missing', checkpoint: 1 },
      { seq: 5, code: 'checkpoint/missing', checkpoint: 2 },
    ]);
    expect(SERVICE).toBe(openCheckpoint(log.jws[0]!).service);
  });
});
