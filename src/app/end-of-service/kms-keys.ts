import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { KmsCanaryOutcome, KmsKeyErasure } from '../../dispose/erasure.js';
import type { DisposalPlan, PlannedKey } from '../../dispose/plan.js';
import type { KeyDescription } from '../../ports/key-service.js';
import { makeKmsCanary, probeKmsCanary } from '../../protect/canary.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';

type Needs = Pick<JobPorts, 'keys' | 'clock'>;
type Scheduling = Needs & Pick<JobPorts, 'levelKeys'>;

/**
 * Disables and schedules every KMS key that ends with the plan for deletion; what is scheduled already stays as it is.
 * The key service is not believed: afterwards the key must show as pending, and a canary that it encrypted before must
 * be refused.
 *
 * @throws {Fault} integrity `erase/kms-key-not-scheduled`, `erase/kms-key-still-decrypts`, unavailable
 *   `erase/kms-key-not-judged`, denied `keys/other-workspace`
 */
export async function scheduleKmsKeys(log: ErasureLog, plan: DisposalPlan, ports: Scheduling): Promise<void> {
  const ending = plan.keys.filter(({ stays }) => !stays);
  // Asked again, and of all of them first: another workspace may have taken one over since the plan was made.
  for (const { kmsKeyId: keyId, alias } of ending)
    if (await ports.keys.describeKey(keyId)) await ports.levelKeys.assertOwn({ keyId, alias });
  for (const key of ending) {
    if (!opened(log, key.kmsKeyId)) await open(log, key, ports);
    await schedule(log, key, ports);
  }
}

/**
 * Notes which scheduled keys are gone. A key counts as destroyed only when it was seen pending before, its deletion
 * date has passed, the service no longer knows it, and its canary does not open.
 *
 * @returns whether all of them are
 * @throws {Fault} integrity `erase/kms-key-restored` when somebody has taken a key back, `erase/kms-key-back` when one
 *   that was seen gone is there again, `erase/kms-key-still-decrypts`
 */
export async function confirmKmsKeys(log: ErasureLog, ports: Needs): Promise<boolean> {
  const { keys, clock } = ports;
  for (const key of log.record.kmsKeys) {
    const found = await keys.describeKey(key.kmsKeyId);
    assertNotBack(key, found);
    if (key.destroyedAt !== undefined) continue;
    if (found || clock.now() < new Date(key.deletionDate)) continue;
    const canary = await judged(key, ports);
    if (canary?.outcomeAfter === 'altered') throw stillDecrypts(key.kmsKeyId);
    if (canary && canary.outcomeAfter !== 'destroyed') continue; // the service still knows it somewhere
    const destroyed = { ...key, ...(canary ? { canary } : {}), destroyedAt: clock.now().toISOString() };
    await note(log, 'kms-key.destroyed', destroyed);
  }
  return log.record.kmsKeys.every(({ destroyedAt }) => destroyedAt !== undefined);
}

const opened = ({ record }: ErasureLog, kmsKeyId: string): KmsKeyErasure | undefined =>
  record.kmsKeys.find((known) => known.kmsKeyId === kmsKeyId);

/** The record opens while the key can still encrypt; its dates are set when the key is scheduled. */
async function open(log: ErasureLog, { kmsKeyId, alias, level, waitingDays }: PlannedKey, { keys, clock }: Needs) {
  const isEnabled = (await keys.describeKey(kmsKeyId))?.state === 'Enabled';
  const at = clock.now().toISOString();
  await note(log, 'kms-key.destruction-opened', {
    kmsKeyId,
    alias,
    level,
    disabledAt: at,
    scheduledAt: at,
    deletionDate: new Date(clock.now().getTime() + waitingDays * DAY_MS).toISOString(),
    destroyedAt: undefined,
    ...(isEnabled
      ? { canary: { message: await makeKmsCanary(keys, kmsKeyId), outcomeAfter: 'unreadable', checkedAt: at } }
      : {}),
  });
}

/** A key that was taken back or came back: as at first, and for a whole waiting period. */
export const scheduleAgain = (log: ErasureLog, key: PlannedKey, ports: Needs): Promise<void> =>
  schedule(log, key, ports, true);

async function schedule(
  log: ErasureLog,
  { kmsKeyId, waitingDays }: PlannedKey,
  ports: Needs,
  again = false,
): Promise<void> {
  const { keys, clock } = ports;
  const before = await keys.describeKey(kmsKeyId);
  // An earlier run has scheduled it and died; what has happened since is not passed over in silence.
  const wasRefused = opened(log, kmsKeyId)?.canary?.outcomeAfter === 'refused';
  if (!again && wasRefused && before && before.state !== 'PendingDeletion') throw takenBack(kmsKeyId, before.state);
  if (before?.state === 'Enabled') await keys.disableKey(kmsKeyId);
  const disabledAt = clock.now().toISOString();
  // At once and without a waiting period; what the material was imported from is not the key service's.
  if (before?.origin === 'EXTERNAL' && before.state !== 'PendingDeletion') {
    await keys.deleteImportedKeyMaterial(kmsKeyId);
    await log.note('kms-key.material-deleted', {}, { kmsKeyId });
  }
  if (before?.state !== 'PendingDeletion') await keys.scheduleKeyDeletion(kmsKeyId, waitingDays).catch(unlessGone);
  const after = await keys.describeKey(kmsKeyId);
  const erasure = opened(log, kmsKeyId) as KmsKeyErasure;
  const canary = await judged(erasure, ports);
  assertScheduled(kmsKeyId, after, canary?.outcomeAfter);
  await note(log, 'kms-key.deletion-scheduled', {
    ...erasure,
    ...(canary ? { canary } : {}),
    ...(before?.state === 'PendingDeletion' ? {} : { disabledAt, scheduledAt: clock.now().toISOString() }),
    deletionDate: after?.deletionDate?.toISOString() ?? erasure.deletionDate,
  });
}

/** A run that died after it had scheduled the key, and went on when the waiting period was over. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Fault && error.code === 'keys/not-found')) throw error;
}

function assertScheduled(
  kmsKeyId: string,
  key: KeyDescription | undefined,
  canary: KmsCanaryOutcome | undefined,
): void {
  if (canary === 'altered') throw stillDecrypts(kmsKeyId);
  if (canary === 'store-unavailable')
    throw new Fault(
      'unavailable',
      'erase/kms-key-not-judged',
      'the key service did not answer whether a key still decrypts',
      { kmsKeyId },
      { hint: 'run the same command again' },
    );
  const isPending = key?.state === 'PendingDeletion' && (canary === undefined || canary === 'refused');
  const isGone = key === undefined && canary === 'destroyed';
  if (!isPending && !isGone) throw notScheduled(kmsKeyId, key?.state ?? 'unknown');
}

async function judged({ kmsKeyId, canary }: KmsKeyErasure, { keys, clock }: Needs): Promise<KmsKeyErasure['canary']> {
  if (!canary) return undefined;
  const outcomeAfter = await probeKmsCanary(keys, kmsKeyId, canary.message);
  return { ...canary, outcomeAfter, checkedAt: clock.now().toISOString() };
}

function note(log: ErasureLog, action: string, erasure: KmsKeyErasure): Promise<void> {
  const { kmsKeyId, deletionDate } = erasure;
  const others = log.record.kmsKeys.filter((key) => key.kmsKeyId !== kmsKeyId);
  return log.note(action, { kmsKeys: [...others, erasure] }, { kmsKeyId, deletionDate });
}

function notScheduled(kmsKeyId: string, state: string): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-not-scheduled',
    'a key of the key service does not wait for its deletion',
    { kmsKeyId, state },
    { hint: 'run the same command again; if it stays so, have the key examined in the key service' },
  );
}

/** @throws {Fault} integrity `erase/kms-key-back`, `erase/kms-key-restored` */
export function assertNotBack({ kmsKeyId, destroyedAt }: KmsKeyErasure, found: KeyDescription | undefined): void {
  if (found && destroyedAt !== undefined) throw isBackAgain(kmsKeyId, found.state);
  if (found && found.state !== 'PendingDeletion') throw takenBack(kmsKeyId, found.state);
}

function isBackAgain(kmsKeyId: string, state: string): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-back',
    'a key of the key service that was seen gone is there again, so nothing is certified',
    { kmsKeyId, state },
    { hint: TAKEN_BACK },
  );
}

function takenBack(kmsKeyId: string, state: string): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-restored',
    'a key of the key service was taken back after its deletion had been scheduled',
    { kmsKeyId, state },
    { hint: TAKEN_BACK },
  );
}

/** What the operator does about either. */
export const TAKEN_BACK =
  'have it examined who did it and what was decrypted meanwhile; then go on with --reschedule-keys and --reason';

function stillDecrypts(kmsKeyId: string): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-still-decrypts',
    'a key of the key service still decrypts after its deletion was scheduled',
    { kmsKeyId },
    { hint: 'run the same command again; if it stays so, have the key examined in the key service' },
  );
}
