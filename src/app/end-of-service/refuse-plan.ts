import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import { openOfficerDocument } from '../../certify/officer-signature.js';
import { REFUSAL_TYP, type RefusalDocument, refusalSchema } from '../../certify/refusal.js';
import { replaceFile } from '../replace-file.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { signing } from './approval-check.js';
import { storedPlan } from './approvals.js';
import { ErasureLog } from './erasure-log.js';

/**
 * Records that the prefecture does not approve this plan (B3-2-3). From then on the plan cannot be approved nor carried
 * out; an erasure that has begun and destroyed nothing yet is cancelled.
 *
 * @throws {Fault} denied `approval/other-plan`, `erase/past-return`; what `openOfficerDocument` throws
 */
export async function refusePlan(workspace: Workspace, planId: string, file: string): Promise<RefusalDocument> {
  const { ports, approvers } = workspace;
  const { plan, hash } = await storedPlan(ports.catalog, planId);
  const jws = (
    await readFile(file, 'utf8').catch((cause) => {
      throw unreadable(cause);
    })
  ).trim();
  const refusal = openOfficerDocument(jws, REFUSAL_TYP, refusalSchema, signing(approvers));
  if (refusal.planHash !== hash)
    throw new Fault('denied', 'approval/other-plan', 'the refusal is for another plan, or the plan has changed since');
  const log = await ErasureLog.resume(ports.catalog, ports.actor, plan.planId);
  if (log) await log.cancel('refused by the prefecture');
  const { approver, at } = refusal;
  await ports.catalog.saveDocument(
    { kind: 'approval', id: sha256Hex(jws), parentId: planId, body: { jws, refused: { approver, at } } },
    [{ actor: ports.actor, action: 'plan.refused', subject: planId, detail: { planHash: hash, approver, at } }],
  );
  await replaceFile(join(await workspace.folder('approvals'), `${planId}.refusal.jws`), jws);
  return refusal;
}
