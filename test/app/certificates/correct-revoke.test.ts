import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/app/audit.js';
import { correctCertificate } from '../../../src/app/certificates/correct.js';
import { revokeCertificate } from '../../../src/app/certificates/revoke.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { copyOf } from '../../support/small-service.js';
import { type ErasedService, erasedService } from './erased-service.js';

const failed = ({ checks }: { checks: { id: string; state: string }[] }) =>
  checks.filter(({ state }) => state === 'fail').map(({ id }) => id);

describe('B3-2-2: a certificate is corrected and revoked by signed documents', () => {
  let service: ErasedService;
  let planId: string;
  beforeAll(async () => {
    service = await erasedService();
    ({ planId } = service.made.plan);
  });

  const issue = () => service.open((workspace) => issueCertificate(workspace, planId));
  const correct = (reason: string) => service.open((workspace) => correctCertificate(workspace, planId, reason));
  const revoke = (name: string, changes = {}) =>
    service.open((workspace) =>
      revokeCertificate(workspace, name, {
        reason: '誤記のため',
        by: '業務責任者',
        confirmedBy: '検証担当',
        ...changes,
      }),
    );
  const nameResponsible = async (name: string) => {
    const file = join(service.dir, 'kimitsu.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(file, yaml.replace(/^( {2}responsible: ).*$/m, `$1${name}`));
  };

  it('is not issued in a copy of the workspace, where the same number would be given twice; only given again', async () => {
    const unissued = await copyOf(service);
    const { number } = (await issue()).certificate;
    const copied = { kind: 'denied', code: 'workspace/copied' };
    await expect(unissued.open((workspace) => issueCertificate(workspace, planId))).rejects.toMatchObject(copied);
    const copy = await copyOf(service);
    expect((await copy.open((workspace) => issueCertificate(workspace, planId))).certificate.number).toBe(number);
    await expect(copy.open((workspace) => correctCertificate(workspace, planId, '職名'))).rejects.toMatchObject(copied);
  });

  it('corrects the issuer alone, as the next version that names the one before, and issues that from then on', async () => {
    const first = await issue();
    await expect(correct('')).rejects.toMatchObject({ code: 'certificate/no-reason' });
    await expect(correct('見直し')).rejects.toMatchObject({ code: 'certificate/nothing-to-correct' });
    await nameResponsible('運用統括責任者');
    const second = await correct('責任者の職名の誤記');
    expect(second.certificate).toMatchObject({
      number: first.certificate.number,
      version: 2,
      issuer: { responsible: '運用統括責任者' },
      predecessor: { version: 1, relation: 'corrects', reason: '責任者の職名の誤記' },
      scope: first.certificate.scope,
      inventory: first.certificate.inventory,
    });
    expect(second.pdf).not.toBe(first.pdf);
    expect((await issue()).certificate).toEqual(second.certificate);
    for (const file of [second.pdf, second.jws, first.pdf])
      expect((await verifyCertificateFile(file, {})).verdict).toBe('valid');
    const outdated = await verifyCertificateFile(first.pdf, { successor: second.pdf });
    expect([outdated.verdict, failed(outdated)]).toEqual(['invalid', ['succession']]);
    expect((await verifyCertificateFile(second.pdf, { successor: first.pdf })).verdict).toBe('valid');
  });

  it('tells an interim certificate from the final one that took its place', async () => {
    const interim = await issue();
    service.clock.advance(31 * DAY_MS);
    await service.open((workspace) => erasePlan(workspace, service.made.plan));
    const final = await issue();
    expect(final.certificate.predecessor).toMatchObject({ version: 2, relation: 'completes' });
    const replayed = await verifyCertificateFile(interim.jws, { successor: final.jws });
    expect([replayed.verdict, failed(replayed)]).toEqual(['invalid', ['succession']]);
  });

  it('is revoked by two people, and by nobody alone', async () => {
    const { certificate } = await issue();
    for (const alone of [{ confirmedBy: '業務責任者 ' }, { confirmedBy: '' }, { by: ' ' }])
      await expect(revoke(certificate.number, alone)).rejects.toMatchObject({
        kind: 'denied',
        code: 'certificate/second-person',
      });
    await expect(revoke(certificate.number, { reason: ' ' })).rejects.toMatchObject({ code: 'certificate/no-reason' });
    await expect(revoke('another-001')).rejects.toMatchObject({ code: 'certificate/unknown' });
  });

  it('is not valid together with its revocation, and is then issued anew under another number', async () => {
    const final = await issue();
    const { file: revocation, jws } = await revoke(final.certificate.number);
    const report = await verifyCertificateFile(final.pdf, { revocation });
    expect([report.verdict, failed(report)]).toEqual(['invalid', ['revocation']]);
    service.clock.advance(DAY_MS);
    expect((await revoke(final.certificate.number)).jws).toBe(jws);

    // The interim certificate before it does not count again.
    await expect(correct('職名')).rejects.toMatchObject({ code: 'certificate/revoked' });
    const anew = await issue();
    expect(anew.certificate.number).not.toBe(final.certificate.number);
    expect(anew.certificate.predecessor).toMatchObject({ number: final.certificate.number, relation: 'corrects' });
    expect((await verifyCertificateFile(anew.jws, { revocation })).verdict).toBe('valid');
    expect((await service.open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
  });

  it('is not delivered with an inventory file that was changed since', async () => {
    const { delivery } = await issue();
    const file = join(service.dir, 'erasures', `${planId}.inventory.jsonl`);
    const before = [await readFile(file), await readFile(delivery)] as const;
    await appendFile(file, '\n');
    await expect(issue()).rejects.toMatchObject({ kind: 'integrity', code: 'certificate/evidence-altered' });
    expect(before[1].equals(await readFile(delivery))).toBe(true);
    await writeFile(file, before[0]);
    expect((await verifyCertificateFile((await issue()).delivery, {})).verdict).toBe('valid');
  });

  it('is not signed over an inventory file that was changed since', async () => {
    await appendFile(join(service.dir, 'erasures', `${planId}.inventory.jsonl`), '\n');
    await nameResponsible('業務責任者代理');
    await expect(correct('職名')).rejects.toMatchObject({ kind: 'integrity', code: 'certificate/inventory-differs' });
  });
});
