import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_ACCESS } from '../../../src/access/commands.js';
import { proveMfa } from '../../../src/adapters/aws/mfa.js';
import { LocalAccountDirectory } from '../../../src/adapters/local/accounts/local-account-directory.js';
import { admission } from '../../../src/app/access/admission.js';
import { confirmFactor, prepareFactor } from '../../../src/app/access/enroll.js';
import { IDENTITIES } from '../../../src/app/accounts/open-accounts.js';
import { type SmallService, smallService } from '../../support/small-service.js';
import { type StsServer, stsServer } from '../../support/sts-server.js';

const CALLER = 'arn:aws:iam::123456789012:user/unyo';
const SERIAL = 'arn:aws:iam::123456789012:mfa/unyo';
const PERSON = { name: 'unyo', secret: 'correct horse battery', aws: { caller: CALLER, serial: SERIAL } };

let sts: StsServer;
beforeEach(async () => {
  sts = await stsServer();
  sts.callers.set('AKIAUNYO', CALLER).set('AKIAOTHER', 'arn:aws:iam::123456789012:user/betsu');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAUNYO');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.close();
});

describe('proveMfa', () => {
  const connection = (account = '123456789012') => ({
    region: 'ap-northeast-1',
    endpoint: sts.endpoint,
    approved: { endpoint: sts.endpoint, account },
  });
  const proof = { caller: CALLER, serial: SERIAL, code: '123456' };

  it('asks STS for a short session, which it gives for a right code once', async () => {
    sts.codes.add('123456');
    await proveMfa(connection(), proof);
    expect(sts.requests.at(-1)).toMatchObject({
      Action: 'GetSessionToken',
      SerialNumber: SERIAL,
      TokenCode: '123456',
      DurationSeconds: '900',
    });
    await expect(proveMfa(connection(), proof)).rejects.toMatchObject({ kind: 'denied', code: 'access/wrong-code' });
  });

  it.each`
    what                               | change                                                 | code
    ${'credentials of another user'}   | ${() => vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER')}  | ${'access/other-caller'}
    ${'credentials that nobody knows'} | ${() => vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIANOBODY')} | ${'keys/access-denied'}
    ${'a wrong code'}                  | ${() => sts.codes.clear()}                             | ${'access/wrong-code'}
  `('$what: $code', async ({ change, code }) => {
    sts.codes.add('123456');
    change();
    await expect(proveMfa(connection(), proof)).rejects.toMatchObject({ kind: 'denied', code });
  });

  it('B2-1-2: neither another account nor another address is asked', async () => {
    sts.codes.add('123456');
    await expect(proveMfa(connection('999999999999'), proof)).rejects.toMatchObject({ code: 'services/other-account' });
    const elsewhere = { ...connection(), approved: { endpoint: 'https://sts.example.test', account: '123456789012' } };
    const asked = sts.requests.length;
    await expect(proveMfa(elsewhere, proof)).rejects.toMatchObject({ code: 'services/not-approved' });
    expect(sts.requests).toHaveLength(asked);
    expect(sts.codes.has('123456')).toBe(true);
  });
});

describe('B1-1-1: an identity whose second factor AWS checks', () => {
  let service: SmallService;
  let recovery: string[];
  beforeEach(async () => {
    const line = `{ service: sts, region: ap-northeast-1, account: '123456789012', endpoint: '${sts.endpoint}' }`;
    service = await smallService({}, (yaml) => yaml.replace('approvedServices: []', `approvedServices:\n  - ${line}`));
    const file = join(service.dir, IDENTITIES);
    const directory = new LocalAccountDirectory({ file, clock: service.clock, cost: { N: 2, r: 1, p: 1 } });
    await directory.add({ name: PERSON.name, roles: ['privileged-operator'], password: PERSON.secret });
    await service.open((workspace) => prepareFactor(workspace, PERSON), { lock: 'exclusive' });
    sts.codes.add('111111');
    const confirm = { ...PERSON, code: '111111' };
    const confirmed = await service.open((workspace) => confirmFactor(workspace, confirm), { lock: 'exclusive' });
    recovery = confirmed.recoveryCodes;
  });
  const give = (command: string, code: string) => {
    const credentials = { name: async () => PERSON.name, secret: async () => PERSON.secret, code: async () => code };
    const admit = admission({ command, access: COMMAND_ACCESS[command]!, args: [], options: {}, credentials });
    return service.open(async ({ ports }) => ports.actor, { lock: 'exclusive', admit });
  };

  it('is let in with a code that AWS takes, and the audit log says who AWS says it is', async () => {
    sts.codes.add('222222');
    expect(await give('erase', '222222')).toMatch(new RegExp(`^account:account-[0-9a-f]{24} ${CALLER}$`));
    await expect(give('erase', '222222')).rejects.toMatchObject({ code: 'access/wrong-code' });
    expect(await give('erase', recovery[0] ?? '')).toMatch(/^account:account-[0-9a-f]{24}$/);
    const factors = await service.open(async ({ ports }) => {
      const found: unknown[] = [];
      for await (const { actor, detail } of ports.catalog.auditOf('access.granted'))
        found.push([actor.endsWith(CALLER), (detail as { factor: string }).factor]);
      return found;
    });
    expect(factors).toEqual([
      [false, 'recovery-code'],
      [true, 'aws-mfa'],
    ]);
  });

  it('is locked after five wrong codes, of which AWS is asked no further one', async () => {
    for (let i = 0; i < 5; i += 1)
      await expect(give('erase', '000000')).rejects.toMatchObject({ code: 'access/wrong-code' });
    const asked = sts.requests.length;
    sts.codes.add('333333');
    await expect(give('erase', '333333')).rejects.toMatchObject({ code: 'access/locked' });
    expect(sts.requests).toHaveLength(asked);
  });

  it('an edited configuration does not name the STS that lets it pass', async () => {
    const liar = await stsServer();
    liar.callers.set('AKIAUNYO', CALLER);
    const file = join(service.dir, 'kimitsu.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(sts.endpoint, liar.endpoint));
    liar.codes.add('444444');
    await expect(give('access accept', '444444')).rejects.toMatchObject({ code: 'access/wrong-code' });
    expect(liar.requests).toEqual([]);
    await liar.close();
  });
});
