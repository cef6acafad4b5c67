import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLogFile, createLogger, logRequest } from '../../../src/app/logging/create-logger.js';
import { loggable, loggableMessage } from '../../../src/app/logging/loggable.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { randomId } from '../../../src/base/ids.js';

describe('B1-2-2: what may stand in a log', () => {
  it('codes, ids, counts and times pass', () => {
    const fields = {
      job: 'find-expired',
      runId: randomId('run'),
      code: 'store/access-denied',
      done: 12345678,
      at: '2026-04-01T03:00:00.000Z',
      level: 3,
      unitId: 'pbx/3/2026-04',
      detail: { reason: 'http-503', status: 503 },
    };
    expect(loggable(fields)).toEqual(fields);
  });

  it.each`
    field                                            | why
    ${{ code: '架空山 花子' }}                       | ${'a name under a known field'}
    ${{ code: '090-1234-5678' }}                     | ${'a telephone number under a known field'}
    ${{ reason: 'memo/09012345678.txt' }}            | ${'a telephone number in a path'}
    ${{ detail: { key: 'memo/hanako.txt' } }}        | ${'a field that is not known'}
    ${{ detail: { detail: { text: '山田' } } }}      | ${'a field that is not known, deep inside'}
    ${{ name: 'hanako', mail: 'hanako@example.jp' }} | ${'fields that are not known'}
    ${{ found: ['090-1234-5678'] }}                  | ${'a list'}
  `('$why does not', ({ field }) => {
    expect(JSON.stringify(loggable(field))).not.toMatch(/花子|山田|hanako|1234|example/);
  });

  it('no value that a person may have passes, under whatever field', () => {
    const digits = fc.stringMatching(/^0\d{9,10}$/);
    const shapes = [
      digits,
      digits.map((number) => number.replace(/^(...)(....)/, '$1-$2-')),
      fc.stringMatching(/^\d{4}-\d{4}-\d{4}$/),
      fc.stringMatching(/^[ぁ-ん]{2,6}$/),
      fc.stringMatching(/^[a-z]{3,8}@[a-z]{3,8}\.jp$/),
    ];
    fc.assert(
      fc.property(
        fc.oneof(...shapes),
        fc.constantFrom('code', 'reason', 'objectId', 'system', 'key', 'x'),
        (value, name) => {
          expect(JSON.stringify(loggable({ [name]: value, detail: { [name]: value } }))).not.toContain(value);
          expect(loggableMessage(`could not read ${value} at all`)).not.toContain(value);
          expect(loggableMessage(`ENOENT: no such file or directory, open '/data/pbx/${value}.txt'`)).not.toContain(
            value,
          );
        },
      ),
    );
  });
});

describe('the log', () => {
  it('is JSON lines in a file of its own user, from the level asked for', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'kimitsu.log');
    const logger = createLogger({ level: 'info', file });
    logger.debug({ job: 'classify' }, 'not this one');
    logger.warn({ job: 'classify', objects: 3 }, 'no such file: /data/090-1234-5678.txt');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', job: 'classify', objects: 3, msg: 'no such file: …' });
    expect(Date.now() - Date.parse(JSON.parse(lines[0]!).time)).toBeLessThan(DAY_MS);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it.each`
    options                                    | variable             | expected
    ${{}}                                      | ${undefined}         | ${{ level: 'warn', file: undefined }}
    ${{}}                                      | ${'debug'}           | ${{ level: 'debug', file: undefined }}
    ${{}}                                      | ${'info:/var/l:og'}  | ${{ level: 'info', file: '/var/l:og' }}
    ${{ logLevel: 'error', logFile: 'a.log' }} | ${'info:/var/b.log'} | ${{ level: 'error', file: 'a.log' }}
  `('options $options and KIMITSU_LOG=$variable ask for $expected', ({ options, variable, expected }) => {
    expect(logRequest(options, variable, 'warn')).toEqual(expected);
  });

  it('has something in a file that somebody names', () => {
    expect(logRequest({ logFile: 'a.log' }, undefined, 'silent')).toEqual({ level: 'info', file: 'a.log' });
    expect(logRequest({ logFile: 'a.log', logLevel: 'silent' }, undefined, 'silent').level).toBe('silent');
    expect(logRequest({}, undefined, 'silent').level).toBe('silent');
  });

  it('is not begun where there is no folder, which nobody makes by a slip of the pen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    const missing = join(folder, 'none', 'a.log');
    const refusal = { kind: 'usage', code: 'log/cannot-write' };
    await expect(assertLogFile(missing)).rejects.toMatchObject(refusal);
    expect(() => createLogger({ level: 'info', file: missing })).toThrow(expect.objectContaining(refusal));
    await assertLogFile(join(folder, 'a.log'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when the level is none', () => {
    expect(() => logRequest({ logLevel: 'loud' }, undefined, 'warn')).toThrow(
      expect.objectContaining({ code: 'log/bad-level' }),
    );
  });
});
