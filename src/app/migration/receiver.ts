import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errnoOf, Fault } from '../../base/fault.js';
import { type PublicKey, readPublicKey } from '../../certify/public-key.js';
import { destinationApproval, type MigrationConfig } from '../../config/migration.js';
import { BucketTarget } from '../../migrate/package/bucket.js';
import type { PackageTarget } from '../../migrate/package/files.js';
import { FolderTarget } from '../../migrate/package/folder.js';
import type { MigrationDestination, MigrationPlan, MigrationProtection } from '../../migrate/plan.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { type ReceiverKey, readReceiverKey } from '../../protect/receiver-envelope.js';
import type { BoundFiles } from '../bound-files.js';
import type { Workspace } from '../workspace.js';

/** The `migration` block with the keys it names read. */
export interface MigrationSetup {
  config: MigrationConfig;
  acceptanceKey: PublicKey;
  /** Present when the payload is encrypted for the receiver. */
  receiverKey: ReceiverKey | undefined;
  destination: MigrationDestination;
  protection: MigrationProtection;
}

/** @throws {Fault} usage `migrate/not-configured`, `migrate/receiver-key`, `migrate/receiver-rsa-key` */
export async function migrationSetup({ dir, files, config: { migration } }: Workspace): Promise<MigrationSetup> {
  if (!migration)
    throw new Fault(
      'usage',
      'migrate/not-configured',
      'the configuration names no receiver',
      {},
      { hint: 'add the migration block to kimitsu.yaml, see docs/migration.md' },
    );
  const { protection, receiver } = migration;
  const acceptanceKey = readPublicKey(await keyText(files, receiver.publicKey));
  const receiverKey =
    protection.type === 'raw-rsa' ? readReceiverKey(await keyText(files, protection.publicKey)) : undefined;
  return {
    config: migration,
    acceptanceKey,
    receiverKey,
    destination: destinationOf(dir, migration),
    protection: protectionOf(migration, receiverKey),
  };
}

async function keyText(files: BoundFiles, source: string): Promise<string> {
  try {
    return await files.text(source);
  } catch (cause) {
    throw new Fault(
      'usage',
      'migrate/receiver-key',
      'a public key of the receiver cannot be read',
      { reason: errnoOf(cause) ?? 'unknown' },
      { cause, hint: 'migration.*.publicKey is PEM or the path of such a file, from the workspace folder' },
    );
  }
}

function destinationOf(dir: string, { destination }: MigrationConfig): MigrationDestination {
  if (destination.type === 'folder') return { type: 'folder', folder: resolve(dir, destination.folder) };
  const { region, endpoint, bucket, prefix = '' } = destination;
  return { type: 's3', region, ...(endpoint === undefined ? {} : { endpoint }), bucket, prefix };
}

function protectionOf({ protection }: MigrationConfig, key: ReceiverKey | undefined): MigrationProtection {
  if (protection.type === 'kms') return { mode: 'kms', keyArn: protection.keyArn };
  return key ? { mode: 'raw-rsa', fingerprint: key.fingerprint } : { mode: 'none' };
}

/** Gives each package of a plan its place. */
export type OpenTarget = (name: string) => PackageTarget;

/** @throws {Fault} before anything is sent: denied `services/not-approved` */
export async function openDestination(
  { config: { approvedServices }, ports }: Pick<Workspace, 'config' | 'ports'>,
  { config }: MigrationSetup,
  { destination, protection }: Pick<MigrationPlan, 'destination' | 'protection'>,
): Promise<OpenTarget> {
  if (destination.type === 'folder') return (name) => new FolderTarget(destination.folder, name);
  const approved = destinationApproval(config, approvedServices);
  if (!approved) throw new Fault('bug', 'services/not-approved', 'the destination has no approval');
  const { S3ObjectStore } = await import('../../adapters/aws/s3/s3-object-store.js');
  const { region, endpoint } = approved;
  const forcePathStyle = config.destination.type === 's3' && config.destination.forcePathStyle;
  const objects = new S3ObjectStore({ client: { region, endpoint, approved, forcePathStyle }, clock: ports.clock });
  return bucketTargets(objects, destination, protection);
}

/**
 * A folder that is not there is not made: where the disk to be handed over is not mounted, records would go to this one.
 * @throws {Fault} usage `migrate/no-destination`
 */
export async function assertDestinationThere({ destination }: Pick<MigrationPlan, 'destination'>): Promise<void> {
  if (destination.type !== 'folder') return;
  const found = await stat(destination.folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  const hint = 'mount the disk that is to be handed over, or make the folder';
  throw new Fault('usage', 'migrate/no-destination', 'the folder of the destination is not there', {}, { hint });
}

/** Packages in a bucket of `objects`. */
export function bucketTargets(
  objects: ObjectStore,
  { bucket, prefix }: { bucket: string; prefix: string },
  protection: MigrationProtection,
): OpenTarget {
  const encryption =
    protection.mode === 'kms'
      ? ({ mode: 'kms', keyId: protection.keyArn, bucketKey: false } as const)
      : ({ mode: 'default' } as const);
  return (name) => new BucketTarget(objects, bucket, prefix, name, encryption);
}
