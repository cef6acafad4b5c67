import { describe, expect, it } from 'vitest';
import { exportEvidence } from '../../src/audit/export.js';
import { verifyEvidence } from '../../src/audit/verify-evidence.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { newSigner } from '../certify/keys.js';
import { streamOf } from './chains.js';
import { opened, type SignedLog, signedLog } from './signed-log.js';

const signer = newSigner();
const openCheckpoint = (jws: string) => {
  const checkpoint = opened(jws);
  return checkpoint === 'unreadable' ? undefined : checkpoint;
};

async function packOf({ entries }: SignedLog, request: object = {}): Promise<string[]> {
  const lines: string[] = [];
  const pack = exportEvidence({ entries: streamOf(entries), now: new Date(Date.UTC(2026, 3, 2)), ...request });
  for await (const line of pack) lines.push(line.trimEnd());
  return lines;
}
const verify = (lines: readonly string[]) => verifyEvidence(lines, { openCheckpoint });

describe('B1-2-2 checkpoints in an evidence pack', () => {
  it('come with the entries, and are held against them', async () => {
    const report = await verify(await packOf(await signedLog([2, 1, 3], 1, signer)));
    expect(report.problems).toEqual([]);
    expect(report.checkpoints).toMatchObject({ compared: 3, notCompared: 0, last: { number: 3 } });
  });

  it('come with an excerpt about other things: all of them, or the last one', async () => {
    const log = await signedLog([2, 1, 3], 1, signer);
    const all = await verify(await packOf(log, { subjects: ['unit/pbx/3'] }));
    expect([all.problems, all.manifest?.entries, all.checkpoints.compared]).toEqual([[], 3, 3]);
    const last = await verify(await packOf(log, { subjects: ['unit/pbx/3'], checkpoints: { lastSeq: 9 } }));
    expect([last.problems, last.manifest?.entries, last.checkpoints.last?.number]).toEqual([[], 1, 3]);
  });

  it('are those of the range', async () => {
    const report = await verify(await packOf(await signedLog([2, 1, 3], 1, signer), { fromSeq: 4, toSeq: 6 }));
    expect([report.problems, report.checkpoints.last?.number]).toEqual([[], 2]);
  });

  it('are found to be of another log, altered, or not signed as they say', async () => {
    const log = await signedLog([2, 2], 0, signer);
    const other = await signedLog([3, 2], 0, signer);
    const [note, foreign] = [log.entries[2]!, other.entries[3]!];
    for (const detail of [foreign.detail, { ...(note.detail as object), jws: `${log.jws[0]}A` }, { number: 1 }, null]) {
      const pack = await packOf({ ...log, entries: log.entries.with(2, { ...note, detail }) });
      const codes = (await verify(pack)).problems.map(({ code }) => code);
      expect(codes).toContain('evidence/bad-checkpoint');
    }
  });

  it('are not looked at by whoever cannot open them', async () => {
    const report = await verifyEvidence(await packOf(await signedLog([2], 0, signer)));
    expect([report.problems, report.checkpoints.compared]).toEqual([[], 0]);
  });

  it('were none in the packs of older versions', async () => {
    const lines = await packOf(await signedLog([], 3, signer));
    expect(canonicalJson(JSON.parse(lines[0]!))).toBe(lines[0]);
    expect((await verify(lines)).checkpoints).toEqual({ compared: 0, notCompared: 0, keys: [], last: undefined });
  });
});
