import { join } from 'node:path';
import { Fault } from '../../base/fault.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import { renderMigrationPlan } from '../../documents/migration-plan.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { isMigrationPlan } from '../../migrate/plan.js';
import { reportAccounts } from '../accounts/report.js';
import { planRendering } from '../certificates/plan-rendering.js';
import { anyPlan } from '../end-of-service/approvals.js';
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
 * @throws {Fault} usage `documents/nothing-to-render`
 */
export async function renderOther(workspace: Workspace, id: OtherId): Promise<{ title: string; pdf: string }> {
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
      return { title, pdf: await writePlan(workspace, numberOf(known)) };
    case 'account-disposal-report':
      return { title, pdf: (await reportAccounts(workspace, await planOfDisposal(workspace, known))).pdf };
  }
}

async function writePlan(workspace: Workspace, planId: string): Promise<string> {
  const { plan, hash } = await anyPlan(workspace.ports.catalog, planId);
  const pdf = join(await workspace.folder('plans'), `${planId}.pdf`);
  const bytes = isMigrationPlan(plan)
    ? await renderMigrationPlan(plan, hash)
    : // The one that was approved and that certificates name, as long as it can be had.
      ((await planRendering(workspace, plan)) ?? (await renderTerminationPlan(plan, hash)));
  await replaceFile(pdf, bytes);
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
