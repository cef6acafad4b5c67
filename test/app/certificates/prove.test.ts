import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { proveErased } from '../../../src/app/certificates/prove.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { type IssuedCertificate, issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { type ErasedService, erasedService, MEMO } from './erased-service.js';

describe('B3-2-1: proof that one record is among those erased', () => {
  let service: ErasedService;
  let issued: IssuedCertificate;
  beforeAll(async () => {
    service = await erasedService();
    issued = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
  });

  const prove = (object: string, output: string, versionId?: string) =>
    service.open((workspace) =>
      proveErased(workspace, {
        planId: service.made.plan.planId,
        object,
        output,
        ...(versionId === undefined ? {} : { versionId }),
      }),
    );
  const out = (name: string) => join(service.outside, name);

  it('is made from the name alone, after the catalogue has forgotten it, and shows nothing of other records', async () => {
    const { proofs } = await prove(`pbx/${MEMO}`, out('a.json'));
    expect(proofs).toHaveLength(1);
    const report = await verifyCertificateFile(issued.pdf, { proof: proofs[0]!.file });
    expect(report.verdict).toBe('valid');
    expect(report.proven).toMatchObject({ opening: { object: MEMO }, leaf: { system: 'pbx', level: 3 } });
    expect(report.checks.slice(-4).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'proof-form pass',
      'proof-certificate pass',
      'proof-object pass',
      'proof-path pass',
    ]);
    expect(await readFile(proofs[0]!.file, 'utf8')).not.toContain('0002');
  });

  it('leaves no name in the workspace', async () => {
    await expect(prove(MEMO, join(service.dir, 'certificates', 'proof.json'))).rejects.toMatchObject({
      code: 'certificate/proof-in-workspace',
    });
    expect((await remanenceOf(service.dir, ['0901234567', '架空山'])).found).toEqual([]);
  });

  it('names one version when asked to, and never writes over a file', async () => {
    const { proofs } = await prove(MEMO, out('b.json'));
    const { versionId } = proofs[0]!.proof.opening;
    expect((await prove(MEMO, out('c.json'), versionId)).proofs).toHaveLength(1);
    await expect(prove(MEMO, out('d.json'), 'another')).rejects.toMatchObject({ code: 'certificate/not-in-inventory' });
    await expect(prove(MEMO, out('b.json'))).rejects.toMatchObject({ code: 'file/not-writable' });
  });

  it('is refused for a record that was not erased', async () => {
    await expect(prove('pbx/memo/9999.txt', out('e.json'))).rejects.toMatchObject({
      kind: 'usage',
      code: 'certificate/not-in-inventory',
    });
  });

  it('is refused when the inventory is not the one of the erasure, or its secret is gone', async () => {
    const file = join(service.dir, 'erasures', `${service.made.plan.planId}.inventory.jsonl`);
    const lines = await readFile(file, 'utf8');
    const rows = lines.trimEnd().split('\n');
    for (const altered of [
      `${rows.slice(0, -1).join('\n')}\n`,
      `${[...rows, rows[0]].join('\n')}\n`,
      lines.replace(/"bytes":(\d)(?=[^\n]*\n$)/, (_, digit) => `"bytes":${(Number(digit) % 9) + 1}`),
    ]) {
      expect(altered).not.toBe(lines);
      await writeFile(file, altered);
      await expect(prove(MEMO, out('f.json'))).rejects.toMatchObject({ code: 'certificate/inventory-differs' });
    }
    await writeFile(file, lines);
    const secret = join(service.dir, 'keys', 'inventory', `${issued.certificate.erasureId}.secret`);
    await rename(secret, `${secret}.away`);
    await expect(prove(MEMO, out('g.json'))).rejects.toMatchObject({ code: 'certificate/no-secret' });
    await rename(`${secret}.away`, secret);
  });

  it('holds for the final certificate as well, and for none that it does not follow', async () => {
    const { proofs } = await prove(MEMO, out('h.json'));
    service.clock.advance(31 * DAY_MS);
    await service.open((workspace) => erasePlan(workspace, service.made.plan));
    const final = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
    const proof = proofs[0]!.file;
    expect((await verifyCertificateFile(final.jws, { proof })).verdict).toBe('valid');
    const later = await prove(MEMO, out('i.json'));
    const report = await verifyCertificateFile(issued.jws, { proof: later.proofs[0]!.file });
    expect(report.verdict).toBe('invalid');
    expect(report.proven).toBeUndefined();
    expect(report.checks.filter(({ state }) => state === 'fail').map(({ id }) => id)).toEqual(['proof-certificate']);
  });
});
