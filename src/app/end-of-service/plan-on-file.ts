import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import { errnoOf, Fault } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { replaceFile } from '../replace-file.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';

/** Entry of the audit log with the hashes of the files: what whoever approves the plan has read. */
const PLAN_WRITTEN = 'plan.written';

/** SHA-256 of the plan's files as they were written. */
export interface WrittenPlan {
  json: string;
  pdf: string;
}

/**
 * Writes the files of a plan before it is on record, so that no plan is without them: a crash in between leaves files of
 * a plan that nobody can approve.
 */
export type WritePlanFiles<Plan> = (made: { plan: Plan; hash: string }) => Promise<WrittenPlan>;

/**
 * Takes a plan into the catalogue, in one step with the hashes of its files.
 * @param detail - of its entry in the audit log
 */
export async function keepPlan<Plan extends { planId: string }>(
  { catalog, actor }: Pick<JobPorts, 'catalog' | 'actor'>,
  plan: Plan,
  detail: Readonly<Record<string, string>>,
  write: WritePlanFiles<Plan> | undefined,
): Promise<{ plan: Plan; hash: string }> {
  const made = { plan, hash: canonicalHash(plan) };
  const { planId: subject } = plan;
  const written = await write?.(made);
  await catalog.saveDocument({ kind: 'plan', id: subject, parentId: undefined, body: made as never }, [
    { actor, action: 'plan.made', subject, detail: { hash: made.hash, ...detail } },
    ...(written ? [{ actor, action: PLAN_WRITTEN, subject, detail: { ...written } }] : []),
  ]);
  return made;
}

export function pathsIn(folder: string, { planId }: { planId: string }): { json: string; pdf: string } {
  return { json: join(folder, `${planId}.json`), pdf: join(folder, `${planId}.pdf`) };
}

/** A plan as canonical JSON and as the document that `render` makes of it. */
export async function writePlanFiles(
  folder: string,
  plan: { planId: string },
  render: () => Promise<Uint8Array>,
): Promise<WrittenPlan> {
  const { json, pdf } = pathsIn(folder, plan);
  const bytes = canonicalJson(plan);
  const rendered = await render();
  await replaceFile(json, bytes);
  await replaceFile(pdf, rendered);
  return { json: sha256Hex(bytes), pdf: sha256Hex(rendered) };
}

/** Entry of the files as they were written again, from the plan as it is on record: a later version may set the document otherwise. */
export const PLAN_WRITTEN_AGAIN = 'plan.written-again';

/** Undefined of a plan that was made before its files were entered in the audit log with it. */
export async function planAsWritten(
  catalog: Pick<Catalog, 'auditOf'>,
  planId: string,
): Promise<WrittenPlan | undefined> {
  for await (const { subject, detail } of catalog.auditOf(PLAN_WRITTEN))
    if (subject === planId) return detail as unknown as WrittenPlan;
  return undefined;
}

/**
 * B3-2-3: the plan that people hold in hand, as data and as a document, is the one that is carried out. By the hashes that
 * the audit log has of the files.
 *
 * @throws {Fault} integrity `plan/file-altered`, `plan/file-missing`; usage `file/unreadable`
 */
export async function assertPlanOnFile(
  { ports, folder }: Pick<Workspace, 'ports' | 'folder'>,
  planId: string,
): Promise<void> {
  const written = await planAsWritten(ports.catalog, planId);
  if (!written) return;
  for (const form of ['json', 'pdf'] as const) {
    const file = `${planId}.${form}`;
    const bytes = await readFile(join(await folder('plans'), file)).catch((error) => {
      if (errnoOf(error) === 'ENOENT') throw missing(planId, file);
      throw unreadable(error);
    });
    const hash = sha256Hex(bytes);
    if (hash === written[form]) continue;
    if (form === 'json' || !(await isWrittenAgain(ports.catalog, planId, written.json, hash)))
      throw altered(planId, file);
  }
}

async function isWrittenAgain(
  catalog: Pick<Catalog, 'auditOf'>,
  planId: string,
  json: string,
  pdf: string,
): Promise<boolean> {
  for await (const { subject, detail } of catalog.auditOf(PLAN_WRITTEN_AGAIN)) {
    const again = detail as unknown as WrittenPlan;
    if (subject === planId && again.json === json && again.pdf === pdf) return true;
  }
  return false;
}

function missing(planId: string, file: string): Fault {
  const message = 'a file of the plan is missing from plans/';
  return new Fault('integrity', 'plan/file-missing', message, { planId, file }, { hint: writeAgain(planId) });
}

function altered(planId: string, file: string): Fault {
  const message = 'a file of the plan in plans/ is not the one that was written when it was made';
  return new Fault('integrity', 'plan/file-altered', message, { planId, file }, { hint: writeAgain(planId) });
}

const writeAgain = (planId: string): string =>
  `find out who did it and what the approver has read; then write it anew with \`kimitsu documents render termination-plan --plan ${planId}\` (\`migration-plan\` for a migration), or restore it`;
