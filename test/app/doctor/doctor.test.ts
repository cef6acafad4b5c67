import { chmod, mkdir, mkdtemp, rename, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Alerting } from '../../../src/app/alerting/alerting.js';
import type { Check } from '../../../src/app/doctor/check.js';
import { CHECK_NAMES } from '../../../src/app/doctor/check-names.js';
import { examineAll } from '../../../src/app/doctor/doctor.js';
import { environment } from '../../../src/app/doctor/environment.js';
import { clock, coreDumps, type Host, nodeVersion, swap } from '../../../src/app/doctor/host.js';
import { stateFile } from '../../../src/app/schedule/schedule-state.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { silentLogger } from '../../../src/base/logger.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const STORAGE = /storage:\n {2}type: local.*\n {2}root: data.*\n/;
const host = (files: Record<string, string> = {}, programs: Record<string, string> = {}): Host => ({
  proc: async (path) => files[path],
  run: async (program) => programs[program],
  nodeVersion: '22.14.0',
  uid: 1000,
});
const SAFE = host(
  {
    'self/limits': 'Max core file size        0                    unlimited            bytes',
    swaps: 'Filename Type\n',
  },
  { timedatectl: 'yes\n' },
);
const NOW = new Date('2026-04-01T00:00:00Z');

async function stateOf(service: SmallService, id: string): Promise<Check | undefined> {
  return (await examineAll(service.dir, SAFE, service.clock)).find((check) => check.id === id);
}

describe('B1-1-3: doctor', () => {
  it('finds nothing bad in a new workspace on a safe host, and has a hint for every other line', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': 'メモ' });
    await service.open(async () => undefined);
    const checks = await examineAll(service.dir, SAFE, service.clock);
    expect(checks.filter(({ state }) => state === 'bad')).toEqual([]);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id } of checks) expect(CHECK_NAMES, id).toHaveProperty([id]);
    for (const { detailJa } of checks) expect(detailJa).not.toContain('embedded');
    for (const { state, hint, hintJa } of checks) {
      expect(hint === undefined).toBe(state === 'ok');
      expect(hintJa === undefined).toBe(state === 'ok');
    }
  });

  it('B1-1-1: warns while only one can give privileged commands', async () => {
    const service = await smallService();
    const id = 'operation/privileged';
    expect(await stateOf(service, id)).toMatchObject({
      state: 'attention',
      detail: 'nobody can give privileged commands',
    });
    const first = await enrol(service.dir, { codes: 1 });
    expect(await stateOf(service, id)).toMatchObject({ state: 'attention' });
    await enrol(service.dir, { name: 'ni', codes: 1 }, first);
    expect(await stateOf(service, id)).toMatchObject({ state: 'ok' });
  });

  it('has a line for a workspace that cannot be read, and still looks at the host', async () => {
    const checks = await examineAll(join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'none'), SAFE);
    expect(checks[0]).toMatchObject({ id: 'configuration/file', state: 'bad', code: 'config/missing' });
    expect(checks.map(({ id }) => id)).toContain('host/clock');
  });

  it('keys that others can read, and secrets', async () => {
    const service = await smallService({}, (yaml) =>
      yaml.replace(
        'contacts: []',
        'contacts:\n    - { id: d, name: d, webhook: { url: "https://a.example/", secretFile: s } }',
      ),
    );
    await service.open(async () => undefined);
    await writeFile(join(service.dir, 's'), 'x', { mode: 0o644 });
    await chmod(join(service.dir, 'keys/root.key'), 0o640);
    expect(await stateOf(service, 'permissions/keys')).toMatchObject({
      state: 'bad',
      detail: expect.stringContaining('1 file'),
    });
    expect(await stateOf(service, 'permissions/secrets')).toMatchObject({ state: 'bad' });
    await chmod(join(service.dir, 'keys/root.key'), 0o600);
    expect(await stateOf(service, 'permissions/keys')).toMatchObject({ state: 'ok' });
  });

  it('a workspace that others can read: its folder, what is in it, and what they can change', async () => {
    const service = await smallService();
    await service.open(async () => undefined);
    const state = () => stateOf(service, 'permissions/workspace');
    expect(await state()).toMatchObject({ state: 'ok' });
    await chmod(service.dir, 0o755);
    expect(await state()).toMatchObject({ state: 'attention', hint: 'chmod go= .' });
    await chmod(join(service.dir, 'plans'), 0o750);
    await chmod(join(service.dir, 'kimitsu.yaml'), 0o646);
    expect(await state()).toMatchObject({ state: 'bad', hint: 'chmod go= plans; chmod o-w kimitsu.yaml' });
  });

  it('a keys folder that is not there, without making a new one', async () => {
    const service = await smallService();
    await service.open(async () => undefined);
    await rename(join(service.dir, 'keys'), join(service.dir, 'elsewhere'));
    expect(await stateOf(service, 'services/keys')).toMatchObject({
      state: 'bad',
      detail: 'the keys folder is missing',
    });
    expect(await stateOf(service, 'services/keys')).toMatchObject({ state: 'bad' });
  });

  it('a catalogue that is damaged', async () => {
    const service = await smallService();
    await mkdir(join(service.dir, 'catalogue'), { recursive: true });
    await writeFile(join(service.dir, 'catalogue/catalogue.sqlite'), 'no database'.repeat(500));
    expect(await stateOf(service, 'catalogue/reachable')).toMatchObject({ state: 'bad', code: 'catalog/corrupt' });
  });

  it.each([
    ['storage', (yaml: string) => yaml.replace(STORAGE, 'storage:\n  type: s3\n  region: ap-northeast-1\n')],
    [
      'a time stamping authority',
      (yaml: string) =>
        `${yaml}\ncertificates: { timestampAuthority: { url: https://tsa.example.jp, certificate: tsa.pem } }\n`,
    ],
    [
      'the key that signs',
      (yaml: string) =>
        `${yaml}\ncertificates: { signingKey: { type: kms, arn: 'arn:aws:kms:ap-northeast-1:123456789012:key/1' } }\n`,
    ],
  ])('B2-1-2: any service that the prefecture has not approved: %s', async (_what, change) => {
    const service = await smallService({}, (yaml) => change(yaml.replace(/^certificates:.*\n(?: .*\n)*/m, '')));
    expect(await stateOf(service, 'services/approved')).toMatchObject({ state: 'bad', code: 'services/not-approved' });
  });

  it('what interrupted writes have left, once it is old', async () => {
    const service = await smallService();
    await service.open(async () => undefined);
    const left = join(service.dir, 'data/pbx/.kimitsu/tmp/left');
    await mkdir(join(left, '..'), { recursive: true });
    await writeFile(left, 'メモ');
    await utimes(left, service.clock.now(), service.clock.now());
    expect(await stateOf(service, 'files/leftovers')).toMatchObject({ state: 'ok' });
    service.clock.advance(2 * 60 * 60_000);
    expect(await stateOf(service, 'files/leftovers')).toMatchObject({ state: 'attention' });
  });

  it('a scheduler that has stopped, and one whose job failed', async () => {
    const service = await smallService();
    const write = async (outcome: object, lookedAt = service.clock.now().toISOString()): Promise<void> => {
      await mkdir(join(service.dir, 'run'), { recursive: true });
      const entries = { 'classify 0 1 * * *': { last: lookedAt, failures: 0, outcome } };
      await writeFile(stateFile(service.dir), JSON.stringify({ schema: 'kimitsu/schedule/1', lookedAt, entries }));
    };
    const at = service.clock.now().toISOString();
    const outcome = { job: 'classify', result: 'done', exitCode: 0, scheduledFor: at, startedAt: at, endedAt: at };
    await write(outcome);
    expect(await stateOf(service, 'operation/schedule')).toMatchObject({ state: 'ok' });
    await write({ ...outcome, result: 'failed', exitCode: 4, code: 'store/unavailable' });
    const failed = await stateOf(service, 'operation/schedule');
    expect(failed).toMatchObject({ state: 'bad', detail: 'last run failed: classify store/unavailable' });
    await write(outcome);
    service.clock.advance(25 * 60 * 60_000);
    expect(await stateOf(service, 'operation/schedule')).toMatchObject({ state: 'bad' });
    await writeFile(stateFile(service.dir), '{');
    expect(await stateOf(service, 'operation/schedule')).toMatchObject({ code: 'schedule/state-unreadable' });
  });

  it('alerts that nobody has taken', async () => {
    const service = await smallService({}, (yaml) =>
      yaml.replace(
        'contacts: []',
        'contacts:\n    - { id: d, name: d, webhook: { url: "https://a.example/", secretFile: s } }',
      ),
    );
    await service.open(async ({ dir, config, ports }) => {
      const alerting = new Alerting({ dir, config, clock: ports.clock, logger: silentLogger });
      await alerting.raise('run-failed', { job: 'classify' });
    });
    expect(await stateOf(service, 'operation/alerts')).toMatchObject({ state: 'attention' });
    service.clock.advance(DAY_MS);
    expect(await stateOf(service, 'operation/alerts')).toMatchObject({ state: 'bad' });
  });
});

describe('the host', () => {
  it.each`
    variables                                        | options              | state
    ${{}}                                            | ${[]}                | ${'ok'}
    ${{ NODE_TLS_REJECT_UNAUTHORIZED: '1' }}         | ${['--no-warnings']} | ${'ok'}
    ${{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }}         | ${[]}                | ${'bad'}
    ${{ NODE_OPTIONS: '--max-old-space-size=4096' }} | ${[]}                | ${'ok'}
    ${{ NODE_OPTIONS: '--inspect=0.0.0.0:9229' }}    | ${[]}                | ${'bad'}
    ${{ SSLKEYLOGFILE: '/var/tmp/keys' }}            | ${[]}                | ${'bad'}
    ${{}}                                            | ${['--inspect-brk']} | ${'bad'}
  `('environment $variables with $options is $state, and shows no value', ({ variables, options, state }) => {
    const check = environment(variables, options);
    expect(check.state).toBe(state);
    expect(JSON.stringify(check)).not.toMatch(/9229|var.tmp/);
  });

  it.each`
    limit          | pattern                    | state
    ${'0'}         | ${'core'}                  | ${'ok'}
    ${'unlimited'} | ${'core'}                  | ${'bad'}
    ${'1024'}      | ${'/var/cores/%p'}         | ${'bad'}
    ${'0'}         | ${'|/usr/lib/coredump %p'} | ${'attention'}
    ${undefined}   | ${undefined}               | ${'attention'}
  `('core dumps: limit $limit, pattern $pattern is $state', async ({ limit, pattern, state }) => {
    const files = limit
      ? { 'self/limits': `Max core file size        ${limit}   unlimited   bytes`, 'sys/kernel/core_pattern': pattern }
      : {};
    expect((await coreDumps(host(files))).state).toBe(state);
  });

  it.each`
    devices                        | state
    ${[]}                          | ${'ok'}
    ${['/dev/zram0', '/dev/dm-1']} | ${'ok'}
    ${['/dev/sda2']}               | ${'attention'}
  `('swap on $devices is $state', async ({ devices, state }) => {
    const swaps = ['Filename Type Size', ...devices.map((name: string) => `${name} partition 1`)].join('\n');
    expect((await swap(host({ swaps }))).state).toBe(state);
  });

  it.each`
    synchronised | server                    | state
    ${'yes'}     | ${undefined}              | ${'ok'}
    ${'no'}      | ${undefined}              | ${'bad'}
    ${undefined} | ${undefined}              | ${'attention'}
    ${'no'}      | ${'2026-04-01T00:00:20Z'} | ${'ok'}
    ${'yes'}     | ${'2026-04-01T00:05:00Z'} | ${'bad'}
  `('clock: NTP $synchronised, service $server is $state', async ({ synchronised, server, state }) => {
    const own = host({}, synchronised ? { timedatectl: synchronised } : {});
    expect((await clock(own, NOW, server && new Date(server))).state).toBe(state);
  });

  it.each`
    version      | state
    ${'18.20.0'} | ${'bad'}
    ${'20.18.3'} | ${'bad'}
    ${'20.19.0'} | ${'attention'}
    ${'22.14.0'} | ${'ok'}
    ${'23.1.0'}  | ${'attention'}
  `('Node.js $version is $state', ({ version, state }) => {
    expect(nodeVersion({ ...host(), nodeVersion: version }, NOW).state).toBe(state);
  });
});
