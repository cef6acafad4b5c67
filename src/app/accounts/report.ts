import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { signPdf } from '../../certify/pades-sign.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import { renderAccountReport } from '../../documents/account-report.js';
import { storedPlan } from '../end-of-service/approvals.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { vouchedDisposal } from './open-disposal.js';

/**
 * アカウント廃棄報告書 from the record of the disposal, as it stands: PDF, signed, and the record as JSON.
 * @throws {Fault} usage `accounts/nothing-disposed`; integrity `accounts/record-altered`, `audit/broken`; denied `workspace/copied`
 */
export async function reportAccounts(
  workspace: Workspace,
  planId: string,
): Promise<{ record: AccountDisposalRecord; pdf: string; json: string }> {
  const { ports } = workspace;
  await assertNotCopied(ports.catalog, workspace);
  const { plan } = await storedPlan(ports.catalog, planId);
  const record = await vouchedDisposal(ports.catalog, planId);
  if (!record)
    throw new Fault(
      'usage',
      'accounts/nothing-disposed',
      'no account was disposed of under this plan',
      { planId },
      {
        hint: 'run `kimitsu accounts dispose --plan PLAN` first',
      },
    );
  const head = await ports.catalog.auditHead();
  const report = {
    record,
    parties: plan.parties,
    reportedAt: ports.clock.now().toISOString(),
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
  const folder = await workspace.folder('certificates');
  const pdf = join(folder, `${record.disposalId}.pdf`);
  const json = join(folder, `${record.disposalId}.json`);
  const signed = await signPdf(await renderAccountReport(report), await workspace.signer(), {
    signedAt: ports.clock.now(),
    subject: { commonName: plan.parties.contractor.name },
  });
  for (const [file, content] of [
    [json, canonicalJson(record)],
    [pdf, signed],
  ] as const)
    await replaceFile(file, content);
  const detail = { planId, report: sha256Hex(signed), record: canonicalHash(record) };
  await ports.catalog.appendAudit([
    { actor: ports.actor, action: 'accounts.reported', subject: record.disposalId, detail },
  ]);
  return { record, pdf, json };
}
