import { canonicalHash } from '../../base/canonical-json.js';
import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { type ApprovalDocument, approvalHash, verifyApproval } from '../../certify/approval.js';
import { type LetterApproval, letterSchema } from '../../certify/letter-approval.js';
import type { PublicKey } from '../../certify/public-key.js';
import type { JobPorts } from '../../run/ports.js';

/** The prefecture's approvers as the configuration pins them; without a key one approves by letter alone. */
export type PinnedApprovers = readonly { id: string; name: string; key: PublicKey | undefined }[];

/** Those who can sign. */
export function signing(approvers: PinnedApprovers): { id: string; name: string; key: PublicKey }[] {
  return approvers.flatMap(({ key, ...approver }) => (key ? { ...approver, key } : []));
}

/** What can be approved: any document, named by the hash of its canonical JSON. */
export interface Authored {
  schema: string;
  createdBy: string;
  createdAt: string;
}

export interface Approvable extends Authored {
  planId: string;
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

/**
 * The approval, once it is shown to be for this plan, by who may approve it, and still good (B3-2-3).
 * @throws {Fault} of what makes it not hold
 */
export function verifiedApproval(
  given: { jws: string } | { letter: LetterApproval },
  plan: Authored & Partial<Approvable>,
  approvers: PinnedApprovers,
  { clock, service }: Pick<JobPorts, 'clock'> & { service: Pick<JobPorts['service'], 'approvalDays'> },
): HeldApproval {
  const now = clock.now();
  const held = 'letter' in given ? letterOf(given.letter, plan, now) : signatureOf(given.jws, plan, approvers, now);
  const author = plan.createdBy.slice(plan.createdBy.indexOf(':') + 1);
  if (author === held.approver || author === held.approverId)
    throw new Fault('denied', 'approval/own-plan', 'nobody approves a plan that they wrote', { planId: plan.planId });
  if (held.letter) assertConfigured(held.approver, approvers);
  if (now.getTime() > Date.parse(held.at) + service.approvalDays * DAY_MS)
    throw new Fault('denied', 'approval/expired', 'the approval has expired', { at: held.at });
  return held;
}

function letterOf(letter: LetterApproval, plan: Authored, now: Date): HeldApproval {
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

/**
 * A letter names an approver as the configuration does, with or without the person beside the office: 「担当課長 府民 太郎」
 * for 担当課長.
 */
function assertConfigured(approver: string, approvers: PinnedApprovers): void {
  if (approvers.length === 0) throw noApprovers();
  const words = wordsOf(approver);
  const isNamed = approvers.some(({ name }) => {
    const known = wordsOf(name);
    const begins = known.every((word, at) => words[at] === word);
    return begins || known.every((word, at) => words[words.length - known.length + at] === word);
  });
  if (isNamed) return;
  const hint = 'name one of prefecture.approvers as kimitsu.yaml does, with the person after a space where you like';
  throw new Fault('denied', 'approval/unknown-approver', 'the letter is by nobody who is configured', {}, { hint });
}

const wordsOf = (name: string): string[] => name.normalize('NFKC').trim().split(/\s+/);

const noApprovers = (): Fault =>
  new Fault(
    'usage',
    'approval/no-approvers',
    'no approver of the prefecture is configured',
    {},
    { hint: 'add the approver, with the public key for signatures, to prefecture.approvers in kimitsu.yaml' },
  );

function signatureOf(jws: string, plan: Authored, approvers: PinnedApprovers, now: Date): HeldApproval {
  const keys = approvers.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) throw noApprovers();
  const approval: ApprovalDocument = verifyApproval(jws, {
    keys,
    planHash: canonicalHash(plan),
    now,
  });
  // Whose key it is says the configuration, not the document that the key signed.
  const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid: string };
  const pinned = approvers.find(({ key }) => key?.fingerprint === kid);
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
