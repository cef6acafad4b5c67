import { copyFile, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { DAY_MS, SettableClock } from '../../../src/base/clock.js';

let folder: string;
let clock: SettableClock;
let gone: string;
let stays: string;
const open = () => new LocalKeyService(folder, clock);
const path = (name: string) => join(folder, name);
const root = () => readFile(path('root.key'));
const states = async () => {
  const found = [await open().describeKey(gone), await open().describeKey(stays)];
  return found.map((key) => key?.state);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-root-'));
  clock = new SettableClock(new Date('2026-04-01T00:00:00Z'));
  ({ keyId: gone } = await open().createKey({ alias: 'alias/gone', description: '', tags: {} }));
  ({ keyId: stays } = await open().createKey({ alias: 'alias/stays', description: '', tags: {} }));
  await open().scheduleKeyDeletion(gone, 7);
});

describe('B2-4-2 B3-2-2: a key that is gone', () => {
  it('does not come back with a copy of the key file: the root key of that copy is gone as well', async () => {
    await copyFile(path('keys.sealed'), path('copy'));
    const before = await root();
    clock.advance(8 * DAY_MS);
    expect(await states()).toEqual([undefined, 'Enabled']);
    expect((await root()).equals(before)).toBe(false);
    expect((await readdir(folder)).sort()).toEqual(['copy', 'keys.lock', 'keys.sealed', 'root.key']);
    await copyFile(path('copy'), path('keys.sealed'));
    await expect(open().describeKey(gone)).rejects.toMatchObject({ kind: 'integrity', code: 'keys/corrupt' });
  });

  it('takes its imported material along in the same way, and nothing else changes the root key', async () => {
    const before = await root();
    await open().disableKey(stays);
    await open().enableKey(stays);
    await open().rotateKey(stays);
    expect((await root()).equals(before)).toBe(true);
  });

  /** The files as they are when the process dies between two steps. */
  const crashes: Record<string, (old: Buffer, sealed: Buffer, next: Buffer) => Promise<void>> = {
    'the successor was written': async (old, sealed) => {
      await writeFile(path('root.key'), old);
      await writeFile(path('keys.sealed'), sealed);
      await writeFile(path('root.key.next'), Buffer.alloc(32, 7), { mode: 0o600 });
    },
    'the key file was sealed under it': async (old, _, next) => {
      await writeFile(path('root.key'), old);
      await writeFile(path('root.key.next'), next, { mode: 0o600 });
    },
    'the old one was overwritten': async (_old, _, next) => {
      await writeFile(path('root.key'), Buffer.alloc(32));
      await writeFile(path('root.key.next'), next, { mode: 0o600 });
    },
  };
  it.each(Object.entries(crashes))('stays gone, and everything else stays, after a crash when %s', async (_, leave) => {
    const [old, sealed] = [await root(), await readFile(path('keys.sealed'))];
    clock.advance(8 * DAY_MS);
    await states();
    await leave(old, sealed, await root());
    expect(await states()).toEqual([undefined, 'Enabled']);
    expect((await readdir(folder)).sort()).toEqual(['keys.lock', 'keys.sealed', 'root.key']);
    expect((await root()).equals(old)).toBe(false);
    expect((await root()).equals(Buffer.alloc(32))).toBe(false);
    expect(await states()).toEqual([undefined, 'Enabled']);
  });

  it('can be asked for by many at the moment when it goes', async () => {
    clock.advance(8 * DAY_MS);
    const readers = Array.from({ length: 12 }, () => open());
    const found = await Promise.all(readers.flatMap((keys) => [keys.describeKey(gone), keys.describeKey(stays)]));
    expect(found.map((key) => key?.state)).toEqual(readers.flatMap(() => [undefined, 'Enabled']));
  });
});
