import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvidenceManifest, type EvidenceRequest, exportEvidence } from '../../src/audit/export.js';
import { verifyEvidence } from '../../src/audit/verify-evidence.js';
import { sha256Hex } from '../../src/base/bytes.js';
import type { AuditEntry } from '../../src/ports/catalog.js';
import { runs } from '../support/thorough.js';
import { chainOf, chains, streamOf } from './chains.js';

const now = new Date('2026-04-30T00:00:00.000Z');
const chain = chainOf(
  ['pbx', 'voice', 'voice', 'pbx', 'pbx', 'voice'].map((subject) => ({ actor: 'system', action: 'a.b', subject })),
);

async function packOf(entries: readonly AuditEntry[], more: Partial<EvidenceRequest> = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportEvidence({ entries: streamOf(entries), now, ...more })) {
    expect(line.endsWith('\n')).toBe(true);
    lines.push(line.slice(0, -1));
  }
  return lines;
}
const headOf = ({ seq, hash }: AuditEntry) => ({ seq, hash });
/** Stands in for a signature: a hash that only matches the same bytes. */
const sign = async (bytes: Uint8Array) => `jws.${sha256Hex(bytes)}`;
const verifySignature = async (jws: string, bytes: Uint8Array) => jws === `jws.${sha256Hex(bytes)}`;

describe('B1-2-2 an evidence pack', () => {
  it('of the whole chain holds every entry and says so', async () => {
    const lines = await packOf(chain);
    expect(lines.slice(0, 6).map((line) => JSON.parse(line).entry)).toEqual(chain);
    const manifest: EvidenceManifest = JSON.parse(lines[6]!).manifest;
    expect(manifest).toEqual({
      schema: 'kimitsu/audit-evidence/1',
      exportedAt: '2026-04-30T00:00:00.000Z',
      range: { fromSeq: 1, toSeq: 6 },
      subjects: null,
      entries: 6,
      gaps: 0,
      first: { ...headOf(chain[0]!), previousHash: '0'.repeat(64) },
      last: headOf(chain[5]!),
      head: headOf(chain[5]!),
      chainProblems: {},
      linesSha256: sha256Hex(
        lines
          .slice(0, 6)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    });
    expect(lines).toHaveLength(7);
    expect(await verifyEvidence(lines)).toMatchObject({ manifest, problems: [] });
  });

  it('of a range holds that range, from whichever entry the source begins', async () => {
    for (const source of [chain, chain.slice(1)]) {
      const lines = await packOf(source, { fromSeq: 2, toSeq: 4 });
      expect(lines.slice(0, 3).map((line) => JSON.parse(line).entry.seq)).toEqual([2, 3, 4]);
      const report = await verifyEvidence(lines);
      expect(report.manifest).toMatchObject({ range: { fromSeq: 2, toSeq: 4 }, head: headOf(chain[3]!) });
      expect(report.problems).toEqual([]);
    }
  });

  it('of some subjects declares the gaps', async () => {
    const lines = await packOf(chain, { subjects: ['pbx'] });
    expect(lines.slice(0, -1).map((line) => JSON.parse(line).gap ?? JSON.parse(line).entry.seq)).toEqual([
      1,
      { fromSeq: 2, toSeq: 3 },
      4,
      5,
      { fromSeq: 6, toSeq: 6 },
    ]);
    const { manifest, problems } = await verifyEvidence(lines);
    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({
      subjects: ['pbx'],
      entries: 3,
      gaps: 2,
      last: headOf(chain[4]!),
      head: headOf(chain[5]!),
    });
  });

  it('may hold nothing', async () => {
    for (const lines of [await packOf([]), await packOf(chain, { subjects: ['nobody'] })]) {
      const { manifest, problems } = await verifyEvidence(lines);
      expect(problems).toEqual([]);
      expect(manifest).toMatchObject({ entries: 0, first: null, last: null });
    }
  });

  it('of a broken chain says what is broken', async () => {
    const altered = chain.with(2, { ...chain[2]!, actor: 'somebody-else' }).toSpliced(4, 1);
    const lines = await packOf(altered);
    expect(JSON.parse(lines.at(-1)!).manifest.chainProblems).toEqual({ 'audit/altered': 1, 'audit/missing': 1 });
    expect((await verifyEvidence(lines)).problems).toEqual([
      { line: 3, code: 'evidence/altered' },
      { line: 5, code: 'evidence/broken' },
    ]);
  });

  it('is signed over its manifest', async () => {
    const lines = await packOf(chain, { sign });
    expect(lines).toHaveLength(8);
    expect((await verifyEvidence(lines, { verifySignature })).problems).toEqual([]);
    const other = await packOf(chain.slice(0, 5), { sign });
    expect((await verifyEvidence(lines.with(7, other.at(-1)!), { verifySignature })).problems).toEqual([
      { line: 8, code: 'evidence/bad-signature' },
    ]);
    expect((await verifyEvidence(lines.slice(0, 7), { verifySignature })).problems).toEqual([
      { line: 7, code: 'evidence/not-signed' },
    ]);
  });
});

describe('B1-2-2 in a signed pack is found', () => {
  const subjects = fc.option(fc.subarray(['pbx', 'voice', 'unit/pbx/3']), { nil: undefined });
  const packs = fc
    .tuple(chains(), subjects)
    .map(async ([entries, list]) => packOf(entries, list ? { sign, subjects: list } : { sign }));

  it('any single character changed, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(packs, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 127 }), async (pack, row, column, flip) => {
        const lines = await pack;
        const i = row % lines.length;
        const line = lines[i]!;
        const at = column % line.length;
        const changed = line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ flip) + line.slice(at + 1);
        expect((await verifyEvidence(lines.with(i, changed), { verifySignature })).problems).not.toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('any line removed, repeated or moved', async () => {
    await fc.assert(
      fc.asyncProperty(packs, fc.nat(), fc.nat(), async (pack, from, to) => {
        const lines = await pack;
        const i = from % lines.length;
        const j = to % lines.length;
        const rest = lines.toSpliced(i, 1);
        const variants = [rest, lines.toSpliced(j, 0, lines[i]!)];
        if (i !== j) variants.push(rest.toSpliced(j, 0, lines[i]!));
        for (const variant of variants) {
          expect((await verifyEvidence(variant, { verifySignature })).problems).not.toEqual([]);
        }
      }),
    );
  });
});

it.each([
  '',
  'null',
  '[]',
  '{}',
  '{"entry":1}',
  '{"gap":null}',
  '{"entry":{}}',
  '{"manifest":{}}',
  '{"a":1,"b":2}',
  '\u0000',
])('a pack that is only %j is refused', async (line) => {
  expect((await verifyEvidence([line])).problems).not.toEqual([]);
});
