import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../src/app/create-workspace.js';
import { watchAccess } from '../../../src/app/watch/watch-access.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { SettableClock } from '../../../src/base/clock.js';
import { configTemplate } from '../../../src/config/template.js';
import { s3Line } from '../../watch/log-samples.js';

const KEY = '2026-04/09012345678_yamada.wav';
const SERVICE = 'arn:aws:sts::111122223333:assumed-role/kimitsu-jobs/run-1';
const FROZEN = '2026-04-01T01:00:00.000Z';
const COMPLETE = '2026-04-01T02:00:00.000Z';

let dir: string;
const clock = new SettableClock(new Date('2026-04-01T04:00:00Z'));

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-freeze-')), 'service');
  const yaml = configTemplate('centre')
    .replace('  sources: []', '  sources: [{ id: s3-log, type: s3-access-log, folder: logs }]')
    .replace(
      '  principals: []',
      `  principals:
    - { match: '${SERVICE}', name: 定期処理, may: [read, write, decrypt, keys], hours: any }
    - { match: '*', name: ほか, may: [read] }`,
    );
  await createWorkspace(dir, 'centre', yaml);
  await mkdir(join(dir, 'logs'));
});
afterEach(() => rm(dirname(dir), { recursive: true, force: true }));

const open = <T>(work: (workspace: Workspace) => Promise<T>): Promise<T> =>
  withWorkspace(dir, { lock: 'exclusive', clock, actor: 'job:watch' }, work);

/** A record that was erased, and the record of its erasure. */
const erase = (state: 'erased' | 'protected') =>
  open(async ({ ports: { catalog, seal } }) => {
    const objectId = seal.objectId('pbx', KEY);
    const sealedKey = seal.seal(KEY);
    await catalog.saveSeen(
      [
        {
          objectId,
          system: 'pbx',
          sealedKey,
          maskedKey: 'x',
          versionId: 'v',
          etag: 'e',
          size: 1,
          lastModified: FROZEN,
        },
      ],
      [],
    );
    await catalog.saveState([{ objectId, state }], []);
    const body = { phase: 'complete', frozenAt: FROZEN, completedAt: COMPLETE };
    await catalog.saveDocument({ kind: 'erasure', id: 'e1', parentId: 'p1', body }, []);
  });

async function rulesFor(line: string): Promise<string[]> {
  await writeFile(join(dir, 'logs/a'), `${line}\n`);
  const { fresh } = await open((workspace) => watchAccess(workspace));
  return fresh.filter(({ source }) => source === 's3-log').map(({ rule, severity }) => `${rule} ${severity}`);
}

const read = (change: Parameters<typeof s3Line>[0]) => s3Line({ bucket: 'pbx', key: KEY, ...change });
const DURING = '01/Apr/2026:01:30:00 +0000';
const AFTER = '01/Apr/2026:03:00:00 +0000';
const BEFORE = '01/Apr/2026:00:30:00 +0000';

describe('B2-3-2: reading after a freeze', () => {
  it.each`
    change                                        | expected                            | why
    ${{ time: AFTER }}                            | ${['reading-after-freeze serious']} | ${'an operator reads what was erased'}
    ${{ time: AFTER, status: '403' }}             | ${['reading-after-freeze notice']}  | ${'an attempt'}
    ${{ time: DURING }}                           | ${['reading-after-freeze serious']} | ${'beside the erasure'}
    ${{ time: DURING, requester: SERVICE }}       | ${[]}                               | ${'the erasure reads back itself'}
    ${{ time: AFTER, requester: SERVICE }}        | ${['reading-after-freeze serious']} | ${'the erasure is over'}
    ${{ time: BEFORE }}                           | ${[]}                               | ${'before the freeze'}
    ${{ time: AFTER, key: 'another.wav' }}        | ${[]}                               | ${'another object'}
    ${{ time: AFTER, bucket: 'other' }}           | ${[]}                               | ${'another bucket'}
    ${{ time: AFTER, operation: 'REST.PUT.ACL' }} | ${[]}                               | ${'no reading'}
  `('$why: $expected', async ({ change, expected }) => {
    await erase('erased');
    expect(await rulesFor(read(change))).toEqual(expected);
  });

  it('a record that stays may be read', async () => {
    await erase('protected');
    expect(await rulesFor(read({ time: AFTER }))).toEqual([]);
  });
});
