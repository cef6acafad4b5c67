import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LocalKeyService } from '../adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../adapters/local/keys/local-unit-key-store.js';
import { LocalObjectStore } from '../adapters/local/store/local-object-store.js';
import { StoredUnitKeyStore } from '../adapters/stored-keys/stored-unit-key-store.js';
import type { Clock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import type { Config } from '../config/schema.js';
import type { KeyService } from '../ports/key-service.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { UnitKeyStore } from '../ports/unit-key-store.js';
import { messageCipher } from '../protect/message-cipher.js';

export interface Services {
  objects: ObjectStore;
  keys: KeyService;
  unitKeyStore: UnitKeyStore;
}

/** Store, key service and key store that the configuration names. */
export async function openServices(dir: string, config: Config, clock: Clock): Promise<Services> {
  const keysFolder = resolve(dir, config.keys.folder);
  await mkdir(keysFolder, { recursive: true, mode: 0o700 });
  const keys = await openKeys(keysFolder, config, clock);
  const objects = await openStore(dir, config, keys, clock);
  return { keys, objects, unitKeyStore: openUnitKeys(join(keysFolder, 'units'), config, objects) };
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

async function openKeys(folder: string, { keys }: Config, clock: Clock): Promise<KeyService> {
  if (keys.type === 'local') return new LocalKeyService(folder, clock);
  // Loaded when asked for: the client of a service that is not used costs every command its start.
  const { KmsKeyService } = await import('../adapters/aws/kms/kms-key-service.js');
  return new KmsKeyService({ client: connectionOf(keys) });
}

async function openStore(
  dir: string,
  { storage, systems }: Config,
  keys: KeyService,
  clock: Clock,
): Promise<ObjectStore> {
  if (storage.type === 's3') {
    const { S3ObjectStore } = await import('../adapters/aws/s3/s3-object-store.js');
    return new S3ObjectStore({
      client: { ...connectionOf(storage), forcePathStyle: storage.forcePathStyle },
      clock,
    });
  }
  const root = resolve(dir, storage.root);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const objects = new LocalObjectStore({ root, keys, cipher: messageCipher, clock });
  for (const { id, bucket } of systems) await objects.createBucket(bucket ?? id);
  return objects;
}

function connectionOf({ region, endpoint }: { region: string; endpoint?: string | undefined }) {
  return { region, ...(endpoint === undefined ? {} : { endpoint }) };
}
