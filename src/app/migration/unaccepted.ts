import { Fault } from '../../base/fault.js';
import { systemOf } from '../../inventory/systems.js';
import { failureToOpen, handedOverBy, isUnopened } from '../../inventory/unopened.js';
import type { MigrationPlan } from '../../migrate/plan.js';
import type { MigrationRecord } from '../../migrate/record.js';
import { holdsNothing, survey } from '../../migrate/survey.js';
import type { CatalogObject, ObjectState } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { handedOverOf } from './handed-over.js';
import { assertMigrationOnRecord } from './migration-log.js';

type Ports = Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'seal' | 'service'>;

/** Records of one system that must not be erased at their source yet. */
export interface UnacceptedMigration {
  system: string;
  migrationId: string;
  /** `not-accepted`: handed over, not signed for; `not-migrated`: the system was to be handed over, these were not. */
  reason: 'not-accepted' | 'not-migrated';
  objects: number;
}

/**
 * B3-2-1: what stands against erasing these systems at their source. Empty for a system that was never to be handed
 * over, or whose every record was and is accepted. A later plan for a system replaces an earlier one.
 *
 * @param covers - of the records, those that are to be erased; all when absent
 */
export async function unacceptedMigrations(
  ports: Ports,
  systems: readonly string[],
  covers: (object: CatalogObject) => boolean = () => true,
): Promise<UnacceptedMigration[]> {
  const { catalog, service } = ports;
  const migrations = (await catalog.documents('migration')).map(({ body }) => body as unknown as MigrationRecord);
  const unaccepted: UnacceptedMigration[] = [];
  for (const system of systems) {
    const latest = migrations.findLast((record) => record.systems.includes(system));
    if (!latest) continue;
    const counts = new Map<string, UnacceptedMigration>();
    const count = (migrationId: string, reason: UnacceptedMigration['reason'], objects = 1): void => {
      const known = counts.get(`${migrationId} ${reason}`) ?? { system, migrationId, reason, objects: 0 };
      known.objects += objects;
      counts.set(`${migrationId} ${reason}`, known);
    };
    const accepted = isAccepted(latest, system);
    const named = accepted ? await namedUnreadable(latest, catalog) : new Set<string>();
    /** It was read whole and signed for, and does not open any more. */
    const wasAccepted = (object: CatalogObject): boolean =>
      migrations.some((record) => record.migrationId === handedOverBy(object) && isAccepted(record, system));
    let known: Set<string> | undefined;
    const signedFor = async (place: string): Promise<boolean> => {
      known ??= await acceptedVersions(system, migrations, catalog);
      return known.has(place);
    };
    let unread = 0;
    let others = 0;
    for await (const object of catalog.objects({ system, states: NOT_ERASED })) {
      if (!covers(object)) continue;
      if (
        isUnopened(object) &&
        (named.has(placeOf(object)) || wasAccepted(object) || (await hasNothingToHandOver(object, signedFor, ports)))
      ) {
        unread += 1;
        continue;
      }
      others += 1;
      const { state, reason, size } = object;
      if (!STORED.includes(state)) continue;
      if (state !== 'migrated') {
        // A link or a pipe is named in the plan as staying; nothing is lost with what holds nothing.
        if (size > 0 || !(await holdsNothing(object, object, systemOf(service, system), ports)))
          count(latest.migrationId, 'not-migrated');
      } else {
        const record = migrations.find(({ migrationId }) => migrationId === reason);
        if (!record || !isAccepted(record, system)) count(reason ?? latest.migrationId, 'not-accepted');
      }
    }
    // What lies in a package that waits for its receiver may be read there and nowhere else.
    const onlyUnread =
      unread > 0 &&
      !latest.packages.some((one) => one.system === system) &&
      counts.size === 0 &&
      (others === 0 || !(await canBeHandedOver(system, latest, ports)));
    if (!accepted && !onlyUnread) count(latest.migrationId, 'not-accepted', 0);
    unaccepted.push(...counts.values());
  }
  return unaccepted;
}

const STORED: readonly ObjectState[] = ['found', 'classified', 'protected', 'migrated'];
/** What is gone may have older versions. */
const NOT_ERASED: readonly ObjectState[] = [...STORED, 'gone', 'exception'];

const placeOf = ({ objectId, versionId }: Pick<CatalogObject, 'objectId' | 'versionId'>) => `${objectId} ${versionId}`;

/**
 * Whether a plan could hand anything of the system over. Beside what nobody can read, records that were deleted before
 * are all that is left otherwise, and no plan will ever hand them over.
 */
async function canBeHandedOver(system: string, latest: MigrationRecord, ports: Ports): Promise<boolean> {
  const history = (await planOf(latest, ports.catalog))?.history ?? false;
  for await (const { moves, object } of survey(systemOf(ports.service, system), { history }, ports))
    if (moves && object && !isUnopened(object)) return true;
  return false;
}

/** Versions that the prefecture has agreed not to be handed over, since nobody can read them. */
async function namedUnreadable(record: MigrationRecord, catalog: Ports['catalog']): Promise<Set<string>> {
  return new Set((await planOf(record, catalog))?.notHandedOver?.map(placeOf));
}

async function planOf({ planId }: MigrationRecord, catalog: Ports['catalog']): Promise<MigrationPlan | undefined> {
  const planned = await catalog.document('plan', planId);
  return (planned?.body as { plan?: MigrationPlan } | undefined)?.plan;
}

/**
 * What no key opens can be handed over to nobody: the plan of its disposal names it, and is approved with that. Not where
 * an older version under it can be read, which may be the record that was to be handed over, unless it was and is signed
 * for: something was written over its source since.
 */
async function hasNothingToHandOver(
  object: CatalogObject,
  signedFor: (place: string) => Promise<boolean>,
  ports: Ports,
): Promise<boolean> {
  for await (const { item, versionId } of ports.catalog.versions({ objectId: object.objectId, state: 'present' })) {
    if (item !== 'version' || versionId === object.versionId) continue;
    const opens = (await failureToOpen(object, versionId, ports)) === undefined;
    if (opens && !(await signedFor(placeOf({ objectId: object.objectId, versionId })))) return false;
  }
  return true;
}

/** Id that S3 gives again to other content while a bucket keeps no versions. */
const REUSED = 'null';

/** Versions of what does not open now that accepted packages of a system hold. */
async function acceptedVersions(
  system: string,
  migrations: readonly MigrationRecord[],
  catalog: Ports['catalog'],
): Promise<Set<string>> {
  const unopened = new Set<string>();
  for await (const object of catalog.objects({ system, states: ['classified'] }))
    if (isUnopened(object)) unopened.add(object.objectId);
  const versions = new Set<string>();
  for (const { migrationId } of migrations.filter((record) => isAccepted(record, system)))
    for await (const { objectId, versionId } of handedOverOf(unopened, { migrationId, system }, catalog))
      if (versionId !== undefined && versionId !== REUSED) versions.add(placeOf({ objectId, versionId }));
  return versions;
}

/** @throws {Fault} denied `plan/migration-not-accepted`; integrity `migrate/record-altered`, `audit/broken` */
export async function assertMigrationsAccepted(
  ports: Ports,
  systems: readonly string[],
  covers?: (object: CatalogObject) => boolean,
): Promise<void> {
  const unaccepted = await unacceptedMigrations(ports, systems, covers);
  if (unaccepted.length > 0)
    throw new Fault(
      'denied',
      'plan/migration-not-accepted',
      'records that were to be handed over are not accepted by their receiver yet',
      { unaccepted },
      {
        hint: 'finish `kimitsu migrate`, then take the acceptance of the receiver in with `kimitsu migrate import-acceptance`',
      },
    );
  // That it was accepted opens the way to the erasure, so nobody is to have written it in by hand.
  for (const { body } of await ports.catalog.documents('migration')) {
    const record = body as unknown as MigrationRecord;
    if (record.systems.some((system) => systems.includes(system))) await assertMigrationOnRecord(ports.catalog, record);
  }
}

function isAccepted({ packages }: MigrationRecord, system: string): boolean {
  return packages.some((one) => one.system === system && one.acceptance !== undefined);
}
