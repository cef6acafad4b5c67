import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { LetterApproval } from '../../certify/letter-approval.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { isMigrationPlan, type MigrationPlan } from '../../migrate/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { accountIn } from '../access/actor.js';
import { boundBy, notingRefusedApproval } from './approval-attempt.js';
import {
  type Approvable,
  type Authored,
  type HeldApproval,
  type PinnedApprovers,
  verifiedApproval,
} from './approval-check.js';
import type { Vouching } from './given-approval.js';
import { assertNotRefused, type Refused } from './refused.js';

export type { Approvable, HeldApproval, PinnedApprovers } from './approval-check.js';

/** As the catalogue keeps it. */
interface StoredApproval {
  jws?: string;
  letter?: LetterApproval;
  withdrawn?: { at: string; by: string; reason: string };
  /** Accounts of those who recorded the letter. */
  vouching?: Vouching;
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
  if (canonicalHash(plan) !== hash || !(await isAsMade(catalog, planId, hash)))
    throw new Fault('integrity', 'plan/altered', 'the stored plan was altered', { planId });
  return { plan, hash };
}

/** By the entry that was written with it: whoever edits a plan by hand can edit the hash beside it as well. */
async function isAsMade(catalog: Pick<Catalog, 'auditOf'>, planId: string, hash: string): Promise<boolean> {
  for await (const { subject, detail } of catalog.auditOf('plan.made'))
    if (subject === planId) return (detail as { hash?: unknown } | null)?.hash === hash;
  return true;
}

/**
 * Takes an approval of this plan into the catalogue (B3-2-3).
 * @throws {Fault} what makes it not hold; nothing is recorded then but the attempt
 */
export async function recordApproval(
  ports: Needs,
  plan: Approvable,
  given: { jws: string } | { letter: LetterApproval; vouching?: Vouching | undefined },
  approvers: PinnedApprovers,
): Promise<HeldApproval> {
  const { catalog, actor } = ports;
  const subject = plan.planId;
  return notingRefusedApproval(ports, subject, async () => {
    await assertNotRefused(catalog, plan.planId);
    const held = verifiedApproval(given, plan, approvers, ports);
    const vouching = 'letter' in given ? given.vouching : undefined;
    assertNotAuthor(plan, vouching);
    const known = (await catalog.document('approval', held.hash))?.body as StoredApproval | undefined;
    if (known?.withdrawn) throw withdrawnFault(plan, known.withdrawn);
    await catalog.saveDocument({ kind: 'approval', id: held.hash, parentId: plan.planId, body: given as never }, [
      {
        actor,
        action: 'plan.approved',
        subject,
        detail: {
          approvalHash: held.hash,
          planHash: canonicalHash(plan),
          form: held.letter ? 'letter' : 'signature',
          ...vouching,
          ...boundBy(held.letter),
        },
      },
    ]);
    return held;
  });
}

/**
 * The latest recorded approval, verified again now.
 * @throws {Fault} denied `erase/not-approved` or `migrate/not-approved`, `approval/withdrawn`, `approval/clock-behind`,
 *   `approval/own-letter`
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
  assertNotVouching(ports.actor, given.vouching);
  await assertClockNotBehind(ports);
  return verifiedApproval(given as { jws: string } | { letter: LetterApproval }, plan, approvers, ports);
}

/** Whoever wrote a plan vouches for no letter that approves it. */
export function assertNotAuthor(
  { createdBy, planId }: Authored & { planId?: string },
  vouching: Vouching | undefined,
): void {
  const author = accountIn(createdBy);
  if (author === undefined || !vouching || !Object.values(vouching).includes(author)) return;
  const message = 'whoever wrote a plan does not record the letter that approves it, nor confirm that';
  throw new Fault('denied', 'approval/own-plan', message, { planId });
}

/** Nothing but the word of two people stands behind a letter: neither of them carries out what it approves. */
function assertNotVouching(actor: string, vouching: Vouching | undefined): void {
  const account = accountIn(actor);
  if (account === undefined || !vouching || !Object.values(vouching).includes(account)) return;
  const message = 'whoever recorded or confirmed the letter of approval does not carry out the plan';
  throw new Fault('denied', 'approval/own-letter', message, {}, { hint: 'have another privileged operator do it' });
}

/** Clocks of two machines may differ by so much. */
const SLACK_MS = 10 * 60_000;

/** With the clock set back an approval would be good again that has expired: what was done since is in the audit log. */
async function assertClockNotBehind({ catalog, clock }: Needs): Promise<void> {
  const head = await catalog.auditHead();
  if (!head || clock.now().getTime() >= Date.parse(head.at) - SLACK_MS) return;
  throw new Fault(
    'denied',
    'approval/clock-behind',
    'the clock is behind the audit log, so it cannot be told whether the approval is still good',
    { lastEntry: head.at },
    { hint: 'set the clock of this machine' },
  );
}

/**
 * Shows again, when an erasure goes on, that the approval it says it was begun with is on record and held then. A record
 * written by hand has none.
 * @throws {Fault} integrity `approval/missing`, and what makes it not hold
 */
export async function assertBegunWith(
  { catalog, service, actor }: Needs,
  plan: Approvable,
  approvers: PinnedApprovers,
  { approvalHash, startedAt }: { approvalHash: string; startedAt: string },
): Promise<void> {
  const recorded = await catalog.document('approval', approvalHash);
  if (!recorded) throw approvalMissing(approvalHash);
  const { withdrawn: _, ...given } = recorded.body as unknown as StoredApproval;
  assertNotVouching(actor, given.vouching);
  const clock = { now: () => new Date(startedAt) };
  const { hash } = verifiedApproval(given as { jws: string } | { letter: LetterApproval }, plan, approvers, {
    clock,
    service,
  });
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
