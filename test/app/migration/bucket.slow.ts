import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { makeMigrationPlan } from '../../../src/app/migration/make-plan.js';
import { runMigration } from '../../../src/app/migration/migrate-plan.js';
import { bucketTargets } from '../../../src/app/migration/receiver.js';
import type { ByteStream } from '../../../src/base/bytes.js';
import { collect } from '../../../src/base/bytes.js';
import { verifyPackage } from '../../../src/migrate/package/verify.js';
import type { MigrationProtection } from '../../../src/migrate/plan.js';
import type { ObjectStore, PutOptions } from '../../../src/ports/object-store.js';
import { type MigratingService, migratingService } from '../../support/migrating-service.js';

const PLACE = { bucket: 'handover', prefix: '2026/' };
const FILES = { 'pbx/memo/a.txt': '架空山 花子様', 'pbx/memo/50%.txt': '架空川 次郎様' };

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('packages in a bucket of the receiver (B3-2-1)', () => {
  let service: MigratingService;
  let destination: MemoryObjectStore;
  let keyArn: string;

  beforeEach(async () => {
    service = await migratingService({
      files: FILES,
      system: 'pbx',
      async before({ open }) {
        const { classify } = await import('../../../src/app/classify.js');
        const { enforce } = await import('../../../src/app/enforce.js');
        await open(({ ports: { objects } }) =>
          objects.put({ bucket: 'pbx', key: 'form.json' }, once('{"氏名":"架空海 三郎"}'), {
            encryption: { mode: 'default' },
            contentType: 'application/json',
            metadata: { origin: 'form' },
          }),
        );
        await open((workspace) => classify(workspace), { detector: true });
        await open((workspace) => enforce(workspace));
      },
    });
    const keys = new MemoryKeyService();
    ({ keyId: keyArn } = await keys.createKey({ alias: 'alias/receiver', description: '', tags: {} }));
    destination = new MemoryObjectStore(keys);
    await destination.createBucket(PLACE.bucket);
  });

  const run = (objects: ObjectStore, protection: MigrationProtection = { mode: 'kms', keyArn }) =>
    service.open((workspace) =>
      runMigration(workspace, service.made.plan, {}, bucketTargets(objects, PLACE, protection)),
    );
  const name = (): string => service.made.plan.packages[0]?.name ?? '';

  it('keep content, content type and user metadata, under the key of the receiver', async () => {
    expect(await run(destination)).toMatchObject({ phase: 'verified' });
    const head = await destination.head({ bucket: PLACE.bucket, key: `2026/${name()}/data/records/form.json` });
    expect(head).toMatchObject({
      contentType: 'application/json',
      metadata: { origin: 'form' },
      encryption: { mode: 'kms', keyId: keyArn },
    });
    const content = await collect(await destination.get(head!));
    expect(content.toString('utf8')).toBe('{"氏名":"架空海 三郎"}');
    const target = bucketTargets(destination, PLACE, { mode: 'none' })(name());
    expect(await verifyPackage(target)).toMatchObject({ verdict: 'valid', objects: 3 });
  });

  it('a destination that gives back something else: the record is not migrated', async () => {
    const lying = replacing(destination, { get: async () => once('別の内容') });
    await expect(run(lying)).rejects.toMatchObject({ kind: 'integrity', code: 'migrate/read-back-differs' });
    const states = await service.open(({ ports }) => ports.catalog.inventory());
    expect(states.map(({ state }) => state)).not.toContain('migrated');
    expect(await run(destination)).toMatchObject({ phase: 'verified' });
  });

  it('a destination that does not encrypt as planned', async () => {
    const careless = replacing(destination, {
      put: (object: { bucket: string; key: string }, body: ByteStream, options: PutOptions) =>
        destination.put(object, body, { ...options, encryption: { mode: 'default' } }),
    });
    await expect(run(careless)).rejects.toMatchObject({ kind: 'integrity', code: 'migrate/other-encryption' });
  });

  it('a destination that fails in the middle is gone on with', async () => {
    let puts = 0;
    const failing = replacing(destination, {
      put: (object: { bucket: string; key: string }, body: ByteStream, options: PutOptions) => {
        puts += 1;
        if (puts > 2) return Promise.reject(new Error('connection lost'));
        return destination.put(object, body, options);
      },
    });
    await expect(run(failing)).rejects.toThrow();
    expect(await run(destination)).toMatchObject({ phase: 'verified' });
  });

  it('a configured destination must be an approved service', async () => {
    const { openDestination } = await import('../../../src/app/migration/receiver.js');
    await service.open(async (workspace) => {
      const { migrationSetup } = await import('../../../src/app/migration/receiver.js');
      const setup = await migrationSetup(workspace);
      const s3 = {
        type: 's3',
        region: 'ap-northeast-1',
        bucket: 'handover',
        prefix: '',
        forcePathStyle: false,
      } as const;
      const changed = {
        ...setup,
        config: { ...setup.config, form: 'copy' as const, destination: s3 },
        destination: s3,
      };
      const { plan } = await makeMigrationPlan(workspace.ports, changed, 'pbx');
      await expect(openDestination(workspace, changed, plan)).rejects.toMatchObject({
        kind: 'denied',
        code: 'services/not-approved',
      });
    });
  });
});

/** The same store but for some methods. */
function replacing(store: ObjectStore, members: object): ObjectStore {
  return new Proxy(store, {
    get(target, member) {
      const own = Reflect.get(members, member) as unknown;
      const value = own ?? (Reflect.get(target, member, target) as unknown);
      return typeof value === 'function' && own === undefined ? value.bind(target) : value;
    },
  });
}
