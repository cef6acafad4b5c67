import { createPublicKey } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_EXCERPT_TYP } from '../../src/app/certificates/delivery-files.js';
import type { EvidenceVerification } from '../../src/app/evidence/verify-evidence-file.js';
import { type EvidenceRequest, exportEvidence } from '../../src/audit/export.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { type Signer, signDocument, thumbprint } from '../../src/certify/jws.js';
import type { AuditEntry } from '../../src/ports/catalog.js';
import { streamOf } from '../audit/chains.js';
import { append, DRAFT, type SignedLog, signedLog } from '../audit/signed-log.js';
import { newSigner } from '../certify/keys.js';
import { screen } from '../support/screen.js';

const GIB = 1024 ** 3;
const signer = newSigner();
const stranger = newSigner();
let folder: string;
let log: SignedLog;
let lines: string[];
let pin: string;
const shown = screen();

const fileOf = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const pemOf = ({ publicJwk }: Signer): string =>
  createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

/** As `audit export` writes it. */
async function packOf(
  entries: readonly AuditEntry[],
  more: Partial<EvidenceRequest> = {},
  by = signer,
): Promise<string[]> {
  const pack: string[] = [];
  const sign = (bytes: Uint8Array) => signDocument(JSON.parse(Buffer.from(bytes).toString()), AUDIT_EXCERPT_TYP, by);
  const now = new Date('2026-04-30T00:00:00.000Z');
  for await (const line of exportEvidence({ entries: streamOf(entries), now, sign, ...more })) pack.push(line);
  return pack;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-pack-'));
  log = await signedLog([3, 4], 2, signer);
  append(log, { ...DRAFT, subject: '架空山', detail: { note: '置換文字 \ufffd を含む' } });
  lines = await packOf(log.entries);
  pin = await fileOf('issuer.pub.pem', pemOf(signer));
});
afterAll(() => rm(folder, { recursive: true }));
/** Exit code, and by check what was found. */
async function verify(content: string | Buffer | string[], ...options: string[]) {
  const pack = await fileOf('pack.jsonl', Array.isArray(content) ? content.join('') : content);
  const code = await shown.kimitsu('audit', 'verify', '--json', '--pack', pack, ...options);
  const found = JSON.parse(shown.stdout || '{}') as Partial<EvidenceVerification>;
  const checks = Object.fromEntries((found.checks ?? []).map(({ id, state }) => [id, state]));
  const failed = Object.keys(checks).filter((id) => checks[id] === 'fail');
  return {
    code,
    verdict: found.verdict,
    checks,
    failed,
    problems: (found.problems ?? []).map((one) => one.code),
    found,
  };
}

describe('B1-2-2 audit verify --pack, without a workspace', () => {
  it('finds a pack valid by the pinned key, and says what it holds', async () => {
    const { code, verdict, checks, found } = await verify(lines, '--pin', pin);
    expect([code, verdict]).toEqual([0, 'valid']);
    expect(new Set(Object.values(checks))).toEqual(new Set(['pass']));
    expect(found).toMatchObject({ signedBy: thumbprint(signer.publicJwk), lastCheckpoint: { number: 2, seq: 8 } });
    expect(shown.stderr).toBe('');
    const pack = await fileOf('pack.jsonl', lines.join(''));
    expect(await shown.kimitsu('audit', 'verify', '--pack', pack)).toBe(0);
    expect(shown.stdout).toContain('判定: 署名は正しく、署名の後に変更されていません。ただし、');
    expect(shown.stdout).toContain('範囲: 第1件から第12件まで（記録12件、省略した箇所0か所）');
    expect(shown.stdout).toContain('署名した者が誰であるかは確認していません');
    expect(shown.stderr).toBe('');
  });

  it('goes with what was noted or kept earlier, or says that it cannot tell', async () => {
    const [early, head] = [log.entries[4]!.hash, log.entries.at(-1)!.hash];
    const kept = await fileOf('kept.jws', log.jws[0]!);
    const part = await packOf(log.entries, { fromSeq: 7 });
    const stateOf = async (pack: string[], ...options: string[]) => {
      const { checks, code } = await verify(pack, '--pin', pin, ...options);
      return [code, checks['expected-head'] ?? checks['held-checkpoint']];
    };
    expect(await stateOf(lines, '--expected-head', early)).toEqual([0, 'pass']);
    expect(await stateOf(lines, '--expected-head', head)).toEqual([0, 'pass']);
    expect(await stateOf(lines, '--expected-head', '7'.repeat(64))).toEqual([1, 'fail']);
    expect(await stateOf(part, '--expected-head', early)).toEqual([0, 'unknown']);
    expect(await stateOf(lines, '--checkpoint', kept)).toEqual([0, 'pass']);
    expect(await stateOf(part, '--checkpoint', kept)).toEqual([0, 'unknown']);
    const rewritten = await signedLog([2, 5], 2, signer);
    expect(await stateOf(await packOf(rewritten.entries), '--checkpoint', kept)).toEqual([1, 'fail']);
  });

  it('accepts excerpts by subject and by date, and names the gaps', async () => {
    const { code, found } = await verify(await packOf(log.entries, { subjects: ['架空山'] }), '--pin', pin);
    expect(code).toBe(0);
    expect(found.manifest).toMatchObject({ entries: 3, gaps: 3 });
  });

  const replaced = (from: string, to: string) => lines.join('').replace(from, to);
  it.each<[string, () => Promise<string | Buffer | string[]> | string | Buffer | string[], string[], string[]]>([
    [
      'an entry altered',
      () => replaced('"n":1', '"n":2'),
      ['entries', 'manifest'],
      ['evidence/altered', 'evidence/mismatch'],
    ],
    [
      'an entry removed',
      () => lines.toSpliced(4, 1),
      ['entries', 'manifest'],
      ['evidence/broken', 'evidence/mismatch'],
    ],
    [
      'entries exchanged',
      () => [lines[1]!, lines[0]!, ...lines.slice(2)],
      ['entries', 'manifest'],
      ['evidence/broken'],
    ],
    ['an entry twice', () => [lines[0]!, ...lines], ['entries', 'manifest'], ['evidence/broken']],
    ['a gap put in', () => lines.with(4, '{"gap":{"fromSeq":5,"toSeq":5}}\n'), ['manifest'], ['evidence/mismatch']],
    [
      'a count in the manifest altered',
      () => replaced('"entries":12', '"entries":13'),
      ['manifest', 'signature'],
      ['evidence/mismatch'],
    ],
    ['the time of the export altered', () => replaced('2026-04-30', '2026-04-29'), ['signature'], []],
    ['the end cut off', () => lines.slice(0, -2), ['manifest'], ['evidence/no-manifest']],
    [
      'cut in the middle of a line',
      () => lines.join('').slice(0, 900),
      ['form', 'manifest'],
      ['evidence/unreadable', 'evidence/no-manifest'],
    ],
    ['no signature', () => lines.slice(0, -1), ['signature'], ['evidence/not-signed']],
    [
      'the signature of another pack',
      async () => lines.with(-1, (await packOf(log.entries.slice(0, 6))).at(-1)!),
      ['signature'],
      [],
    ],
    ['signed by a stranger', async () => packOf(log.entries, {}, stranger), ['pin'], []],
    ['something behind it', () => [...lines, '{"entry":{}}\n'], ['form'], ['evidence/unreadable']],
    ['an empty line', () => lines.with(2, '\n'), ['form', 'entries', 'manifest'], ['evidence/unreadable']],
    [
      'white space in a line',
      () => lines.with(2, lines[2]!.replace('{"entry":', '{"entry": ')),
      ['form', 'entries', 'manifest'],
      ['evidence/unreadable'],
    ],
    [
      'bytes in place of a character that decoders put for such bytes',
      () =>
        Buffer.from(Buffer.from(lines.join('')).toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff'), 'latin1'),
      ['form', 'manifest'],
      ['evidence/unreadable'],
    ],
    [
      'a line of two megabytes',
      () => [...lines.slice(0, 3), `{"entry":"${'x'.repeat(2 ** 21)}"}\n`],
      ['form'],
      ['evidence/unreadable'],
    ],
    [
      '100,000 brackets',
      () => [...lines.slice(0, 3), `{"entry":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`],
      ['form', 'manifest'],
      ['evidence/unreadable'],
    ],
    [
      'a million empty lines behind an entry',
      () => lines[0]! + '\n'.repeat(1_000_000),
      ['form'],
      ['evidence/unreadable'],
    ],
  ])('finds %s', async (_, change, failed, codes) => {
    const found = await verify(await change(), '--pin', pin);
    expect([found.code, found.verdict]).toEqual([1, 'invalid']);
    expect(found.failed).toEqual(failed);
    for (const code of codes) expect(found.problems).toContain(code);
  });

  it('names checkpoints by another key than the one that signs now, which a change of key explains', async () => {
    const changedKey = (await signedLog([3], 1, stranger)).entries;
    const { code, checks } = await verify(await packOf(changedKey), '--pin', pin);
    expect([code, checks.checkpoints]).toEqual([0, 'unknown']);
  });

  it('says of an export from a broken log that it was broken', async () => {
    const broken = log.entries.toSpliced(3, 1);
    expect((await verify(await packOf(broken), '--pin', pin)).failed).toEqual(['entries', 'chain']);
    const rehashed = log.entries.with(4, { ...log.entries[4]!, actor: 'somebody' });
    expect((await verify(await packOf(rehashed), '--pin', pin)).failed).toEqual(['entries', 'chain']);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['nothing', () => ''],
    ['text', () => 'これは証拠の書出しではありません。\n'],
    ['JSON of another kind', () => '{"schema":"kimitsu/disposal-plan/1"}\n'],
    ['a JWS', () => log.jws[0]!],
    ['a newer schema', () => replaced('kimitsu/audit-evidence/1', 'kimitsu/audit-evidence/2')],
    ['a megabyte without a line', () => 'x'.repeat(2 ** 21)],
  ])('cannot read %s: exit code 2', async (_, content) => {
    expect(await verify(await content(), '--pin', pin)).toMatchObject({ code: 2, verdict: 'unreadable' });
    expect(shown.stderr).not.toContain('読み取れない');
  });

  it('takes 2 GiB of nothing in bounded time, and a folder for no file', async () => {
    const file = join(folder, 'large');
    const handle = await open(file, 'w');
    await handle.truncate(2 * GIB).finally(() => handle.close());
    expect(await shown.kimitsu('audit', 'verify', '--pack', file)).toBe(2);
    expect(shown.stdout).toContain('監査ログの証拠の書出し（kimitsu audit export の出力）ではありません');
    expect(await shown.kimitsu('audit', 'verify', '--pack', folder)).toBe(2);
    expect(shown.stderr).toContain('file/unreadable');
  });

  it('asks for a key when nothing in the pack names the one that signed', async () => {
    const unsigned = (await signedLog([], 3, signer)).entries;
    expect((await verify(await packOf(unsigned))).code).toBe(2);
    expect(shown.stderr).toContain('evidence/key-needed');
    expect(shown.stderr).toContain('--pin');
    expect((await verify(await packOf(unsigned), '--pin', pin)).code).toBe(0);
    const altered = (await packOf(unsigned)).with(1, '\n');
    expect((await verify(altered)).code).toBe(1);
  });

  it('never finds it valid with any bit flipped', async () => {
    const bytes = Buffer.from(lines.join(''));
    const accepted: number[] = [];
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      if ((await verify(changed, '--pin', pin)).code === 0) accepted.push(at);
    }
    expect(accepted).toEqual([]);
    expect(canonicalJson(JSON.parse(lines[0]!))).toBe(lines[0]!.trimEnd());
  });
});
