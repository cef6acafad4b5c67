import type { JsonWebKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../base/fault.js';
import { APPROVAL_SCHEMA, approvalHash, signApproval } from '../../certify/approval.js';
import { readPublicKey } from '../../certify/public-key.js';
import { signerOf } from '../../certify/signing-key.js';
import { privateKey, readOrFault } from '../private-key.js';
import type { Workspace } from '../workspace.js';
import { type AnyPlan, anyPlan, type RecordedApproval, recordApproval } from './approvals.js';

export interface ApprovedPlan extends RecordedApproval {
  plan: AnyPlan;
  hash: string;
}

/**
 * Signs the plan's hash with the prefecture's private key and records the approval. The key is read, used and not kept.
 * @throws {Fault} denied `approval/unknown-key` when the configuration does not pin its public half
 */
export async function approvePlan(
  workspace: Workspace,
  planId: string,
  keyFile: string,
  output?: string,
): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan, hash } = await anyPlan(ports.catalog, planId);
  const jwk = await privateKey(keyFile);
  const { fingerprint } = readPublicKey({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y } as JsonWebKey);
  const approver = approvers.find(({ key }) => key.fingerprint === fingerprint);
  if (!approver)
    throw new Fault(
      'denied',
      'approval/unknown-key',
      'the key is not one of the configured approvers',
      { fingerprint },
      {
        hint: 'its public half must stand in prefecture.approvers of kimitsu.yaml',
      },
    );
  const jws = await signApproval(
    {
      schema: APPROVAL_SCHEMA,
      planHash: hash,
      decision: 'approved',
      approver: approver.name,
      role: approver.id,
      at: ports.clock.now().toISOString(),
    },
    signerOf(jwk),
  );
  const file = output ?? join(await workspace.folder('approvals'), `${planId}.jws`);
  await writeFile(file, jws, { mode: 0o600 });
  return { ...(await recordApproval(ports, plan, jws, approvers)), plan, hash: approvalHash(jws) };
}

/** Records an approval that the prefecture signed elsewhere. */
export async function importApproval(workspace: Workspace, planId: string, file: string): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan } = await anyPlan(ports.catalog, planId);
  const jws = (await readOrFault(file)).trim();
  const recorded = await recordApproval(ports, plan, jws, approvers);
  await writeFile(join(await workspace.folder('approvals'), `${planId}.jws`), jws, { mode: 0o600 });
  return { ...recorded, plan, hash: approvalHash(jws) };
}
