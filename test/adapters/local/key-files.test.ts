import { chmod, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../../../src/adapters/local/keys/local-unit-key-store.js';
import { SealedKeyFile } from '../../../src/adapters/local/keys/sealed-key-file.js';
import { DAY_MS, SettableClock } from '../../../src/base/clock.js';
import { wrapForImport } from '../../../src/protect/import-material.js';
import { unitKeyRecord } from '../../contract/unit-key-store.js';
import { START, temporaryFolder } from './workspace.js';

const CONTEXT = { service: 'test' };
const KEY = { alias: 'alias/test/3', description: 'a test key', tags: {} };

describe('the key service on disk', () => {
  let folder: string;
  let close: () => Promise<void>;
  let clock: SettableClock;

  beforeEach(async () => {
    const temporary = await temporaryFolder();
    folder = join(temporary.path, 'keys');
    close = temporary.close;
    clock = new SettableClock(START);
  });
  afterEach(() => close());

  const service = () => new LocalKeyService(folder, clock);

  it('keeps its keys from one process to the next', async () => {
    const { keyId } = await service().createKey(KEY);
    const sealed = await service().encrypt(keyId, Buffer.from('x'), CONTEXT);
    expect(Buffer.from(await service().decrypt('alias/test/3', sealed, CONTEXT)).toString()).toBe('x');
  });

  it('sees at once what another process has changed', async () => {
    const [one, two] = [service(), service()];
    const { keyId } = await one.createKey(KEY);
    const sealed = await two.encrypt(keyId, Buffer.from('x'), CONTEXT);
    await one.disableKey(keyId);
    await expect(two.decrypt(keyId, sealed, CONTEXT)).rejects.toMatchObject({ code: 'keys/disabled' });
  });

  it('loses no key when several create at once', async () => {
    const services = Array.from({ length: 6 }, service);
    const created = await Promise.all(
      services.map((each, index) => each.createKey({ ...KEY, alias: `alias/test/${index}` })),
    );
    for (const { keyId } of created) expect(await service().describeKey(keyId)).toMatchObject({ keyId });
  });

  it('writes no key material in clear, and files for its user only', async () => {
    await service().createKey(KEY);
    const [key] = await new SealedKeyFile(folder).read();
    const [first] = key!.materials;
    const material = Buffer.from(first!.bytes!, 'base64');
    expect(material.byteLength).toBe(32);
    expect((await readdir(folder)).sort()).toEqual(['keys.lock', 'keys.sealed', 'root.key']);
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const content = await readFile(path);
      expect(content.includes(material) || content.includes(first!.bytes!)).toBe(false);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
    expect((await readFile(join(folder, 'root.key'))).byteLength).toBe(32);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('removes the material from the file when the waiting period is over, whatever is asked next', async () => {
    const { keyId } = await service().createKey(KEY);
    await service().createKey({ ...KEY, alias: 'alias/test/2' });
    await service().scheduleKeyDeletion(keyId, 7);
    clock.advance(7 * DAY_MS);
    expect(await new SealedKeyFile(folder).read()).toHaveLength(2);
    expect(await service().describeKey('alias/test/2')).toBeDefined();
    expect((await new SealedKeyFile(folder).read()).map(({ alias }) => alias)).toEqual(['alias/test/2']);
  });

  it('refuses a root key that others can read', async () => {
    await service().createKey(KEY);
    await chmod(join(folder, 'root.key'), 0o640);
    await expect(service().describeKey('alias/test/3')).rejects.toMatchObject({
      kind: 'denied',
      code: 'keys/root-key-exposed',
      hint: expect.stringContaining('chmod 600'),
    });
  });

  it('notices every altered byte of the key file, and shows none of it', async () => {
    await service().createKey(KEY);
    const path = join(folder, 'keys.sealed');
    const sealed = await readFile(path);
    for (const at of [0, 18, 25, 40, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      await writeFile(path, altered);
      await expect(service().describeKey('alias/test/3')).rejects.toMatchObject({
        kind: 'integrity',
        code: 'keys/corrupt',
      });
    }
    await writeFile(path, sealed.subarray(0, 10));
    await expect(service().describeKey('alias/test/3')).rejects.toMatchObject({ code: 'keys/corrupt' });
  });

  it('reads the first form of the key file, and what was encrypted then', async () => {
    await cp(fileURLToPath(new URL('./key-file-1/', import.meta.url)), folder, { recursive: true });
    await chmod(join(folder, 'root.key'), 0o600);
    const { keyId, ciphertext } = JSON.parse(await readFile(join(folder, 'encrypted.json'), 'utf8'));
    const opened = async () =>
      Buffer.from(await service().decrypt(keyId, Buffer.from(ciphertext, 'base64'), CONTEXT)).toString();
    expect(await opened()).toBe('encrypted with the first form');
    expect(await service().describeKey(keyId)).toMatchObject({ state: 'Enabled', origin: 'AWS_KMS' });
    expect(await service().materialsOf(keyId)).toMatchObject([{ state: 'CURRENT', present: true }]);
    await service().rotateKey(keyId);
    expect((await readFile(join(folder, 'keys.sealed'))).subarray(0, 19).toString()).toBe('kimitsu key file 2\n');
    expect(await opened()).toBe('encrypted with the first form');
  });

  it('keeps nothing of an imported material that was deleted', async () => {
    const { keyId } = await service().createKey({ ...KEY, origin: 'EXTERNAL' });
    const { publicKey, importToken } = await service().getImportParameters(keyId);
    const encryptedMaterial = wrapForImport(publicKey, Buffer.alloc(32, 7));
    await service().importKeyMaterial(keyId, { importToken, encryptedMaterial, kind: 'NEW' });
    const stored = async () => (await new SealedKeyFile(folder).read()).find((each) => each.keyId === keyId);
    expect((await stored())?.materials[0]?.bytes).toBe(Buffer.alloc(32, 7).toString('base64'));
    await service().deleteImportedKeyMaterial(keyId);
    expect(await stored()).toMatchObject({ state: 'PendingImport', materials: [{ state: 'CURRENT' }] });
    expect(JSON.stringify(await stored())).not.toContain(Buffer.alloc(32, 7).toString('base64'));
  });

  it('never makes a new root key beside an old key file', async () => {
    await service().createKey(KEY);
    await rm(join(folder, 'root.key'));
    await expect(service().createKey({ ...KEY, alias: 'alias/other' })).rejects.toMatchObject({ code: 'keys/corrupt' });
    expect(await readdir(folder)).toEqual(['keys.lock', 'keys.sealed']);
  });
});

describe('the unit key store on disk', () => {
  let folder: string;
  let close: () => Promise<void>;
  let store: LocalUnitKeyStore;

  beforeEach(async () => {
    const temporary = await temporaryFolder();
    folder = join(temporary.path, 'units');
    close = temporary.close;
    store = new LocalUnitKeyStore(folder);
  });
  afterEach(() => close());

  it('has one file per unit, whose name says nothing', async () => {
    await store.add(unitKeyRecord('2026-04'));
    await store.add(unitKeyRecord('2026-05'));
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    await store.destroy('pbx/3/2026-04');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('takes a file of zeros for what it is: a destruction that was interrupted', async () => {
    await store.add(unitKeyRecord('2026-04'));
    const [name] = await readdir(folder);
    await writeFile(join(folder, name!), Buffer.alloc(100));
    expect(await store.get('pbx/3/2026-04')).toBeUndefined();
    for await (const record of store.list()) throw new Error(`listed: ${record.unitId}`);
    await store.add(unitKeyRecord('2026-04'));
    expect(await store.get('pbx/3/2026-04')).toEqual(unitKeyRecord('2026-04'));
  });

  it('destroys what an interrupted add has left, too', async () => {
    await store.add(unitKeyRecord('2026-04'));
    const [name] = await readdir(folder);
    await writeFile(join(folder, `${name}.0123.tmp`), 'a wrapped key');
    await store.destroy('pbx/3/2026-04');
    expect(await readdir(folder)).toEqual([]);
  });

  describe('replacing', () => {
    const before = unitKeyRecord('2026-04');
    const after = { ...before, wrappedKey: Buffer.from('wrapped anew').toString('base64') };
    const fileOf = async () => join(folder, (await readdir(folder))[0]!);

    it('leaves one file, and nothing of the old wrapping', async () => {
      await store.add(before);
      await store.replace(after, before.wrappedKey);
      expect(await readdir(folder)).toHaveLength(1);
      const content = await readFile(await fileOf(), 'utf8');
      expect(content).toContain(after.wrappedKey);
      expect(content).not.toContain(before.wrappedKey);
      expect((await stat(await fileOf())).mode & 0o777).toBe(0o600);
    });

    it('interrupted anywhere leaves one of the two whole', async () => {
      await store.add(before);
      const path = await fileOf();
      const old = await readFile(path);
      await store.replace(after, before.wrappedKey);
      const whole = await readFile(path);
      // The new record grows behind the old; then blanks grow over the old.
      for (let length = 0; length <= whole.length - old.length; length += 1) {
        await writeFile(path, Buffer.concat([old, whole.subarray(old.length, old.length + length)]));
        expect([before.wrappedKey, after.wrappedKey]).toContain((await store.get(before.unitId))?.wrappedKey);
      }
      for (let blanks = 0; blanks <= old.length; blanks += 1) {
        const torn = Buffer.concat([old, whole.subarray(old.length)]).fill(' ', 0, blanks);
        await writeFile(path, torn);
        expect(await store.get(before.unitId)).toEqual(after);
      }
      // And a replacement after a torn one counts as well.
      await writeFile(path, Buffer.concat([old, whole.subarray(old.length, -9)]));
      await store.replace(after, before.wrappedKey);
      expect(await store.get(before.unitId)).toEqual(after);
    });

    it('written after the zeros of a destruction brings nothing back', async () => {
      await store.add(before);
      const path = await fileOf();
      const old = await readFile(path);
      await store.replace(after, before.wrappedKey);
      const whole = await readFile(path);
      await writeFile(path, Buffer.concat([Buffer.alloc(old.length), whole.subarray(old.length)]));
      expect(await store.get(before.unitId)).toBeUndefined();
      await expect(store.replace(before, after.wrappedKey)).rejects.toMatchObject({ code: 'unit-keys/changed' });
    });
  });

  it.each(['not json', '{}', JSON.stringify(unitKeyRecord('2026-05'))])('reports a file with %j', async (text) => {
    await store.add(unitKeyRecord('2026-04'));
    const [name] = await readdir(folder);
    await writeFile(join(folder, name!), text);
    await expect(store.get('pbx/3/2026-04')).rejects.toMatchObject({ kind: 'integrity', code: 'unit-keys/corrupt' });
  });

  it('reports a folder that cannot be made', async () => {
    await writeFile(folder, 'a file stands here');
    await expect(store.add(unitKeyRecord('2026-04'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'unit-keys/unavailable',
    });
  });
});
