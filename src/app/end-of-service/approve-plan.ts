import type { JsonWebKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import { APPROVAL_SCHEMA, signApproval } from '../../certify/approval.js';
import { LETTER_SCHEMA } from '../../certify/letter-approval.js';
import { readPublicKey } from '../../certify/public-key.js';
import { signerOf } from '../../certify/signing-key.js';
import { privateKey, readOrFault } from '../private-key.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { type AnyPlan, anyPlan, type HeldApproval, recordApproval, withdrawApprovals } from './approvals.js';
import { ErasureLog } from './erasure-log.js';

export interface ApprovedPlan extends HeldApproval {
  plan: AnyPlan;
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
  return { ...(await recordApproval(ports, plan, { jws }, approvers)), plan };
}

/** Records an approval that the prefecture signed elsewhere. */
export async function importApproval(workspace: Workspace, planId: string, file: string): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan } = await anyPlan(ports.catalog, planId);
  const jws = (await readOrFault(file)).trim();
  const recorded = await recordApproval(ports, plan, { jws }, approvers);
  await writeFile(join(await workspace.folder('approvals'), `${planId}.jws`), jws, { mode: 0o600 });
  return { ...recorded, plan };
}

export interface LetterRequest {
  /** The scan of the letter. */
  file: string;
  number: string;
  /** `YYYY-MM-DD` */
  date: string;
  approver: string;
  recordedBy: string;
  confirmedBy: string;
}

/**
 * Records an approval on paper (承認書). The scan is kept in `approvals/` under its hash.
 * @throws {Fault} usage `approval/letter-incomplete`, denied `approval/second-person`, `approval/own-plan`
 */
export async function recordLetter(
  workspace: Workspace,
  planId: string,
  { file, ...letter }: LetterRequest,
): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan, hash: planHash } = await anyPlan(ports.catalog, planId);
  const scan = await readFile(file).catch((cause) => {
    throw unreadable(cause);
  });
  const sha256 = sha256Hex(scan);
  const name = `${planId}.letter${extname(file).toLowerCase()}`;
  const recorded = await recordApproval(
    ports,
    plan,
    {
      letter: {
        schema: LETTER_SCHEMA,
        planHash,
        ...letter,
        scan: { name, sha256, bytes: scan.byteLength },
        recordedAt: ports.clock.now().toISOString(),
      },
    },
    approvers,
  );
  await writeFile(join(await workspace.folder('approvals'), name), scan, { mode: 0o600 });
  return { ...recorded, plan };
}

/**
 * Withdraws the approval of a plan, which also cancels an erasure that has begun and destroyed nothing yet.
 * @throws {Fault} usage `approval/no-reason`, `approval/none`, denied `erase/past-return`
 */
export async function withdrawApproval({ ports }: Workspace, planId: string, reason: string): Promise<void> {
  if (reason.trim() === '')
    throw new Fault('usage', 'approval/no-reason', 'withdrawing needs a reason', {}, { hint: 'give --reason' });
  await anyPlan(ports.catalog, planId);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  if (log) await log.cancel(reason.trim());
  if ((await withdrawApprovals(ports, planId, reason.trim())) === 0)
    throw new Fault('usage', 'approval/none', 'the plan has no approval to withdraw', { planId });
}
