import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, copyFile, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/app/audit.js';
import type { DeliveredCertificate } from '../../../src/app/certificates/deliver.js';
import { revokeCertificate } from '../../../src/app/certificates/revoke.js';
import { type ArchiveEntry, writeArchive } from '../../../src/app/certificates/write-archive.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { collect } from '../../../src/base/bytes.js';
import { InflateBudget } from '../../../src/records/archive/inflate-budget.js';
import { ZipArchive } from '../../../src/records/archive/zip-archive.js';
import { ByteCursor } from '../../../src/records/byte-cursor.js';
import { type ErasedService, erasedService, NAME } from './erased-service.js';

async function unpack(file: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const input = new ByteCursor(createReadStream(file));
  for await (const entry of new ZipArchive(input, new InflateBudget(() => input.position)).entries())
    files.set(entry.name, await collect(entry.bytes()));
  return files;
}

const failed = ({ checks }: { checks: { id: string; state: string }[] }) =>
  checks.filter(({ state }) => state === 'fail').map(({ id }) => id);

describe('B3-2-2: delivery of a certificate as one file', () => {
  let service: ErasedService;
  let issued: DeliveredCertificate;
  let files: Map<string, Buffer>;
  let pin: string;
  beforeAll(async () => {
    service = await erasedService();
    issued = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
    files = await unpack(issued.delivery);
    pin = join(service.dir, 'certificates', 'issuer.pub.pem');
  });

  let repacked = 0;
  /** The delivery with some files changed, left out (undefined) or added. */
  async function repack(changes: Record<string, Buffer | undefined>): Promise<string> {
    const entries: ArchiveEntry[] = [];
    for (const [name, bytes] of new Map([...files, ...Object.entries(changes)]))
      if (bytes) entries.push({ name, bytes });
    const file = join(service.outside, `${repacked++}.zip`);
    await writeArchive(file, entries);
    return file;
  }
  const named = (ending: string) => [...files.keys()].find((name) => name.endsWith(ending))!;

  it('B1-2-2: holds a checkpoint of the audit log that covers the certificate, by which the log can be checked later', async () => {
    const { checks } = await verifyCertificateFile(issued.delivery, { pin });
    expect(checks.find(({ id }) => id === 'audit-excerpt')?.detail).toMatch(/gaps declared, checkpoint 1 covers it/);
    const against = () =>
      service.open((workspace) => verifyAudit(workspace, undefined, { checkpoint: issued.delivery }));
    expect((await against()).problems).toEqual([]);
  });

  it('holds everything that the certificate names, and is valid as a whole', async () => {
    const { planId } = service.made.plan;
    expect([...files.keys()].sort()).toEqual(
      [
        `${issued.name}.jws`,
        `${issued.name}.pdf`,
        `evidence/${issued.name}.audit.jsonl`,
        `evidence/${planId}.inventory.jsonl`,
        `evidence/${planId}.json`,
        `evidence/${planId}.jws`,
        `evidence/${planId}.pdf`,
        'approval.html',
        'issuer.pub.pem',
        'verify.html',
        '確認の手引き.html',
      ].sort(),
    );
    const report = await verifyCertificateFile(issued.delivery, { pin });
    expect(report).toMatchObject({ verdict: 'valid', format: 'zip' });
    expect(report.checks.slice(0, 5).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'archive pass',
      'both-forms pass',
      'evidence pass',
      'inventory pass',
      'audit-excerpt pass',
    ]);
    expect(report.checks.find(({ id }) => id === 'audit-excerpt')?.detail).toMatch(/[1-9]\d* gaps declared/);
  });

  it('holds no personal value', async () => {
    for (const [name, bytes] of files)
      for (const value of [NAME, '0901234567', '090-1234-5678', '架空川'])
        expect(bytes.includes(value), name).toBe(false);
    expect((await remanenceOf(service.dir, [NAME, '0901234567', '架空川'])).found).toEqual([]);
  });

  it('is the same file for the same content, in whichever order it comes', async () => {
    const one = await repack({});
    files = new Map([...files].reverse());
    const other = await repack({});
    expect((await readFile(one)).equals(await readFile(other))).toBe(true);
  });

  it('tells an officer what to do, in a page that loads nothing', async () => {
    const guide = files.get('確認の手引き.html')!.toString('utf8');
    expect(guide).toContain(issued.certificate.number);
    expect(guide).toContain('暫定の証明書です');
    for (const name of files.keys()) expect(guide).toContain(name);
    expect(guide).toContain("default-src 'none'");
    expect(guide).not.toMatch(/https?:|<script|復元できない/);
  });

  const altered = (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    copy[Math.floor(copy.length / 2)]! ^= 1;
    return copy;
  };

  it.each([
    ['.inventory.jsonl', ['evidence', 'inventory']],
    ['.audit.jsonl', ['audit-excerpt']],
    [/plan-[0-9a-f]+\.json$/, ['evidence']],
    [/plan-[0-9a-f]+\.jws$/, ['evidence']],
    [/plan-[0-9a-f]+\.pdf$/, ['evidence']],
  ] as const)('is not valid with one bit changed in, or without, %s', async (which, checks) => {
    const name = [...files.keys()].find((one) => (typeof which === 'string' ? one.endsWith(which) : which.test(one)))!;
    for (const bytes of [altered(files.get(name)!), undefined]) {
      const report = await verifyCertificateFile(await repack({ [name]: bytes }), { pin });
      expect([report.verdict, failed(report)]).toEqual(['invalid', [...checks]]);
    }
  });

  it('names what the certificate does not speak for', async () => {
    const report = await verifyCertificateFile(await repack({ 'added.txt': Buffer.from('another') }), { pin });
    const outside = ['added.txt', 'approval.html', 'issuer.pub.pem', 'verify.html', '確認の手引き.html'];
    expect(report).toMatchObject({ verdict: 'valid', notProven: outside });
  });

  it('holds the plan as it was written for its approval, whatever has become of the file since', async () => {
    const { planId } = service.made.plan;
    const file = join(service.dir, 'plans', `${planId}.pdf`);
    const written = await readFile(file);
    expect(issued.certificate.evidence).toContainEqual({
      name: `${planId}.pdf`,
      sha256: createHash('sha256').update(written).digest('hex'),
      bytes: written.byteLength,
    });
    for (const change of [() => writeFile(file, altered(written)), () => rm(file)]) {
      await change();
      const again = await service.open((workspace) => issueCertificate(workspace, planId));
      expect((await unpack(again.delivery)).get(`evidence/${planId}.pdf`)?.equals(written)).toBe(true);
    }
    await writeFile(file, written);
  });

  it('is not valid with the PDF or the JWS of another certificate, changed, or missing', async () => {
    const pdf = files.get(`${issued.name}.pdf`)!;
    expect(failed(await verifyCertificateFile(await repack({ [`${issued.name}.pdf`]: altered(pdf) }), {}))).toEqual([
      'both-forms',
      'pdf-signature',
    ]);
    for (const name of [`${issued.name}.pdf`, `${issued.name}.jws`])
      expect(failed(await verifyCertificateFile(await repack({ [name]: undefined }), {}))).toEqual(['archive']);
    const jws = altered(files.get(`${issued.name}.jws`)!);
    expect((await verifyCertificateFile(await repack({ [`${issued.name}.jws`]: jws }), {})).verdict).toBe('invalid');
    const second = { 'another.jws': files.get(`${issued.name}.jws`)! };
    expect(failed(await verifyCertificateFile(await repack(second), {}))).toEqual(['archive']);
  });

  it('is not valid with an excerpt that lacks the certificate, or lost its signature', async () => {
    const name = named('.audit.jsonl');
    const lines = files.get(name)!.toString('utf8').trimEnd().split('\n');
    const unsigned = Buffer.from(`${lines.slice(0, -1).join('\n')}\n`);
    expect(failed(await verifyCertificateFile(await repack({ [name]: unsigned }), {}))).toEqual(['audit-excerpt']);
    const without = Buffer.from(`${lines.filter((line) => !line.includes('certificate.issued')).join('\n')}\n`);
    expect(failed(await verifyCertificateFile(await repack({ [name]: without }), {}))).toEqual(['audit-excerpt']);
  });

  it('is refused when it is a bomb, without unpacking it, or damaged', async () => {
    const bomb = await repack({ 'evidence/more.inventory.jsonl': Buffer.alloc(96 * 1024 * 1024) });
    const report = await verifyCertificateFile(bomb, {});
    expect([report.verdict, failed(report)]).toEqual(['invalid', ['archive']]);
    expect(report.checks[0]?.detail).toMatch(/unpacks to more|line is too long/);

    const large = await repack({ 'evidence/zeros.bin': Buffer.alloc(96 * 1024 * 1024) });
    expect((await verifyCertificateFile(large, {})).checks[0]?.detail).toBe('it unpacks to more than a delivery can');

    const cut = join(service.outside, 'cut.zip');
    await copyFile(issued.delivery, cut);
    const handle = await open(cut, 'r+');
    await handle.truncate((await handle.stat()).size - 300).finally(() => handle.close());
    expect(failed(await verifyCertificateFile(cut, {}))).toEqual(['archive']);

    const behind = join(service.outside, 'behind.zip');
    await copyFile(issued.delivery, behind);
    await appendFile(behind, 'x');
    expect(failed(await verifyCertificateFile(behind, {}))).toEqual(['archive']);
  });

  it('is refused where the two directories of the archive differ', async () => {
    const bytes = await readFile(issued.delivery);
    const name = Buffer.from('verify.html');
    const last = bytes.lastIndexOf(name);
    expect(last).toBeGreaterThan(bytes.indexOf(name));
    bytes.write('verifi.html', last);
    const file = join(service.outside, 'two-faced.zip');
    await writeFile(file, bytes);
    expect(failed(await verifyCertificateFile(file, {}))).toEqual(['archive']);
  });

  it('says of a revoked certificate that it is, once the revocation is in it', async () => {
    await service.open((workspace) =>
      revokeCertificate(workspace, issued.name, { reason: '誤記', by: '業務責任者', confirmedBy: '検証担当' }),
    );
    const report = await verifyCertificateFile(issued.delivery, { pin });
    expect([report.verdict, failed(report)]).toEqual(['invalid', ['revocation']]);
    expect((await unpack(issued.delivery)).get('確認の手引き.html')!.toString('utf8')).toContain('取り消されています');
  });
});
