import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LocalKeyService } from '../adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../adapters/local/keys/local-unit-key-store.js';
import { LocalObjectStore } from '../adapters/local/store/local-object-store.js';
import { LocalPlaceRegister } from '../adapters/places/local-place-register.js';
import { StoredPlaceRegister } from '../adapters/places/stored-place-register.js';
import { StoredUnitKeyStore } from '../adapters/stored-keys/stored-unit-key-store.js';
import type { Clock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import type { Signer } from '../certify/jws.js';
import { openSigningKey } from '../certify/signing-key.js';
import {
  type Approval,
  callerApproval,
  keysApproval,
  signingKeyApproval,
  storeApproval,
} from '../config/approved-services.js';
import type { Config } from '../config/schema.js';
import type { KeyService } from '../ports/key-service.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { PlaceRegister } from '../ports/place-register.js';
import type { UnitKeyStore } from '../ports/unit-key-store.js';
import { messageCipher } from '../protect/message-cipher.js';

export interface Services {
  objects: ObjectStore;
  keys: KeyService;
  unitKeyStore: UnitKeyStore;
  /** Makes the folders of the embedded ones that are not there yet. */
  prepare(): Promise<void>;
  /** Whose records lie where in the store. */
  register: PlaceRegister;
}

/**
 * Store, key service and key store that the configuration names. Opening makes nothing: the configuration may be one that
 * nobody has accepted.
 *
 * @throws {Fault} B2-1-2: `denied` / `services/not-approved`, `services/other-account`, before anything else is asked
 */
export async function openServices(dir: string, config: Config, clock: Clock): Promise<Services> {
  const caller = callerApproval(config);
  const store = storeApproval(config);
  const keyService = keysApproval(config);
  if (caller) await checkCaller(caller);
  const folder = resolve(dir, config.keys.folder);
  const keys = keyService ? await openKms(keyService) : new LocalKeyService(folder, clock);
  const embedded = store ? undefined : openFolder(dir, config, keys, clock);
  const objects = embedded ?? (await openS3(config, store as Approval, clock));
  const register =
    config.storage.type === 'local'
      ? new LocalPlaceRegister(resolve(dir, config.storage.root))
      : new StoredPlaceRegister(objects);
  return {
    keys,
    objects,
    register,
    unitKeyStore: openUnitKeys(join(folder, 'units'), config, objects),
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (config.storage.type !== 'local' || !embedded) return;
      await mkdir(resolve(dir, config.storage.root), { recursive: true, mode: 0o700 });
      for (const { id, bucket } of config.systems) await embedded.createBucket(bucket ?? id);
    },
  };
}

function openUnitKeys(folder: string, { keys, storage, systems }: Config, objects: ObjectStore): UnitKeyStore {
  if (keys.type === 'local' || keys.unitKeyBucket === undefined) return new LocalUnitKeyStore(folder);
  const bucket = keys.unitKeyBucket;
  if (storage.type !== 's3' || systems.some((system) => (system.bucket ?? system.id) === bucket)) {
    const message = 'unit keys in a bucket need S3, and a bucket that no system uses';
    const hint = 'name another bucket in keys.unitKeyBucket, or leave it out to keep unit keys in keys.folder';
    throw new Fault('usage', 'config/unit-key-bucket', message, { bucket }, { hint });
  }
  return new StoredUnitKeyStore(objects, bucket);
}

// The clients are loaded when asked for: one that is not used would cost every command its start.

async function checkCaller(approval: Approval): Promise<void> {
  const { callerOf } = await import('../adapters/aws/account.js');
  await callerOf(connectionOf(approval));
}

async function openKms(approval: Approval): Promise<KeyService> {
  const { KmsKeyService } = await import('../adapters/aws/kms/kms-key-service.js');
  return new KmsKeyService({ client: connectionOf(approval) });
}

/**
 * The key that signs certificates and evidence: one of AWS KMS where the configuration names it, else the file.
 * @param options.mustExist - a file that is missing is not made
 * @throws {Fault} B2-1-2: `denied` / `services/not-approved`; integrity `signing-key/missing`; what `openKmsSigner` and
 *   `openSigningKey` throw
 */
export async function openSigner(
  config: Config,
  keysFolder: string,
  { mustExist = false }: { mustExist?: boolean } = {},
): Promise<Signer> {
  const approval = signingKeyApproval(config);
  const arn = config.certificates.signingKey?.arn;
  if (!approval || arn === undefined) {
    const file = join(keysFolder, 'signing-key.json');
    if (mustExist && !existsSync(file)) {
      const hint = 'restore signing-key.json in the folder of keys, and compare keys.folder with what was accepted';
      throw new Fault('integrity', 'signing-key/missing', 'the signing key of the workspace is missing', {}, { hint });
    }
    return openSigningKey(file);
  }
  const { openKmsSigner } = await import('../adapters/aws/kms/kms-signer.js');
  return openKmsSigner({ client: connectionOf(approval), keyArn: arn });
}

async function openS3({ storage }: Config, approval: Approval, clock: Clock): Promise<ObjectStore> {
  const { S3ObjectStore } = await import('../adapters/aws/s3/s3-object-store.js');
  const forcePathStyle = storage.type === 's3' && storage.forcePathStyle;
  return new S3ObjectStore({ client: { ...connectionOf(approval), forcePathStyle }, clock });
}

function openFolder(dir: string, { storage }: Config, keys: KeyService, clock: Clock): LocalObjectStore {
  if (storage.type !== 'local') throw new Fault('bug', 'services/not-approved', 'the store has no approval');
  return new LocalObjectStore({ root: resolve(dir, storage.root), keys, cipher: messageCipher, clock });
}

/** The endpoint is always stated, so that no profile or environment variable decides it. */
function connectionOf(approval: Approval) {
  return { region: approval.region, endpoint: approval.endpoint, approved: approval };
}
