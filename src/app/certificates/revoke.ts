import { join } from 'node:path';
import { Fault } from '../../base/fault.js';
import { signRevocation } from '../../certify/revocation.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { FOR_RECIPIENT } from './certificate-files.js';
import { deliver } from './deliver.js';
import { certificateByName, type StoredCertificate } from './stored-certificate.js';

export interface RevocationRequest {
  reason: string;
  /** Two persons or posts of the contractor. */
  by: string;
  confirmedBy: string;
}

/**
 * 取消し通知 for one certificate, to be handed to whoever has the certificate: `certificates/<name>.revocation.jws`, also in
 * its delivery. Revoking again gives the same notice.
 *
 * @param name - number of the certificate, with `-v2` and so on for a corrected one
 * @throws {Fault} usage `certificate/unknown`, `certificate/no-reason`; denied `certificate/second-person`
 */
export async function revokeCertificate(
  workspace: Workspace,
  name: string,
  request: RevocationRequest,
): Promise<{ file: string; jws: string }> {
  const stored = await certificateByName(workspace.ports.catalog, name);
  const jws = stored.revocation ?? (await sign(workspace, name, stored, request));
  const file = join(await workspace.folder('certificates'), `${name}.revocation.jws`);
  await replaceFile(file, Buffer.from(jws, 'utf8'), FOR_RECIPIENT);
  await deliver(workspace, { ...stored, revocation: jws });
  return { file, jws };
}

async function sign(
  workspace: Workspace,
  name: string,
  stored: StoredCertificate,
  request: RevocationRequest,
): Promise<string> {
  const [reason, by, confirmedBy] = [request.reason, request.by, request.confirmedBy].map((text) => text.trim());
  if (!reason)
    throw new Fault('usage', 'certificate/no-reason', 'a revocation needs a reason', {}, { hint: 'give --reason' });
  if (!by || !confirmedBy || by === confirmedBy)
    throw new Fault(
      'denied',
      'certificate/second-person',
      'a certificate is revoked by two different people of the contractor',
      {},
      { hint: 'name them with --by and --confirmed-by' },
    );
  const { catalog, clock, actor } = workspace.ports;
  const head = await catalog.auditHead();
  const { jws, revocation } = await signRevocation(
    {
      certificate: stored.certificate,
      reason,
      revokedBy: by,
      confirmedBy,
      revokedAt: clock.now(),
      auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
    },
    await workspace.signer(),
  );
  await catalog.saveDocument(
    {
      kind: 'certificate',
      id: name,
      parentId: stored.certificate.plan.planId,
      body: { ...stored, revocation: jws } as never,
    },
    [
      {
        actor,
        action: 'certificate.revoked',
        subject: name,
        detail: { sha256: revocation.certificate.sha256, by, confirmedBy },
      },
    ],
  );
  return jws;
}
