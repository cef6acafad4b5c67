import { mkdir, readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { underLock } from '../../../src/adapters/local/file-lock.js';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../../../src/adapters/local/keys/local-unit-key-store.js';
import { Fault } from '../../../src/base/fault.js';
import { unitKeyRecord } from '../../contract/unit-key-store.js';
import { holderOf } from './holder.js';
import { temporaryFolder } from './workspace.js';

let folder: string;
let close: () => Promise<void>;
beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = join(temporary.path, 'keys');
  close = temporary.close;
});
afterEach(() => close());

const service = () => new LocalKeyService(folder);
const store = () => new LocalUnitKeyStore(join(folder, 'units'));
const record = unitKeyRecord('2026-04');
const rewrapped = { ...record, wrappedKey: Buffer.from('wrapped anew').toString('base64') };
const KEY = { alias: 'alias/test/3', description: 'a test key', tags: {} };

/** What a clock that jumped by decades does to everything that is judged by its age. */
async function longAgo(): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) await utimes(join(folder, name), 0, 0);
}

describe.each([
  {
    lock: 'keys.lock',
    change: () => service().createKey({ ...KEY, alias: 'alias/test/2' }),
    state: () => readFile(join(folder, 'keys.sealed'), 'base64'),
  },
  {
    lock: 'unit-keys.lock',
    change: () => store().replace(rewrapped, record.wrappedKey),
    state: async () => (await store().get(record.unitId))?.wrappedKey,
  },
])('whoever holds $lock', ({ lock, change, state }) => {
  beforeEach(async () => {
    await service().createKey(KEY);
    await store().add(record);
  });

  it('keeps it whatever the clock says, and another process goes on once the holder was killed', async () => {
    const holder = await holderOf(join(folder, lock));
    await longAgo();
    const before = await state();
    let settled = false;
    const other = change().finally(() => {
      settled = true;
    });
    // Longer than the change itself takes.
    for (let looks = 0; looks < 300; looks++) await stat(folder);
    expect(settled).toBe(false);
    expect(await state()).toBe(before);
    await holder.kill();
    await other;
    expect(await state()).not.toBe(before);
    expect((await readdir(folder)).filter((name) => name.includes('.lock-'))).toEqual([]);
  });

  it('leaves a file without content that only its owner may read, and nobody waits for it', async () => {
    // As another version has left them when it was killed.
    await mkdir(join(folder, 'units.lock'));
    await mkdir(join(folder, 'keys.sealed.lock'));
    await change();
    expect(await stat(join(folder, lock))).toMatchObject({ size: 0 });
    expect((await stat(join(folder, lock))).mode & 0o777).toBe(0o600);
  });
});

it('a destruction waits for nobody', async () => {
  await service().createKey(KEY);
  await store().add(record);
  const holder = await holderOf(join(folder, 'unit-keys.lock'));
  await store().destroy(record.unitId);
  expect(await store().get(record.unitId)).toBeUndefined();
  await holder.kill();
});

describe('a lock', () => {
  const faults = {
    held: (cause: Fault) => new Fault('conflict', 'test/held', 'held', {}, { cause }),
    failed: (cause: unknown) => new Fault('unavailable', 'test/failed', 'failed', {}, { cause }),
  };

  it('lets one in at a time, in their order, and the next also after one that failed', async () => {
    await mkdir(folder);
    const order: number[] = [];
    let inside = 0;
    const works = Array.from({ length: 5 }, (_, index) =>
      underLock(join(folder, 'a.lock'), faults, async () => {
        expect(++inside).toBe(1);
        await stat(folder);
        inside -= 1;
        order.push(index);
        if (index === 2) throw new Error('of the work');
      }),
    );
    const ended = await Promise.allSettled(works);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(ended.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true]);
  });

  it('that cannot be made is told under the code of its port', async () => {
    await mkdir(join(folder, 'a.lock'), { recursive: true });
    const work = underLock(join(folder, 'a.lock'), faults, async () => undefined);
    await expect(work).rejects.toMatchObject({ kind: 'unavailable', code: 'test/failed' });
  });
});
