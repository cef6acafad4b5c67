import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import { renderMigrationPlan } from '../../documents/migration-plan.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { isMigrationPlan } from '../../migrate/plan.js';
import { reportAccounts } from '../accounts/report.js';
import { planRendering } from '../certificates/plan-rendering.js';
import { migrationPlan, storedPlan } from '../end-of-service/approvals.js';
import { PLAN_WRITTEN_AGAIN } from '../end-of-service/plan-on-file.js';
import { writeKeyReports } from '../keys/report.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { type OtherDocument, type OtherId, otherDocuments } from './other-documents.js';

const IDS: readonly OtherId[] = [
  'encryption-report',
  'key-lifecycle-report',
  'termination-plan',
  'migration-plan',
  'account-disposal-report',
];

export const isOther = (given: string): given is OtherId => (IDS as readonly string[]).includes(given);

/**
 * Writes one of the documents that other commands make: a report anew, a plan as it was made.
 * @param planId - of a plan: which; the latest where none is given
 * @throws {Fault} usage `documents/nothing-to-render`, `plan/unknown`, `plan/other-kind`
 */
export async function renderOther(
  workspace: Workspace,
  id: OtherId,
  planId?: string,
): Promise<{ title: string; pdf: string }> {
  const known = (await otherDocuments({ dir: workspace.dir, catalog: workspace.ports.catalog })).find(
    (one) => one.id === id,
  )!;
  const { title } = known;
  switch (id) {
    case 'encryption-report':
      return { title, pdf: (await writeKeyReports(workspace)).encryption.path };
    case 'key-lifecycle-report':
      return { title, pdf: (await writeKeyReports(workspace)).lifecycle.path };
    case 'termination-plan':
    case 'migration-plan':
      return { title, pdf: await writePlan(workspace, id, planId ?? numberOf(known)) };
    case 'account-disposal-report':
      return { title, pdf: (await reportAccounts(workspace, await planOfDisposal(workspace, known))).pdf };
  }
}

/** As data and as a document: also in the place of files that somebody has changed or removed. */
async function writePlan(workspace: Workspace, id: OtherId, planId: string): Promise<string> {
  const { ports } = workspace;
  const { plan, hash } =
    id === 'migration-plan' ? await migrationPlan(ports.catalog, planId) : await storedPlan(ports.catalog, planId);
  const folder = await workspace.folder('plans');
  const pdf = join(folder, `${planId}.pdf`);
  const json = canonicalJson(plan);
  const rendered = isMigrationPlan(plan)
    ? await renderMigrationPlan(plan, hash)
    : // The one that was approved and that certificates name, as long as it can be had.
      ((await planRendering(workspace, plan)) ?? (await renderTerminationPlan(plan, hash)));
  await replaceFile(join(folder, `${planId}.json`), json);
  await replaceFile(pdf, rendered);
  const detail = { json: sha256Hex(json), pdf: sha256Hex(rendered) };
  await ports.catalog.appendAudit([{ actor: ports.actor, action: PLAN_WRITTEN_AGAIN, subject: planId, detail }]);
  return pdf;
}

async function planOfDisposal({ ports }: Workspace, known: OtherDocument): Promise<string> {
  const number = numberOf(known);
  const disposals = await ports.catalog.documents('account-disposal');
  const records = disposals.map(({ body }) => body as unknown as AccountDisposalRecord);
  return records.find(({ disposalId }) => disposalId === number)!.planId;
}

function numberOf({ id, command, latest }: OtherDocument): string {
  if (latest) return latest.number;
  throw new Fault(
    'usage',
    'documents/nothing-to-render',
    'there is nothing yet that this document could tell of',
    { document: id },
    { hint: `it is made by \`kimitsu ${command}\`` },
  );
}
