import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { type ApprovalDocument, approvalHash, verifyApproval } from '../../certify/approval.js';
import { type LetterApproval, letterSchema } from '../../certify/letter-approval.js';
import type { PublicKey } from '../../certify/public-key.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { isMigrationPlan, type MigrationPlan } from '../../migrate/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { assertNotRefused, type Refused } from './refused.js';

/** The prefecture's approvers as the configuration pins them. */
export type PinnedApprovers = readonly { id: string; name: string; key: PublicKey }[];

/** What can be approved: any plan, named by the hash of its canonical JSON. */
export interface Approvable {
  schema: string;
  planId: string;
  createdBy: string;
  createdAt: string;
}

/** An approval that was shown to hold. */
export interface HeldApproval {
  /** SHA-256 by which records and certificates name it. */
  hash: string;
  approver: string;
  /** Of a signature: whose key it is by the configuration. */
  approverId?: string;
  at: string;
  /** Absent: a signature. */
  letter?: LetterApproval;
}

/** As the catalogue keeps it. */
interface StoredApproval {
  jws?: string;
  letter?: LetterApproval;
  withdrawn?: { at: string; by: string; reason: string };
  /** Not an approval but a refusal, which stands in the same place so that the latest word counts. */
  refused?: Refused;
}

type Needs = Pick<JobPorts, 'catalog' | 'clock' | 'actor' | 'service'>;

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
 * Takes an approval of this plan into the catalogue (B3-2-3).
 * @throws {Fault} what makes it not hold; nothing is recorded then but the attempt
 */
export async function recordApproval(
  ports: Needs,
  plan: Approvable,
  given: { jws: string } | { letter: LetterApproval },
  approvers: PinnedApprovers,
): Promise<HeldApproval> {
  const { catalog, actor } = ports;
  const subject = plan.planId;
  try {
    await assertNotRefused(catalog, plan.planId);
    const held = verify(given, plan, approvers, ports);
    const known = (await catalog.document('approval', held.hash))?.body as StoredApproval | undefined;
    if (known?.withdrawn) throw withdrawnFault(plan, known.withdrawn);
    await catalog.saveDocument({ kind: 'approval', id: held.hash, parentId: plan.planId, body: given as never }, [
      {
        actor,
        action: 'plan.approved',
        subject,
        detail: { approvalHash: held.hash, planHash: canonicalHash(plan), form: held.letter ? 'letter' : 'signature' },
      },
    ]);
    return held;
  } catch (error) {
    if (error instanceof Fault)
      await catalog.appendAudit([{ actor, action: 'plan.approval-refused', subject, detail: { code: error.code } }]);
    throw error;
  }
}

/**
 * The latest recorded approval, verified again now.
 * @throws {Fault} denied `erase/not-approved` or `migrate/not-approved`, `approval/withdrawn`
 */
export async function currentApproval(
  ports: Needs,
  plan: Approvable,
  approvers: PinnedApprovers,
): Promise<HeldApproval> {
  await assertNotRefused(ports.catalog, plan.planId);
  const recorded = (await ports.catalog.documents('approval', plan.planId)).at(-1);
  if (!recorded)
    throw new Fault(
      'denied',
      isMigrationPlan(plan) ? 'migrate/not-approved' : 'erase/not-approved',
      'the plan is not approved by the prefecture',
      { planId: plan.planId },
      { hint: 'have the plan approved and record it with `kimitsu approve`' },
    );
  const { withdrawn, ...given } = recorded.body as unknown as StoredApproval;
  if (withdrawn) throw withdrawnFault(plan, withdrawn);
  return verify(given as { jws: string } | { letter: LetterApproval }, plan, approvers, ports);
}

/**
 * Shows again, when an erasure goes on, that the approval it says it was begun with is on record and held then. A record
 * written by hand has none.
 * @throws {Fault} integrity `approval/missing`, and what makes it not hold
 */
export async function assertBegunWith(
  { catalog, service }: Needs,
  plan: Approvable,
  approvers: PinnedApprovers,
  { approvalHash, startedAt }: { approvalHash: string; startedAt: string },
): Promise<void> {
  const recorded = await catalog.document('approval', approvalHash);
  if (!recorded) throw approvalMissing(approvalHash);
  const { withdrawn: _, ...given } = recorded.body as unknown as StoredApproval;
  const clock = { now: () => new Date(startedAt) };
  const { hash } = verify(given as { jws: string } | { letter: LetterApproval }, plan, approvers, { clock, service });
  if (hash !== approvalHash) throw approvalMissing(approvalHash);
}

const approvalMissing = (hash: string): Fault =>
  new Fault('integrity', 'approval/missing', 'the approval of the erasure is not on record', { hash });

function withdrawnFault({ planId }: Approvable, { at }: { at: string }): Fault {
  return new Fault(
    'denied',
    'approval/withdrawn',
    'the approval was withdrawn',
    { planId, at },
    { hint: 'have the plan, or a new one, approved again' },
  );
}

/** Marks every approval of the plan as withdrawn. @returns how many */
export async function withdrawApprovals(
  { catalog, clock, actor }: Needs,
  planId: string,
  reason: string,
): Promise<number> {
  const withdrawn = { at: clock.now().toISOString(), by: actor, reason };
  const recorded = (await catalog.documents('approval', planId)).filter(
    ({ body }) => (body as unknown as StoredApproval).refused === undefined,
  );
  for (const { kind, id, parentId, body } of recorded)
    await catalog.saveDocument({ kind, id, parentId, body: { ...(body as object), withdrawn } }, [
      { actor, action: 'plan.approval-withdrawn', subject: planId, detail: { approvalHash: id, reason } },
    ]);
  return recorded.length;
}

/** The approval that an erasure was begun with, whatever has become of it since, as it goes with a certificate. */
export async function approvalUsed(
  catalog: Catalog,
  hash: string,
): Promise<{ bytes: string; letter?: LetterApproval }> {
  const document = await catalog.document('approval', hash);
  if (!document) throw approvalMissing(hash);
  const { jws, letter } = document.body as unknown as StoredApproval;
  return letter ? { bytes: canonicalJson(letter), letter } : { bytes: jws ?? '' };
}

function verify(
  given: { jws: string } | { letter: LetterApproval },
  plan: Approvable,
  approvers: PinnedApprovers,
  { clock, service }: Pick<JobPorts, 'clock' | 'service'>,
): HeldApproval {
  const now = clock.now();
  const held = 'letter' in given ? letterOf(given.letter, plan, now) : signatureOf(given.jws, plan, approvers, now);
  const author = plan.createdBy.slice(plan.createdBy.indexOf(':') + 1);
  if (author === held.approver || author === held.approverId)
    throw new Fault('denied', 'approval/own-plan', 'nobody approves a plan that they wrote', { planId: plan.planId });
  if (now.getTime() > Date.parse(held.at) + service.approvalDays * DAY_MS)
    throw new Fault('denied', 'approval/expired', 'the approval has expired', { at: held.at });
  return held;
}

function letterOf(letter: LetterApproval, plan: Approvable, now: Date): HeldApproval {
  const checked = letterSchema.safeParse(letter);
  if (!checked.success)
    throw new Fault('usage', 'approval/letter-incomplete', 'the record of the letter is not complete', {
      at: checked.error.issues.map(({ path }) => path.join('.')),
    });
  if (letter.planHash !== canonicalHash(plan))
    throw new Fault('denied', 'approval/other-plan', 'the approval is for another plan, or the plan has changed since');
  const { recordedBy, confirmedBy, approver, date } = letter;
  if (date < japaneseDay(new Date(plan.createdAt)) || date > japaneseDay(now))
    throw new Fault('usage', 'approval/letter-date', 'the letter is older than the plan, or of a day to come', {
      date,
    });
  if (new Set([recordedBy.trim(), confirmedBy.trim(), approver.trim()]).size < 3)
    throw new Fault(
      'denied',
      'approval/second-person',
      'a letter is recorded by two people of the contractor, neither of them the approver',
      {},
      { hint: 'name another person with --confirmed-by' },
    );
  return { hash: canonicalHash(letter), approver, at: `${letter.date}T00:00:00.000Z`, letter };
}

function signatureOf(jws: string, plan: Approvable, approvers: PinnedApprovers, now: Date): HeldApproval {
  if (approvers.length === 0)
    throw new Fault(
      'usage',
      'approval/no-approvers',
      'no approver of the prefecture is configured',
      {},
      { hint: 'add the public key to prefecture.approvers in kimitsu.yaml' },
    );
  const approval: ApprovalDocument = verifyApproval(jws, {
    keys: approvers.map(({ key }) => key),
    planHash: canonicalHash(plan),
    now,
  });
  // Whose key it is says the configuration, not the document that the key signed.
  const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid: string };
  const pinned = approvers.find(({ key }) => key.fingerprint === kid);
  if (pinned?.name !== approval.approver || pinned.id !== approval.role)
    throw new Fault(
      'denied',
      'approval/other-approver',
      'the approval names another approver than its key is pinned for',
      {},
      { hint: 'approver and role of the approval are name and id of the entry in prefecture.approvers' },
    );
  return { hash: approvalHash(jws), approver: approval.approver, approverId: pinned.id, at: approval.at };
}
