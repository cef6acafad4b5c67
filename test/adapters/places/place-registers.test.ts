import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { LocalPlaceRegister } from '../../../src/adapters/places/local-place-register.js';
import { StoredPlaceRegister } from '../../../src/adapters/places/stored-place-register.js';
import { placeRegisterContract, type RegisterUnderTest } from '../../contract/place-register.js';

placeRegisterContract('in a folder', async (): Promise<RegisterUnderTest> => {
  const root = await mkdtemp(join(tmpdir(), 'kimitsu-places-'));
  await mkdir(join(root, 'pbx'));
  const own = join(root, 'pbx', '.kimitsu');
  return {
    register: new LocalPlaceRegister(root),
    other: new LocalPlaceRegister(root),
    bucket: 'pbx',
    left: () => readdir(own),
    spoil: (text) => writeFile(join(own, 'places.json'), text),
    close: () => rm(root, { recursive: true }),
  };
});

const KEY = 'kimitsu-places.json';

async function stored(): Promise<RegisterUnderTest & { objects: MemoryObjectStore; put(text: string): Promise<void> }> {
  const objects = new MemoryObjectStore(new MemoryKeyService());
  await objects.createBucket('pbx');
  const put = async (text: string) => {
    const body = (async function* () {
      yield Buffer.from(text);
    })();
    await objects.put({ bucket: 'pbx', key: KEY }, body, { encryption: { mode: 'none' } });
  };
  return {
    objects,
    put,
    register: new StoredPlaceRegister(objects),
    other: new StoredPlaceRegister(objects),
    bucket: 'pbx',
    spoil: put,
    async left() {
      return (await objects.versionsOf({ bucket: 'pbx', key: KEY })).map(({ versionId }) => versionId);
    },
    close: async () => undefined,
  };
}

placeRegisterContract('as an object', stored);

it('as an object, shows exactly the version that it is, and touches no other under its name', async () => {
  const { objects, register, put } = await stored();
  await put('a recording that somebody hides here');
  const [hidden] = await objects.versionsOf({ bucket: 'pbx', key: KEY });
  await objects.destroyVersion({ bucket: 'pbx', key: KEY, versionId: hidden!.versionId });
  await register.write('pbx', [{ prefix: '', workspace: 'ws-a', service: 'centre' }], await register.read('pbx'));
  await put(JSON.stringify({ schema: 'kimitsu/places/1', places: [] }));
  await register.read('pbx');
  const versions = await objects.versionsOf({ bucket: 'pbx', key: KEY });
  expect(versions.map(({ versionId }) => versionId === register.shownAs('pbx')?.versionId)).toEqual([true, false]);
  await register.write('pbx', [], await register.read('pbx'));
  expect(await objects.versionsOf({ bucket: 'pbx', key: KEY })).toHaveLength(1);
});
