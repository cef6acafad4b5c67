import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { type ApprovalDocument, approvalHash, verifyApproval } from '../../certify/approval.js';
import type { PublicKey } from '../../certify/public-key.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { isMigrationPlan, type MigrationPlan } from '../../migrate/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';

/** The prefecture's approvers as the configuration pins them. */
export type PinnedApprovers = readonly { id: string; name: string; key: PublicKey }[];

export interface RecordedApproval {
  approval: ApprovalDocument;
  jws: string;
}

/** Every plan that the prefecture approves; told apart by `schema`. */
export type AnyPlan = DisposalPlan | MigrationPlan;

/** The disposal plan as stored. @throws {Fault} as `anyPlan`, usage `plan/other-kind` */
export async function storedPlan(catalog: Catalog, planId: string): Promise<{ plan: DisposalPlan; hash: string }> {
  const { plan, hash } = await anyPlan(catalog, planId);
  if (isMigrationPlan(plan)) throw otherKind('a migration', planId);
  return { plan, hash };
}

/** The migration plan as stored. @throws {Fault} as `anyPlan`, usage `plan/other-kind` */
export async function migrationPlan(catalog: Catalog, planId: string): Promise<{ plan: MigrationPlan; hash: string }> {
  const { plan, hash } = await anyPlan(catalog, planId);
  if (!isMigrationPlan(plan)) throw otherKind('a disposal', planId);
  return { plan, hash };
}

function otherKind(kind: string, planId: string): Fault {
  return new Fault('usage', 'plan/other-kind', `the plan is one of ${kind}`, { planId });
}

/** The plan as stored, with the hash it was made with. @throws {Fault} usage `plan/unknown`, integrity `plan/altered` */
export async function anyPlan(catalog: Catalog, planId: string): Promise<{ plan: AnyPlan; hash: string }> {
  const document = await catalog.document('plan', planId);
  if (!document)
    throw new Fault(
      'usage',
      'plan/unknown',
      'no such plan',
      { planId },
      { hint: 'see `kimitsu status` for the plans' },
    );
  const { plan, hash } = document.body as unknown as { plan: AnyPlan; hash: string };
  if (canonicalHash(plan) !== hash)
    throw new Fault('integrity', 'plan/altered', 'the stored plan was altered', { planId });
  return { plan, hash };
}

/**
 * Takes a signed approval of this plan into the catalogue (B3-2-3).
 * @throws {Fault} what `verifyApproval` throws; nothing is recorded then but the attempt
 */
export async function recordApproval(
  { catalog, clock, actor }: Pick<JobPorts, 'catalog' | 'clock' | 'actor'>,
  plan: AnyPlan,
  jws: string,
  approvers: PinnedApprovers,
): Promise<RecordedApproval> {
  const subject = plan.planId;
  try {
    const approval = verify(jws, plan, approvers, clock.now());
    const id = approvalHash(jws);
    await catalog.saveDocument({ kind: 'approval', id, parentId: plan.planId, body: { jws } }, [
      { actor, action: 'plan.approved', subject, detail: { approvalHash: id, planHash: approval.planHash } },
    ]);
    return { approval, jws };
  } catch (error) {
    if (error instanceof Fault)
      await catalog.appendAudit([{ actor, action: 'plan.approval-refused', subject, detail: { code: error.code } }]);
    throw error;
  }
}

/** The latest recorded approval, verified again now. @throws {Fault} denied `erase/not-approved`, `migrate/not-approved` */
export async function currentApproval(
  { catalog, clock }: Pick<JobPorts, 'catalog' | 'clock'>,
  plan: AnyPlan,
  approvers: PinnedApprovers,
): Promise<RecordedApproval> {
  const recorded = (await catalog.documents('approval', plan.planId)).at(-1);
  if (!recorded)
    throw new Fault(
      'denied',
      isMigrationPlan(plan) ? 'migrate/not-approved' : 'erase/not-approved',
      'the plan is not approved by the prefecture',
      { planId: plan.planId },
      {
        hint: 'have the plan approved and record it with `kimitsu approve`',
      },
    );
  const { jws } = recorded.body as { jws: string };
  return { approval: verify(jws, plan, approvers, clock.now()), jws };
}

/** The approval that an erasure was begun with, whatever has become of it since. */
export async function approvalUsed(catalog: Catalog, hash: string): Promise<string> {
  const document = await catalog.document('approval', hash);
  if (!document)
    throw new Fault('integrity', 'approval/missing', 'the approval of the erasure is not on record', { hash });
  return (document.body as { jws: string }).jws;
}

function verify(jws: string, plan: AnyPlan, approvers: PinnedApprovers, now: Date): ApprovalDocument {
  if (approvers.length === 0)
    throw new Fault(
      'usage',
      'approval/no-approvers',
      'no approver of the prefecture is configured',
      {},
      {
        hint: 'add the public key to prefecture.approvers in kimitsu.yaml',
      },
    );
  const approval = verifyApproval(jws, { keys: approvers.map(({ key }) => key), planHash: canonicalHash(plan), now });
  // Whose key it is says the configuration, not the document that the key signed.
  const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid: string };
  const pinned = approvers.find(({ key }) => key.fingerprint === kid);
  if (pinned?.name !== approval.approver || pinned.id !== approval.role)
    throw new Fault(
      'denied',
      'approval/other-approver',
      'the approval names another approver than its key is pinned for',
      {},
      {
        hint: 'approver and role of the approval are name and id of the entry in prefecture.approvers',
      },
    );
  if ([`operator:${approval.role}`, `operator:${approval.approver}`].includes(plan.createdBy))
    throw new Fault('denied', 'approval/own-plan', 'a plan is not approved by the one who made it', {
      planId: plan.planId,
    });
  return approval;
}
