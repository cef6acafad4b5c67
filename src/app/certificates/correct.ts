import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import { lookAgain } from '../end-of-service/look-again.js';
import type { Workspace } from '../workspace.js';
import { type DeliveredCertificate, deliver } from './deliver.js';
import { erasedUnder } from './erased.js';
import { asPredecessor, certify, keepCertificate } from './sign-certificate.js';
import { currentCertificate } from './stored-certificate.js';

/**
 * Issues the current certificate of the plan again under its number, with the next version and the reason. What the
 * erasure measured comes from its record and cannot be changed; the issuer comes from the configuration as it is now.
 *
 * @throws {Fault} usage `certificate/no-reason`, `certificate/none`, `certificate/nothing-to-correct`
 */
export async function correctCertificate(
  workspace: Workspace,
  planId: string,
  reason: string,
): Promise<DeliveredCertificate> {
  if (reason.trim() === '')
    throw new Fault('usage', 'certificate/no-reason', 'a correction needs a reason', {}, { hint: 'give --reason' });
  const erased = await lookAgain(workspace, await erasedUnder(workspace, planId));
  const current = await currentCertificate(workspace.ports.catalog, planId);
  const { number, version } = current.certificate;
  const { name, department, responsible } = workspace.config.contractor;
  const corrected = await certify(workspace, erased, {
    stage: current.stage,
    number,
    version: version + 1,
    issuer: { name, ...(department === undefined ? {} : { department }), responsible },
    predecessor: asPredecessor(current, 'corrects', reason.trim()),
  });
  if (contentOf(corrected.certificate) === contentOf(current.certificate))
    throw new Fault(
      'usage',
      'certificate/nothing-to-correct',
      'the certificate would say the same again',
      { number },
      { hint: 'correct the contractor in kimitsu.yaml first; to withdraw a certificate, revoke it' },
    );
  return deliver(workspace, await keepCertificate(workspace, corrected));
}

/** What the certificate says, without what every issue has anew. */
function contentOf(certificate: CertificateDocument): string {
  const { version: _v, issuedAt: _i, predecessor: _p, auditHead: _h, ...content } = certificate;
  return canonicalJson(content);
}
