import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { ACCEPTANCE_TYP, type AcceptanceDocument, acceptanceSchema } from '../../certify/acceptance.js';
import { openOfficerDocument } from '../../certify/officer-signature.js';
import type { Catalog } from '../../ports/catalog.js';
import { signing } from '../end-of-service/approval-check.js';
import { replaceFile } from '../replace-file.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { FOR_RECIPIENT } from './certificate-files.js';
import { certificateByName, certificateName } from './stored-certificate.js';

/**
 * Records the prefecture's acceptance of a certificate that was issued here: `certificates/<name>.acceptance.jws`.
 *
 * @throws {Fault} usage `certificate/unknown`; denied `acceptance/other-certificate`, `certificate/revoked`;
 *   integrity `acceptance/other-history` when the entry that the prefecture saw is not in the audit log; what
 *   `openOfficerDocument` throws
 */
export async function acceptCertificate(
  workspace: Workspace,
  file: string,
): Promise<{ name: string; acceptance: AcceptanceDocument; file: string }> {
  const { ports, approvers } = workspace;
  const jws = (
    await readFile(file, 'utf8').catch((cause) => {
      throw unreadable(cause);
    })
  ).trim();
  const acceptance = openOfficerDocument(jws, ACCEPTANCE_TYP, acceptanceSchema, signing(approvers));
  const name = certificateName(acceptance.certificate);
  const stored = await certificateByName(ports.catalog, name);
  if (canonicalHash(stored.certificate) !== acceptance.certificate.sha256)
    throw new Fault(
      'denied',
      'acceptance/other-certificate',
      'the acceptance is of a certificate with another content',
    );
  if (stored.revocation) throw new Fault('denied', 'certificate/revoked', 'the certificate was revoked', { name });
  await assertInHistory(ports.catalog, acceptance.auditHead);
  const { approver, at } = acceptance;
  await ports.catalog.saveDocument(
    {
      kind: 'certificate',
      id: name,
      parentId: stored.certificate.plan.planId,
      body: { ...stored, acceptance: jws } as never,
    },
    [{ actor: ports.actor, action: 'certificate.accepted', subject: name, detail: { approver, at } }],
  );
  const kept = join(await workspace.folder('certificates'), `${name}.acceptance.jws`);
  await replaceFile(kept, Buffer.from(jws, 'utf8'), FOR_RECIPIENT);
  return { name, acceptance, file: kept };
}

/** What the prefecture has seen must still be there: a log written anew would not have it. */
async function assertInHistory(catalog: Catalog, { seq, hash }: AcceptanceDocument['auditHead']): Promise<void> {
  for await (const entry of catalog.auditEntries(seq)) {
    if (entry.seq === seq && entry.hash === hash) return;
    break;
  }
  throw new Fault(
    'integrity',
    'acceptance/other-history',
    'the entry of the audit log that the prefecture has seen is not there',
    { seq },
    { hint: 'run `kimitsu audit verify --expected-head` with the hash that the prefecture noted' },
  );
}
