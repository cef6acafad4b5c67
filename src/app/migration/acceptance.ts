import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { PublicKey } from '../../certify/public-key.js';
import { handedOverBy } from '../../inventory/unopened.js';
import { acceptanceHash, type MigrationAcceptance, verifyAcceptance } from '../../migrate/acceptance.js';
import type { MigrationRecord, VerifiedPackage } from '../../migrate/record.js';
import type { JobPorts } from '../../run/ports.js';
import { migrationPlan } from '../end-of-service/approvals.js';
import { handedOverOf } from './handed-over.js';
import { MigrationLog } from './migration-log.js';

type Ports = Pick<JobPorts, 'catalog' | 'clock' | 'actor'>;

interface Recorded {
  record: MigrationRecord;
  /** The acceptance of the package was on record before; nothing was changed. */
  already: boolean;
  /** Records whose source was changed or damaged between the hand-over and now. */
  changedSince: number;
}

/**
 * Takes the receiver's signed acceptance of one package into the catalogue (B3-2-1), once it is shown to be by the
 * pinned key, for a package that was verified, with every hash and count the same, and once the catalogue itself
 * shows as many migrated records. The attempt is in the audit log whatever comes of it.
 *
 * @throws {Fault} what `verifyAcceptance` throws; `denied` / `acceptance/other-plan`, `acceptance/other-package`,
 *   `acceptance/other-receiver`, `acceptance/other-receiver-key`, `acceptance/bad-time`; `integrity` /
 *   `acceptance/differs`, `migrate/not-reconciled`, `migrate/record-altered`
 */
export async function recordAcceptance(ports: Ports, jws: string, key: PublicKey): Promise<Recorded> {
  const { catalog, actor } = ports;
  try {
    const acceptance = verifyAcceptance(jws, key);
    const log = await migrationOf(ports, acceptance);
    await log.assertOnRecord();
    if (key.fingerprint !== log.record.receiver.fingerprint)
      throw new Fault(
        'denied',
        'acceptance/other-receiver-key',
        'the approved plan names another key of the receiver',
        {
          planned: log.record.receiver.fingerprint,
          configured: key.fingerprint,
        },
      );
    assertTime(acceptance, log.record, ports.clock.now());
    const held = packageOf(log.record, acceptance);
    if (held.acceptance) return { record: log.record, already: true, changedSince: 0 };
    const changedSince = await assertReconciled(ports, log.record, held);
    const { receiver, at } = acceptance;
    const importedAt = ports.clock.now().toISOString();
    const accepted = { ...held, acceptance: { hash: acceptanceHash(jws), jws, receiver, at, importedAt } };
    const packages = log.record.packages.map((one) => (one.system === held.system ? accepted : one));
    const all = packages.every((one) => one.acceptance) && packages.length === log.record.systems.length;
    await log.note(
      'migration.package-accepted',
      { packages, ...(all ? { phase: 'accepted', acceptedAt: importedAt } : {}) },
      { system: held.system, acceptanceHash: accepted.acceptance.hash, tagManifest: held.tagManifest, changedSince },
    );
    return { record: log.record, already: false, changedSince };
  } catch (error) {
    if (error instanceof Fault)
      await catalog.appendAudit([
        { actor, action: 'migration.acceptance-refused', subject: 'acceptance', detail: { code: error.code } },
      ]);
    throw error;
  }
}

async function migrationOf({ catalog, actor }: Ports, { planHash }: MigrationAcceptance): Promise<MigrationLog> {
  for (const { body } of await catalog.documents('migration')) {
    const record = body as unknown as MigrationRecord;
    const log = record.planHash === planHash && (await MigrationLog.resume(catalog, actor, record.planId));
    if (log) return log;
  }
  throw new Fault('denied', 'acceptance/other-plan', 'no migration was made under the plan that was accepted', {
    planHash,
  });
}

/** Clocks of two parties may differ by so much. */
const SLACK_MS = 10 * 60_000;

/** Nobody has received what was not yet being handed over, nor tomorrow. */
function assertTime({ at }: MigrationAcceptance, { startedAt }: MigrationRecord, now: Date): void {
  const signed = Date.parse(at);
  if (signed >= Date.parse(startedAt) - SLACK_MS && signed <= now.getTime() + SLACK_MS) return;
  throw new Fault(
    'denied',
    'acceptance/bad-time',
    'the acceptance is older than the migration, or of a time to come',
    { at, startedAt },
    { hint: 'have the receiver set the clock of the machine and sign again' },
  );
}

function packageOf(record: MigrationRecord, acceptance: MigrationAcceptance): VerifiedPackage {
  const held = record.packages.find(({ system, name }) => system === acceptance.system && name === acceptance.package);
  if (!held || record.phase === 'opened')
    throw new Fault('denied', 'acceptance/other-package', 'no such package of this plan was verified', {
      system: acceptance.system,
    });
  if (acceptance.receiver !== record.receiver.name)
    throw new Fault('denied', 'acceptance/other-receiver', 'the acceptance names another receiver than the plan');
  const counted = ({ tagManifest, objects, bytes, levels }: VerifiedPackage | MigrationAcceptance): string =>
    canonicalJson({ tagManifest, objects, bytes, levels });
  if (counted(held) !== counted(acceptance))
    throw new Fault('integrity', 'acceptance/differs', 'what was accepted is not what was handed over', {
      system: held.system,
      handedOver: { tagManifest: held.tagManifest, objects: held.objects, bytes: held.bytes },
      accepted: { tagManifest: acceptance.tagManifest, objects: acceptance.objects, bytes: acceptance.bytes },
    });
  return held;
}

/**
 * To the last object: every record in the package is one that the catalogue has as migrated by it, and no other. A source
 * that was changed or damaged since takes nothing from what the receiver has: the audit log still has it as
 * handed over, and whatever lies there now is for a plan of its own.
 *
 * @returns how many of the records are not what was handed over any more
 */
async function assertReconciled(
  { catalog }: Ports,
  { migrationId, planId }: MigrationRecord,
  { system }: VerifiedPackage,
): Promise<number> {
  const { plan } = await migrationPlan(catalog, planId);
  const expected = plan.moved.filter((line) => line.system === system).reduce((sum, { objects }) => sum + objects, 0);
  let known = 0;
  let changed = 0;
  for await (const object of catalog.objects({ system })) {
    if (handedOverBy(object) !== migrationId) continue;
    known += 1;
    if (object.state !== 'migrated') changed += 1;
  }
  if (known === expected) return changed;
  const others = new Set<string>();
  for await (const object of catalog.objects({ system }))
    if (handedOverBy(object) !== migrationId) others.add(object.objectId);
  const inLog = new Set<string>();
  for await (const { objectId, current } of handedOverOf(others, { migrationId, system }, catalog))
    if (current) inLog.add(objectId);
  const migrated = known + inLog.size;
  if (migrated === expected) return changed + inLog.size;
  throw new Fault(
    'integrity',
    'migrate/not-reconciled',
    'the catalogue has another number of migrated records than the package',
    { system, migrated, expected },
    { hint: 'have the audit log verified; if need be, plan and migrate again' },
  );
}
