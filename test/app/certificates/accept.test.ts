import { createPrivateKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptCertificate } from '../../../src/app/certificates/accept.js';
import type { DeliveredCertificate } from '../../../src/app/certificates/deliver.js';
import { revokeCertificate } from '../../../src/app/certificates/revoke.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { canonicalHash } from '../../../src/base/canonical-json.js';
import { ACCEPTANCE_SCHEMA, ACCEPTANCE_TYP, type AcceptanceDocument } from '../../../src/certify/acceptance.js';
import { signDocument } from '../../../src/certify/jws.js';
import { signerOf } from '../../../src/certify/signing-key.js';
import { newSigner } from '../../certify/keys.js';
import { type ErasedService, erasedService } from './erased-service.js';

describe('B3-2-2: the prefecture accepts a certificate', () => {
  let service: ErasedService;
  let issued: DeliveredCertificate;
  let acceptance: AcceptanceDocument;
  beforeAll(async () => {
    service = await erasedService();
    issued = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
    const { number, version, auditHead } = issued.certificate;
    acceptance = {
      schema: ACCEPTANCE_SCHEMA,
      certificate: { number, version, sha256: canonicalHash(issued.certificate) },
      checked: ['signature', 'scope'],
      auditHead,
      approver: '府民お問合せ担当課長',
      role: 'kacho',
      at: '2026-04-02T00:00:00.000Z',
    };
  });

  async function accept(
    changes: Partial<AcceptanceDocument> = {},
    options: { signer?: ReturnType<typeof newSigner>; typ?: string } = {},
  ) {
    const pem = await readFile(service.keyFile, 'utf8');
    const signer = options.signer ?? signerOf(createPrivateKey(pem).export({ format: 'jwk' }));
    const file = join(service.outside, 'acceptance.jws');
    await writeFile(file, await signDocument({ ...acceptance, ...changes }, options.typ ?? ACCEPTANCE_TYP, signer));
    return service.open((workspace) => acceptCertificate(workspace, file));
  }

  it('by a signed document, which is kept, and named in the audit log', async () => {
    const { file, name } = await accept();
    expect(name).toBe(issued.name);
    expect(await readFile(file, 'utf8')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const actions: string[] = [];
    await service.open(async ({ ports }) => {
      for await (const { action, subject } of ports.catalog.auditEntries()) actions.push(`${action} ${subject}`);
    });
    expect(actions).toContain(`certificate.accepted ${issued.name}`);
  });

  it.each([
    [
      'of a certificate with another content',
      { certificate: { sha256: '0'.repeat(64) } },
      'acceptance/other-certificate',
    ],
    ['of a certificate that was not issued here', { certificate: { number: 'other-001' } }, 'certificate/unknown'],
    ['by another name than that of the key', { approver: '別の課長' }, 'officer/other-name'],
    ['with another role than that of the key', { role: 'bucho' }, 'officer/other-name'],
    ['with an entry of another audit log', { auditHead: { hash: 'f'.repeat(64) } }, 'acceptance/other-history'],
    ['with an entry that the log does not have yet', { auditHead: { seq: 9999 } }, 'acceptance/other-history'],
    ['with a member that nobody knows', { note: 'x' }, 'officer/not-valid'],
  ])('is refused %s', async (_why, changes, code) => {
    const merged = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [
        name,
        typeof value === 'object' ? { ...(acceptance[name as 'auditHead'] as object), ...value } : value,
      ]),
    );
    await expect(accept(merged as never)).rejects.toMatchObject({ code });
  });

  it('is refused when a stranger signed it, or when it is another kind of document', async () => {
    await expect(accept({}, { signer: newSigner() })).rejects.toMatchObject({ code: 'officer/unknown-key' });
    await expect(accept({}, { typ: 'kimitsu-approval+jws' })).rejects.toMatchObject({ code: 'officer/not-valid' });
  });

  it('is refused once the certificate is revoked', async () => {
    await service.open((workspace) =>
      revokeCertificate(workspace, issued.name, { reason: '誤記', by: '業務責任者', confirmedBy: '検証担当' }),
    );
    await expect(accept()).rejects.toMatchObject({ kind: 'denied', code: 'certificate/revoked' });
  });
});
