import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_ACCESS } from '../../../src/access/commands.js';
import { AccountFile, registerDigest } from '../../../src/adapters/local/accounts/account-file.js';
import { acceptConfiguration, accessStatus } from '../../../src/app/access/accept.js';
import { signAcceptance } from '../../../src/app/access/acceptance.js';
import { admission } from '../../../src/app/access/admission.js';
import {
  boundConfiguration,
  changesBetween,
  configurationDigest,
} from '../../../src/app/access/bound-configuration.js';
import type { Admit } from '../../../src/app/access/entrance.js';
import { addIdentity, setIdentity } from '../../../src/app/accounts/identities.js';
import { BoundFiles } from '../../../src/app/bound-files.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { openSigningKey } from '../../../src/certify/signing-key.js';
import { type Enrolled, enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

let service: SmallService;
let boss: Enrolled;
let file: string;
beforeEach(async () => {
  service = await smallService();
  boss = await enrol(service.dir, { clock: service.clock });
  file = join(service.dir, 'access', 'accounts.json');
});

const status = () => service.open(accessStatus);

function stepUp(command = 'accounts add') {
  const [, name, , , , code] = boss.stepUp();
  const credentials = { name: async () => name, secret: async () => boss.secret, code: async () => code };
  const admit = admission({ command, access: COMMAND_ACCESS[command]!, args: [], options: {}, credentials });
  return service.open(async ({ ports }) => ports.actor, { lock: 'exclusive', admit });
}

describe('B2-3-1: a change of the register and its acceptance', () => {
  it.each(['before', 'after'] as const)(
    'a crash %s the file is replaced leaves a register that holds',
    async (when) => {
      const changed = service.open(async ({ access, ports }) => {
        const dying = new AccountFile(file, {
          changing: (before, after) =>
            access.changing(before, after).then(() => (when === 'before' ? die() : undefined)),
          changed: async () => die(),
        });
        await dying.update((accounts) => accounts.map((one) => ({ ...one, roles: [...one.roles, 'auditor'] })));
        return ports.actor;
      });
      await expect(changed).rejects.toMatchObject({ code: 'accounts/unavailable' });
      const { accounts } = JSON.parse(await readFile(file, 'utf8'));
      expect(accounts[0].roles.includes('auditor')).toBe(when === 'after');
      expect((await status()).register).toBe('accepted');
      // The next privileged command settles it: only what is there now holds from then on.
      expect(await stepUp()).toContain(boss.accountId);
      expect((await status()).register).toBe('accepted');
      const other = when === 'after' ? ['privileged-operator'] : ['privileged-operator', 'auditor'];
      await writeFile(file, JSON.stringify({ version: 1, accounts: [{ ...accounts[0], roles: other }] }));
      expect((await status()).register).toBe('altered');
    },
  );

  it('an earlier register does not come back', async () => {
    const before = await readFile(file, 'utf8');
    await service.open(({ ports }) => setIdentity(ports, boss.accountId, 'disabled'), { lock: 'exclusive' });
    expect((await status()).register).toBe('accepted');
    await writeFile(file, before);
    expect((await status()).register).toBe('altered');
    await expect(stepUp()).rejects.toMatchObject({ code: 'access/register-altered' });
  });

  it('every change through kimitsu is accepted with it, and uses of an account are none', async () => {
    const request = { name: 'betsu', roles: ['operator'], special: true };
    await service.open(({ ports }) => addIdentity(ports, request), { lock: 'exclusive' });
    await stepUp();
    expect((await status()).register).toBe('accepted');
  });

  it('an acceptance that somebody else has signed, or put into the log unsigned, counts for nothing', async () => {
    const foreign = await smallService();
    await enrol(foreign.dir, { clock: foreign.clock });
    const taken = await foreign.open(async ({ ports }) => {
      for await (const { detail } of ports.catalog.auditOf('access.accepted')) return detail;
      return null;
    });
    for (const detail of [taken, { signature: 'a.b.c' }, null]) {
      await service.open(
        ({ ports }) =>
          ports.catalog.appendAudit([{ actor: 'x', action: 'access.accepted', subject: 'workspace', detail }]),
        { admit: async ({ actor }) => ({ actor }) },
      );
      await expect(service.open(async () => undefined)).rejects.toMatchObject({
        kind: 'integrity',
        code: 'access/acceptance-invalid',
      });
    }
  });

  it('a copy of the accepted configuration that was altered is not compared with', async () => {
    await service.open(({ ports }) =>
      ports.catalog.saveDocument(
        { kind: 'access', id: 'configuration', parentId: undefined, body: { settings: {}, files: {} } },
        [],
      ),
    );
    expect(await status()).toMatchObject({ configuration: 'accepted', changes: undefined });
    const yaml = join(service.dir, 'kimitsu.yaml');
    const content = await readFile(yaml, 'utf8');
    await writeFile(yaml, content.replace('waitingDays: 30', 'waitingDays: 7'));
    // Which services check the code cannot be told any more.
    await expect(stepUp('access accept')).rejects.toMatchObject({ kind: 'integrity', code: 'access/copy-missing' });
    await writeFile(yaml, content);
    await service.open(acceptConfiguration);
    expect(await status()).toMatchObject({ configuration: 'accepted', changes: [] });
  });
});

describe('B2-3-1: the key that signs acceptances', () => {
  const looking: Admit = async ({ actor }) => ({ actor });
  const accept = (options = {}) => service.open((open) => acceptConfiguration(open, options), { admit: looking });
  const addSomebody = (name: string) =>
    service.open(({ ports }) => addIdentity(ports, { name, roles: ['operator'], special: true }));
  const signingKey = (folder: string) => join(service.dir, folder, 'signing-key.json');
  beforeEach(async () => {
    // The same keys in another folder, but for the one that signs.
    await cp(join(service.dir, 'keys'), join(service.dir, 'moved'), { recursive: true });
    await rm(signingKey('moved'));
    const yaml = join(service.dir, 'kimitsu.yaml');
    await writeFile(yaml, (await readFile(yaml, 'utf8')).replace('folder: keys ', 'folder: moved '));
  });

  it.each([1, 2])(
    'is not chosen by an edited configuration that is accepted %d times by a key of its own',
    async (times) => {
      const forge = async ({ bound, ports, signer }: Workspace): Promise<void> => {
        const configuration = configurationDigest(bound);
        const register = registerDigest(await new AccountFile(file).read());
        const at = ports.clock.now().toISOString();
        const what = {
          schema: 'kimitsu/access-acceptance/1',
          service: 'test-centre',
          configuration,
          register,
          at,
        } as const;
        const signature = await signAcceptance(what, await signer());
        const entry = { actor: 'x', action: 'access.accepted', subject: 'workspace', detail: { signature } };
        await ports.catalog.appendAudit([entry]);
      };
      for (let i = 0; i < times; i += 1) await service.open(forge, { admit: looking });
      await expect(service.open(async () => undefined)).rejects.toMatchObject({
        kind: 'integrity',
        code: 'access/acceptance-invalid',
      });
    },
  );

  it('is followed by the one that it has accepted, and no key is made for a configuration that nobody has', async () => {
    await expect(service.open(async () => undefined)).rejects.toMatchObject({ code: 'access/configuration-changed' });
    await expect(accept()).rejects.toMatchObject({ kind: 'integrity', code: 'signing-key/missing' });
    expect(existsSync(signingKey('moved'))).toBe(false);
    await openSigningKey(signingKey('moved'));
    await accept();
    await addSomebody('betsu');
    await stepUp();
    expect(await status()).toMatchObject({
      configuration: 'accepted',
      register: 'accepted',
      keyReplacedAt: undefined,
    });
  });

  it('that is lost is replaced by name alone, and that stays to be seen', async () => {
    await rm(signingKey('keys'));
    await openSigningKey(signingKey('moved'));
    await expect(accept()).rejects.toMatchObject({ kind: 'denied', code: 'access/other-key' });
    await accept({ newKey: true });
    await addSomebody('betsu');
    expect(await status()).toMatchObject({
      configuration: 'accepted',
      register: 'accepted',
      keyReplacedAt: service.clock.now().toISOString(),
    });
  });
});

describe('B2-3-1: a signing key that is missing', () => {
  it('is not made anew under the accepted configuration', async () => {
    const key = join(service.dir, 'keys', 'signing-key.json');
    await rm(key);
    await expect(stepUp()).rejects.toMatchObject({ kind: 'integrity', code: 'signing-key/missing' });
    expect(existsSync(key)).toBe(false);
  });
});

describe('what is different in a configuration', () => {
  const bound = (given: unknown) => boundConfiguration(new BoundFiles(service.dir), given);

  it('stands key by key, without what may be a secret', async () => {
    const before = await bound({ a: { b: 1, c: [1, 2] }, alerts: { url: 'https://x/1' }, oldKey: 'k', same: true });
    const after = await bound({
      a: { b: 2, c: [1] },
      alerts: { url: 'https://x/2' },
      newKey: 'k',
      same: true,
      more: {},
    });
    expect(changesBetween(before, after)).toEqual([
      { path: 'a.b', before: '1', after: '2' },
      { path: 'a.c.1', before: '2' },
      { path: 'alerts.url', hidden: 'changed' },
      { path: 'more', after: '{}' },
      { path: 'newKey', hidden: 'added' },
      { path: 'oldKey', hidden: 'removed' },
    ]);
  });

  it('says of a group that was empty, or is so now, only what is in it', async () => {
    const empty = await bound({ a: {}, b: [], c: {}, d: 1 });
    const filled = await bound({ a: { x: 1 }, b: ['y'], c: [], d: {} });
    expect(changesBetween(empty, filled)).toEqual([
      { path: 'a.x', after: '1' },
      { path: 'b.0', after: '"y"' },
      { path: 'c', before: '{}', after: '[]' },
      { path: 'd', before: '1', after: '{}' },
    ]);
    expect(changesBetween(filled, empty)).toEqual([
      { path: 'a.x', before: '1' },
      { path: 'b.0', before: '"y"' },
      { path: 'c', before: '[]', after: '{}' },
      { path: 'd', before: '{}', after: '1' },
    ]);
  });

  it('does not depend on the order of keys', async () => {
    expect(changesBetween(await bound({ a: 1, b: 2 }), await bound({ b: 2, a: 1 }))).toEqual([]);
  });
});

function die(): never {
  throw new Error('the process died');
}
