import { Fault } from '../../src/base/fault.js';
import type { KeyDescription, KeyService } from '../../src/ports/key-service.js';
import type { ObjectStore, ObjectVersion } from '../../src/ports/object-store.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../src/ports/unit-key-store.js';
import type { Disguise, Honest } from './memory-service.js';

/** How often a lie is told before the truth comes back. */
export class Patience {
  told = 0;

  constructor(readonly times: number) {}

  /** @param applies - whether this call is one that the lie is about */
  tells(applies = true): boolean {
    if (!applies || this.told >= this.times) return false;
    this.told += 1;
    return true;
  }
}

/** What the lie is about: chosen by the test, so that one seed tells one lie. */
export interface Victim {
  version: ObjectVersion;
  unitId: string;
  kmsKeyId: string;
}

/** A store or service that behaves as its port says, but for one kind of lie. */
export type Lie = (victim: Victim, patience: Patience) => Disguise;

const answerLost = (): Fault => new Fault('unavailable', 'store/unavailable', 'the answer was lost');

/** The same port with some of its calls replaced. */
function but<T extends object>(port: T, replaced: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const member = Reflect.get(name in replaced ? replaced : target, name) as unknown;
      return typeof member === 'function' ? member.bind(name in replaced ? replaced : target) : member;
    },
  });
}

const store =
  (lie: (inner: ObjectStore, is: (ref: { versionId?: string }) => boolean, told: Patience) => Partial<ObjectStore>) =>
  ({ version }: Victim, patience: Patience): Disguise =>
  (honest: Honest) => ({
    ...honest,
    objects: but<ObjectStore>(
      honest.objects,
      lie(honest.objects, ({ versionId }) => versionId === version.versionId, patience),
    ),
  });

const unitKeys =
  (lie: (inner: UnitKeyStore, is: (unitId: string) => boolean, told: Patience) => Partial<UnitKeyStore>) =>
  ({ unitId }: Victim, patience: Patience): Disguise =>
  (honest: Honest) => ({
    ...honest,
    unitKeyStore: but<UnitKeyStore>(
      honest.unitKeyStore,
      lie(honest.unitKeyStore, (id) => id === unitId, patience),
    ),
  });

const kms =
  (lie: (inner: KeyService, is: (keyId: string) => boolean, told: Patience) => Partial<KeyService>) =>
  ({ kmsKeyId }: Victim, patience: Patience): Disguise =>
  (honest: Honest) => ({
    ...honest,
    keys: but<KeyService>(
      honest.keys,
      lie(honest.keys, (id) => id === kmsKeyId, patience),
    ),
  });

/** Lists without what `hidden` names. */
function listingWithout(inner: ObjectStore, hidden: (version: ObjectVersion) => boolean): Partial<ObjectStore> {
  return {
    async *listVersions(...given) {
      for await (const version of inner.listVersions(...given)) if (!hidden(version)) yield version;
    },
    async versionsOf(...given) {
      return (await inner.versionsOf(...given)).filter((version) => !hidden(version));
    },
  };
}

export const STORE_LIES: Record<string, Lie> = {
  'says destroyed and keeps': store((inner, is, told) => ({
    destroyVersion: async (...given) => (told.tells(is(given[0])) ? undefined : inner.destroyVersion(...given)),
  })),
  'destroys and says that it failed': store((inner, is, told) => ({
    async destroyVersion(...given) {
      await inner.destroyVersion(...given);
      if (told.tells(is(given[0]))) throw answerLost();
    },
  })),
  'destroys twice': store((inner, _, told) => ({
    async destroyVersion(...given) {
      await inner.destroyVersion(...given);
      if (told.tells()) await inner.destroyVersion(...given);
    },
  })),
  'lists without one version': store((inner, is, told) => listingWithout(inner, (version) => told.tells(is(version)))),
  'lists what was destroyed': store((inner, is, told) => {
    const ghosts: ObjectVersion[] = [];
    return {
      async *listVersions(bucket, ...given) {
        for await (const version of inner.listVersions(bucket, ...given)) {
          if (is(version)) ghosts.push(version);
          yield version;
        }
        const gone = ghosts[0] && !(await inner.head(ghosts[0]));
        if (ghosts[0]?.bucket === bucket && told.tells(gone)) yield ghosts[0];
      },
    };
  }),
  'lists one version twice': store((inner, is, told) => ({
    async *listVersions(...given) {
      for await (const version of inner.listVersions(...given)) {
        yield version;
        if (told.tells(is(version))) yield version;
      }
    },
  })),
  'HEAD says absent, and it keeps': store((inner, is, told) => ({
    destroyVersion: async (...given) => (told.tells(is(given[0])) ? undefined : inner.destroyVersion(...given)),
    head: async (...given) => (told.tells(is(given[0])) ? undefined : inner.head(...given)),
  })),
  'HEAD says absent, lists without it, and it keeps': store((inner, is, told) => ({
    ...listingWithout(inner, (version) => told.tells(is(version))),
    destroyVersion: async (...given) => (told.tells(is(given[0])) ? undefined : inner.destroyVersion(...given)),
    head: async (...given) => (told.tells(is(given[0])) ? undefined : inner.head(...given)),
  })),
  'does not answer when it is read': store((inner, is, told) => ({
    async head(...given) {
      if (told.tells(is(given[0]))) throw answerLost();
      return inner.head(...given);
    },
  })),
};

export const UNIT_KEY_LIES: Record<string, Lie> = {
  'says destroyed and keeps': unitKeys((inner, is, told) => ({
    destroy: async (unitId) => (told.tells(is(unitId)) ? undefined : inner.destroy(unitId)),
  })),
  'destroys and says that it failed': unitKeys((inner, is, told) => ({
    async destroy(unitId) {
      await inner.destroy(unitId);
      if (told.tells(is(unitId))) throw new Fault('unavailable', 'unit-keys/unavailable', 'the answer was lost');
    },
  })),
  'destroys twice': unitKeys((inner, is, told) => ({
    async destroy(unitId) {
      await inner.destroy(unitId);
      if (told.tells(is(unitId))) await inner.destroy(unitId);
    },
  })),
  'gives what was destroyed': unitKeys((inner, is, told) => {
    const known = new Map<string, UnitKeyRecord>();
    return {
      async get(unitId) {
        const record = await inner.get(unitId);
        if (record) known.set(unitId, record);
        return record ?? (told.tells(is(unitId) && known.has(unitId)) ? known.get(unitId) : undefined);
      },
    };
  }),
  'lists without one key': unitKeys((inner, is, told) => ({
    async *list() {
      for await (const unit of inner.list()) if (!told.tells(is(unit.unitId))) yield unit;
    },
  })),
  'does not find one key': unitKeys((inner, is, told) => ({
    get: async (unitId) => (told.tells(is(unitId)) ? undefined : inner.get(unitId)),
  })),
  'does not find one key, and keeps it': unitKeys((inner, is, told) => ({
    destroy: async (unitId) => (told.tells(is(unitId)) ? undefined : inner.destroy(unitId)),
    get: async (unitId) => (told.told > 0 && told.tells(is(unitId)) ? undefined : inner.get(unitId)),
  })),
};

const pending = (key: KeyDescription): KeyDescription => ({
  ...key,
  state: 'PendingDeletion',
  deletionDate: new Date(key.createdAt.getTime() + 365 * 86_400_000),
});

export const KMS_LIES: Record<string, Lie> = {
  'says scheduled and leaves the key enabled': kms((inner, is, told) => ({
    disableKey: async (keyId) => (told.tells(is(keyId)) ? undefined : inner.disableKey(keyId)),
    async scheduleKeyDeletion(keyId, days) {
      const key = await inner.describeKey(keyId);
      return key && told.tells(is(keyId)) ? pending(key) : inner.scheduleKeyDeletion(keyId, days);
    },
  })),
  'schedules and says that it failed': kms((inner, is, told) => ({
    async scheduleKeyDeletion(keyId, days) {
      const key = await inner.scheduleKeyDeletion(keyId, days);
      if (told.tells(is(keyId))) throw new Fault('unavailable', 'keys/unavailable', 'the answer was lost');
      return key;
    },
  })),
  'decrypts while the key waits for its deletion': kms((inner, is, told) => {
    const plaintexts = new Map<string, Uint8Array>();
    return {
      async encrypt(keyId, plaintext, context) {
        const ciphertext = await inner.encrypt(keyId, plaintext, context);
        plaintexts.set(Buffer.from(ciphertext).toString('hex'), Uint8Array.from(plaintext));
        return ciphertext;
      },
      async decrypt(keyId, ciphertext, context) {
        const known = plaintexts.get(Buffer.from(ciphertext).toString('hex'));
        const state = (await inner.describeKey(keyId))?.state;
        if (known && told.tells(is(keyId) && state !== 'Enabled')) return known;
        return inner.decrypt(keyId, ciphertext, context);
      },
    };
  }),
  'knows a key no more that still decrypts': kms((inner, is, told) => ({
    // An alias is asked for where a key is made; the erasure asks by id.
    describeKey: async (keyId) => (told.tells(is(keyId)) ? undefined : inner.describeKey(keyId)),
    disableKey: async (keyId) => (told.tells(is(keyId)) ? undefined : inner.disableKey(keyId)),
    async scheduleKeyDeletion(keyId, days) {
      const key = await inner.describeKey(keyId);
      return key && told.tells(is(keyId)) ? pending(key) : inner.scheduleKeyDeletion(keyId, days);
    },
  })),
  'shows an old state': kms((inner, is, told) => ({
    async describeKey(keyId) {
      const key = await inner.describeKey(keyId);
      if (!key || !told.tells(is(keyId) && key.state === 'PendingDeletion')) return key;
      return { ...key, state: 'Enabled', deletionDate: undefined };
    },
  })),
};
