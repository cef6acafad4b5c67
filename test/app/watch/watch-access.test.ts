import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../src/app/create-workspace.js';
import { accessReport, writeAccessReport } from '../../../src/app/watch/report.js';
import { type Watched, type WatchRequest, watchAccess } from '../../../src/app/watch/watch-access.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { SettableClock } from '../../../src/base/clock.js';
import { configTemplate } from '../../../src/config/template.js';
import { pagesOf } from '../../documents/pdf-text.js';
import { DigestMaker, s3Line, trailFile, trailName, trailRecord } from '../../watch/log-samples.js';

const NIGHT = '01/Apr/2026:14:30:00 +0000';
const PERSONAL = ['09012345678', 'yamada', '山田'];

let dir: string;
let clock: SettableClock;
const maker = new DigestMaker();

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-watch-')), 'service');
  clock = new SettableClock(new Date('2026-04-01T04:00:00Z'));
  const yaml = configTemplate('centre')
    .replace(
      '  sources: []',
      `  sources:
    - { id: s3-log, type: s3-access-log, folder: logs/s3 }
    - id: trail
      type: cloudtrail
      folder: logs/trail
      publicKeys: [{ fingerprint: ${maker.fingerprint}, file: trail.pem }]`,
    )
    .replace(
      '  principals: []',
      `  principals:
    - { match: 'arn:aws:sts::111122223333:assumed-role/kimitsu-jobs/*', name: 定期処理, may: [read, write, decrypt, keys], hours: any }
    - { match: 'arn:aws:iam::111122223333:user/operator-01', name: 運用責任者, may: [read, write] }`,
    )
    .replace('  networks: []', '  networks: [192.0.2.0/24]')
    .replace('    readsAtLeast: 50 ', '    readsAtLeast: 20 ');
  await createWorkspace(dir, 'centre', yaml);
  await put('trail.pem', maker.publicPem);
  await mkdir(join(dir, 'logs/s3'), { recursive: true });
  await mkdir(join(dir, 'logs/trail'), { recursive: true });
});
afterEach(() => rm(dirname(dir), { recursive: true, force: true }));

async function put(path: string, content: string | Buffer): Promise<void> {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const at = new Date('2026-04-01T03:30:00Z');
  await utimes(file, at, at);
}

const open = <T>(work: (workspace: Workspace) => Promise<T>): Promise<T> =>
  withWorkspace(dir, { lock: 'exclusive', clock, actor: 'job:watch' }, work);
const watch = (request: WatchRequest = {}): Promise<Watched> => open((workspace) => watchAccess(workspace, request));
const rules = (found: Watched['fresh']) => found.map(({ rule, count }) => `${rule} ${count}`).sort();

describe('B2-3-2: watch-access', () => {
  it('finds what is against a rule, once, and shows no key of an object', async () => {
    await put('logs/s3/a', `${s3Line({ time: NIGHT })}\n${s3Line({ time: NIGHT })}\n${s3Line()}\n`);
    const first = await watch();
    expect(rules(first.fresh)).toEqual(['out-of-hours 2']);
    expect(first.fresh[0]).toMatchObject({
      severity: 'serious',
      hour: '2026-04-01T23',
      evidence: [{ position: 1, action: 's3:GetObject', ip: '192.0.2.10' }, { position: 2 }],
    });
    const again = await watch();
    expect([again.fresh, again.grown]).toEqual([[], []]);
    const report = await open((workspace) => accessReport(workspace));
    const markdown = join(dir, 'report.md');
    await open((workspace) => writeAccessReport(workspace, report, markdown));
    const everything = [
      JSON.stringify([first, report]),
      await readFile(markdown, 'utf8'),
      (await readFile(join(dir, 'catalogue/catalogue.sqlite'))).toString('latin1'),
    ].join('\n');
    for (const personal of PERSONAL) expect(everything).not.toContain(personal);
    expect(everything).toContain('業務時間外の操作');
  });

  it('the same log under another name, and read once more, counts once', async () => {
    await put('logs/s3/a', `${s3Line({ time: NIGHT })}\n`);
    await watch();
    await put('logs/s3/copy-of-a', `${s3Line({ time: NIGHT })}\n`);
    const { fresh, grown, sources } = await watch();
    expect(sources.find(({ id }) => id === 's3-log')).toMatchObject({ logs: 1, events: 1 });
    expect([fresh, grown]).toEqual([[], []]);
    await put('logs/s3/b', `${s3Line({ time: NIGHT, id: 'OTHER' })}\n`);
    expect(rules((await watch()).grown)).toEqual(['out-of-hours 2']);
  });

  it('a log cut in the middle is named, and the whole one is read when it comes', async () => {
    const whole = `${s3Line({ time: NIGHT })}\n${s3Line({ time: NIGHT })}\n`;
    const name = '2026-04-01-14-40-00-0123456789ABCDEF';
    await put(`logs/s3/${name}`, whole.slice(0, -400));
    const first = await watch();
    expect(rules(first.fresh)).toEqual(['log-cut 1', 'out-of-hours 1']);
    expect(first.fresh.find(({ rule }) => rule === 'log-cut')?.principal).toBe(name);
    await put(`logs/s3/${name}`, whole);
    const second = await watch();
    expect(rules([...second.fresh, ...second.grown])).toEqual(['out-of-hours 2']);
  });

  it('a log that was whole and is another now is a finding', async () => {
    await put('logs/s3/a', `${s3Line()}\n${s3Line()}\n`);
    await watch();
    await put('logs/s3/a', `${s3Line()}\n`);
    expect(rules((await watch()).fresh)).toEqual(['log-changed 1']);
  });

  it('an unknown format is named', async () => {
    await put('logs/s3/notes.txt', 'hello\n');
    await put('logs/trail/notes.txt', 'hello\n');
    expect(rules((await watch()).fresh)).toEqual(['log-unknown-format 1', 'log-unknown-format 1']);
  });

  it('mass reading is counted over all logs of an hour, against the limit and the own median', async () => {
    for (let day = 23; day <= 27; day += 1)
      await put(`logs/s3/2026-03-${day}`, `${s3Line({ time: `${day}/Mar/2026:03:00:00 +0000` })}\n`);
    expect((await watch()).fresh).toEqual([]);
    await put('logs/s3/a', `${s3Line()}\n`.repeat(12));
    expect((await watch()).fresh).toEqual([]);
    await put('logs/s3/b', `${s3Line({ id: 'B' })}\n`.repeat(12));
    const { fresh } = await watch();
    expect(rules(fresh)).toEqual(['mass-reading 24']);
  });

  it('reads CloudTrail, and a digest that does not match its log is a finding', async () => {
    const decrypt = trailRecord({ eventName: 'Decrypt' });
    const log = trailFile(decrypt, trailRecord({ eventName: 'PutKeyPolicy' }));
    const name = trailName('20260401T0005Z');
    const chain = new DigestMaker();
    await put('trail.pem', chain.publicPem);
    const digest = chain.make(1, { [name]: gunzipSync(log) });
    await put(`logs/trail/logs/${name}`, log);
    await put(`logs/trail/digests/${digest.name}`, digest.bytes);
    const first = await watch();
    expect(rules(first.fresh)).toEqual(['beyond-permission 1', 'foreign-decrypt 1', 'key-change 1']);
    expect(first.sources[2]?.digests).toMatchObject({ digests: 1, logsVerified: 1, signatures: { unknown: 1 } });

    const other = trailName('20260401T0105Z');
    const next = chain.make(2, { [other]: Buffer.from('{"Records":[]} ') });
    await put(`logs/trail/logs/${other}`, trailFile());
    await put(`logs/trail/digests/${next.name}`, next.bytes);
    const second = await watch();
    expect(rules(second.fresh)).toEqual(['digest-mismatch 1']);
    expect(second.fresh[0]?.principal).toBe(other);
    expect(second.sources[2]?.digests).toMatchObject({ signatures: { valid: 1, invalid: 0 } });
    expect((await watch()).fresh).toEqual([]);
  });

  it('a log that a digest names and that is gone, and a digest that was taken away, are findings', async () => {
    const chain = new DigestMaker();
    const digests = [1, 2, 3].map((hour) =>
      chain.make(hour, { [trailName(`20260401T0${hour}05Z`)]: Buffer.from('x') }),
    );
    await put(`logs/trail/${digests[0]?.name}`, digests[0]?.bytes ?? '');
    await put(`logs/trail/${digests[2]?.name}`, digests[2]?.bytes ?? '');
    expect(rules((await watch()).fresh)).toEqual(['digest-chain-broken 1', 'log-gone 1', 'log-gone 1']);
  });

  it('a digest that is cut is named, and one that is late is a gap', async () => {
    const chain = new DigestMaker();
    const { name, bytes } = chain.make(1, {});
    await put(`logs/trail/${name}`, bytes.subarray(0, bytes.length - 20));
    expect(rules((await watch()).fresh)).toEqual(['log-cut 1']);
    await put(`logs/trail/${name}`, bytes);
    expect((await watch()).fresh).toEqual([]);
    clock.set(new Date('2026-04-01T09:00:00Z'));
    expect(rules((await watch()).fresh)).toEqual(['log-gap 1']);
    expect((await watch()).fresh).toEqual([]);
  });

  it('a packed CloudTrail log that is cut is named', async () => {
    const packed = trailFile(trailRecord(), trailRecord({ eventID: 'b' }));
    await put(`logs/trail/${trailName('20260401T0005Z')}`, packed.subarray(0, packed.length - 12));
    expect(rules((await watch()).fresh)).toContain('log-cut 1');
  });

  it('always reads the own audit log: an operator at night', async () => {
    await open(({ ports }) =>
      ports.catalog.appendAudit([{ actor: 'operator:unyo', action: 'plan.made', subject: 'p' }]),
    );
    expect((await watch()).fresh).toEqual([]);
    clock.set(new Date('2026-04-01T14:00:00Z'));
    await open(({ ports }) =>
      ports.catalog.appendAudit([{ actor: 'operator:unyo', action: 'plan.made', subject: 'q' }]),
    );
    expect(rules((await watch()).fresh)).toEqual(['out-of-hours 1']);
    expect((await watch()).fresh).toEqual([]);
  });

  it('leaves old logs alone with --since, and calls what it has not read unknown', async () => {
    await put('logs/s3/a', `${s3Line({ time: NIGHT })}\n`);
    const { fresh, sources } = await watch({ since: new Date('2026-04-01T03:31:00Z') });
    expect(fresh).toEqual([]);
    expect(sources.find(({ id }) => id === 's3-log')).toMatchObject({ logs: 0 });
  });

  it('a folder that is not there is refused by name', async () => {
    await rename(join(dir, 'logs/s3'), join(dir, 'logs/elsewhere'));
    await expect(watch()).rejects.toMatchObject({ code: 'watch/no-folder', kind: 'usage' });
  });

  it('a public key that is none is refused by name', async () => {
    await put('trail.pem', 'nonsense');
    await expect(watch()).rejects.toMatchObject({ code: 'watch/public-key' });
  });

  it('reads packed access logs, and renders the day as PDF', async () => {
    await put(
      'logs/s3/a.gz',
      gzipSync(`${s3Line({ time: NIGHT, requester: 'arn:aws:iam::999988887777:user/x', ip: '203.0.113.1' })}\n`),
    );
    expect(rules((await watch()).fresh)).toEqual(['out-of-hours 1', 'unknown-network 1', 'unknown-principal 1']);
    const file = join(dir, 'report.pdf');
    await open(async (workspace) => writeAccessReport(workspace, await accessReport(workspace), file));
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    const text = (await pagesOf(await readFile(file))).join('');
    expect(text).toContain('アクセス監視日報');
    expect(text).toContain('登録のない主体による操作');
    expect(text).toContain('203.0.113.1');
  });
});
