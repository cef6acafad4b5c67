import { type ByteStream, collect } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import type { ObjectStore, ObjectVersion, PutOptions } from '../../ports/object-store.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../ports/unit-key-store.js';
import { StoredUnitKey, UNIT_FILE, unitFileName, unitKeyBytes } from '../local/keys/unit-key-file.js';

/** Rounds of listing and destroying before a key that somebody keeps writing is reported. */
const DESTROY_ROUNDS = 10;
const RECORD_LIMIT = 65_536;

/**
 * Wrapped unit keys in a bucket of their own: one object per unit, named by the SHA-256 of its id. The bucket keeps
 * versions, as every bucket does that kimitsu uses, so a key is destroyed with each of its versions and delete markers.
 */
export class StoredUnitKeyStore implements UnitKeyStore {
  constructor(
    readonly objects: ObjectStore,
    readonly bucket: string,
  ) {}

  get(unitId: string): Promise<UnitKeyRecord | undefined> {
    return this.#stored(async () => (await this.#read(unitFileName(unitId)))?.record);
  }

  async *list(): AsyncGenerator<UnitKeyRecord> {
    const listing = this.objects.list(this.bucket)[Symbol.asyncIterator]();
    for (;;) {
      const next = await this.#stored(() => listing.next());
      if (next.done) return;
      const { key } = next.value;
      if (!UNIT_FILE.test(key)) continue;
      const found = await this.#stored(() => this.#read(key));
      if (found) yield found.record;
    }
  }

  add(record: UnitKeyRecord): Promise<void> {
    const { unitId } = record;
    return this.#stored(async () => {
      // Versions below a delete marker are a key that somebody has hidden, not one that is gone.
      if ((await this.#versions(unitFileName(unitId))).some(({ deleteMarker }) => !deleteMarker)) throw exists(unitId);
      await this.#put(record, { ifNoneMatch: '*' });
    });
  }

  replace(record: UnitKeyRecord, expectedWrappedKey: string): Promise<void> {
    const { unitId } = record;
    return this.#stored(async () => {
      const name = unitFileName(unitId);
      const current = await this.#read(name);
      if (current?.record.wrappedKey !== expectedWrappedKey) throw changed(unitId);
      const written = await this.#put(record, { ifMatch: current.version.etag });
      for (const version of await this.#versions(name)) {
        // What came later than ours is somebody else's replacement of ours.
        if (version.versionId === current.version.versionId || isOlder(version, written)) {
          await this.objects.destroyVersion(version);
        }
      }
    });
  }

  /**
   * Lists again until nothing is left: a replacement that was under way when its key was listed becomes a version that
   * the next listing shows, and once none is there its condition fails.
   */
  destroy(unitId: string): Promise<void> {
    const name = unitFileName(unitId);
    return this.#stored(async () => {
      for (let round = 0; round < DESTROY_ROUNDS; round += 1) {
        const versions = await this.#versions(name);
        if (versions.length === 0) return;
        for (const version of versions) await this.objects.destroyVersion(version);
      }
      const message = 'the unit key is written again and again while it is destroyed';
      throw new Fault('unavailable', 'unit-keys/unavailable', message, { unitId });
    });
  }

  async #read(name: string): Promise<{ record: UnitKeyRecord; version: ObjectVersion } | undefined> {
    const version = await this.objects.head({ bucket: this.bucket, key: name });
    if (!version) return this.#absent(name);
    let bytes: Buffer;
    try {
      bytes = await collect(await this.objects.get(version), RECORD_LIMIT);
    } catch (error) {
      if (error instanceof Fault && error.code === 'store/no-such-version') return undefined;
      if (error instanceof RangeError) throw corrupt(name);
      throw error;
    }
    try {
      const record = StoredUnitKey.parse(JSON.parse(bytes.toString('utf8')));
      if (unitFileName(record.unitId) === name) return { record, version };
    } catch {
      // Falls through: not readable and not ours are the same to the caller.
    }
    throw corrupt(name);
  }

  /** A delete marker over versions is no destruction: whoever takes it away has the key again. */
  async #absent(name: string): Promise<undefined> {
    if ((await this.#versions(name)).every(({ deleteMarker }) => deleteMarker)) return undefined;
    const message = 'a unit key is hidden by a delete marker and not destroyed';
    const hint = 'delete the marker, and find out who set it';
    throw new Fault('integrity', 'unit-keys/corrupt', message, { file: name }, { hint });
  }

  #versions(name: string): Promise<ObjectVersion[]> {
    return this.objects.versionsOf({ bucket: this.bucket, key: name });
  }

  async #put(record: UnitKeyRecord, condition: Pick<PutOptions, 'ifMatch' | 'ifNoneMatch'>): Promise<ObjectVersion> {
    const { unitId } = record;
    const object = { bucket: this.bucket, key: unitFileName(unitId) };
    const options: PutOptions = { contentType: 'application/json', encryption: { mode: 'default' }, ...condition };
    try {
      return await this.objects.put(object, single(unitKeyBytes(record)), options);
    } catch (error) {
      if (error instanceof Fault && error.code === 'store/exists') throw exists(unitId);
      if (error instanceof Fault && error.code === 'store/changed') throw changed(unitId);
      throw error;
    }
  }

  async #stored<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'store/unavailable') throw error;
      const { message, hint } = error;
      const options = hint === undefined ? { cause: error } : { cause: error, hint };
      throw new Fault('unavailable', 'unit-keys/unavailable', message, error.detail, options);
    }
  }
}

async function* single(bytes: Uint8Array): ByteStream {
  yield bytes;
}

const isOlder = (version: ObjectVersion, than: ObjectVersion): boolean =>
  version.versionId !== than.versionId && !version.isLatest && version.lastModified < than.lastModified;

function exists(unitId: string): Fault {
  return new Fault('conflict', 'unit-keys/exists', 'the unit has a key already', { unitId });
}

function changed(unitId: string): Fault {
  return new Fault('conflict', 'unit-keys/changed', 'the key of the unit is another, or none, by now', { unitId });
}

function corrupt(file: string): Fault {
  return new Fault('integrity', 'unit-keys/corrupt', 'a unit key object cannot be read', { file });
}
