import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Libsql from 'libsql';
import { beforeEach, describe, expect, it } from 'vitest';
import { anyone } from '../../../src/app/access/accepted.js';
import type { Admit } from '../../../src/app/access/entrance.js';
import { verifyAudit } from '../../../src/app/audit.js';
import { checkpointFile } from '../../../src/app/checkpoints/checkpoint-file.js';
import { makeCheckpoint } from '../../../src/app/checkpoints/make-checkpoint.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { CHECKPOINTED } from '../../../src/audit/checkpoint-check.js';
import type { AuditEntry } from '../../../src/ports/catalog.js';
import { httpReceiver } from '../../alerts/receivers.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const act = ({ ports }: Workspace) =>
  ports.catalog.appendAudit([{ actor: 'operator:test', action: 'test.done', subject: 'something' }]);
const exclusive = { lock: 'exclusive' } as const;
const unhindered: Admit = async ({ actor }) => ({ actor });

describe('B1-2-2 checkpoints of a workspace', () => {
  let service: SmallService;
  let file: string;
  beforeEach(async () => {
    const made = await smallService();
    // What the tests do to the log is to be found by its checkpoints, not by the gate.
    service = {
      ...made,
      open: (work, options = {}) =>
        made.open(work, { admit: options.lock === 'exclusive' ? unhindered : anyone, ...options }),
    };
    file = checkpointFile(service.dir);
    for (let i = 0; i < 3; i++) await service.open(act, exclusive);
  });

  const lines = async () => (await readFile(file, 'latin1')).trimEnd().split('\n');
  const verify = () => service.open((workspace) => verifyAudit(workspace));
  const codes = async () => (await verify()).problems.map(({ code }) => code);
  const make = (newKey = false) => service.open((workspace) => makeCheckpoint(workspace, { newKey }));
  const entries = () =>
    service.open(async ({ ports }) => {
      const all: AuditEntry[] = [];
      for await (const entry of ports.catalog.auditEntries()) all.push(entry);
      return all;
    });
  const sql = (statement: string) => {
    const database = new Libsql(join(service.dir, 'catalogue', 'catalogue.sqlite'));
    database.exec(statement);
    database.close();
  };

  it('are made at the end of every command that holds the workspace alone, in the file and in the log', async () => {
    expect(await lines()).toHaveLength(3);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const told = (await entries()).filter(({ action }) => action === CHECKPOINTED);
    expect(told.map(({ detail }) => (detail as { jws: string }).jws)).toEqual(await lines());
    const { problems, checkpoints } = await verify();
    expect([problems, checkpoints?.count, checkpoints?.unsigned]).toEqual([[], 3, 0]);
  });

  it('are made also when the command fails, and not when nothing was logged', async () => {
    const failing = service.open(async (workspace) => {
      await act(workspace);
      throw new Error('the work failed');
    }, exclusive);
    await expect(failing).rejects.toThrow('the work failed');
    await service.open(async () => undefined, exclusive);
    expect(await make()).toBeUndefined();
    expect(await lines()).toHaveLength(4);
  });

  it('say how much they do not cover yet', async () => {
    await service.open(act);
    expect((await verify()).checkpoints).toMatchObject({ count: 3, unsigned: 1 });
  });

  it('find an entry that was changed in the catalogue, and sign nothing more', async () => {
    sql(`update audit set subject = 'another thing' where action = 'test.done' and seq > 3`);
    expect(await codes()).toContain('audit/altered');
    sql(`delete from audit`);
    expect(await codes()).toEqual(['checkpoint/truncated', 'checkpoint/truncated', 'checkpoint/truncated']);
    await expect(make()).rejects.toMatchObject({ kind: 'integrity', code: 'checkpoint/log-differs' });
    await service.open(act);
    await expect(make()).rejects.toMatchObject({ kind: 'integrity', code: 'checkpoint/log-differs' });
    expect(await lines()).toHaveLength(3);
  });

  it('take a mistyped head for a mistake, not for a log that was cut', async () => {
    for (const head of ['0000', '178:'.padEnd(68, 'a')])
      await expect(service.open((workspace) => verifyAudit(workspace, head))).rejects.toMatchObject({
        kind: 'usage',
        code: 'audit/bad-head',
      });
  });

  it('find what was changed behind the last of them before they sign it', async () => {
    await service.open(act);
    await service.open(act);
    sql(`update audit set subject = 'another thing' where seq = (select max(seq) - 1 from audit)`);
    await expect(make()).rejects.toMatchObject({ kind: 'integrity', code: 'checkpoint/log-differs' });
  });

  it('are missed when their file is cut or gone, and put back from the log', async () => {
    const whole = await readFile(file, 'latin1');
    await writeFile(file, `${(await lines())[0]}\n`);
    expect(await codes()).toEqual(['checkpoint/missing', 'checkpoint/missing']);
    await rm(file);
    expect(await codes()).toEqual(['checkpoint/missing', 'checkpoint/missing', 'checkpoint/missing']);
    await service.open(act, exclusive);
    expect(await readFile(file, 'latin1')).toBe(`${whole}${(await lines())[3]}\n`);
    expect(await codes()).toEqual([]);
  });

  it('survive a crash while one was being written', async () => {
    await appendFile(file, (await lines())[2]!.slice(0, 200));
    expect(await codes()).toEqual([]);
    await service.open(act, exclusive);
    expect([await codes(), (await lines()).length]).toEqual([[], 4]);
  });

  it('are not continued by another key unless somebody says so', async () => {
    await rm(join(service.dir, 'keys', 'signing-key.json'));
    expect((await verify()).checkpoints).toMatchObject({ keyCompared: false });
    await service.open(act, exclusive);
    expect(await lines()).toHaveLength(3);
    expect(await codes()).toEqual(['checkpoint/other-key']);
    await expect(make()).rejects.toMatchObject({ kind: 'denied', code: 'checkpoint/other-key' });
    expect(await make(true)).toMatchObject({ number: 4 });
    const { problems, checkpoints } = await verify();
    expect([problems, checkpoints?.keys.length]).toEqual([[], 2]);
  });

  it('of a damaged file are not continued', async () => {
    await appendFile(file, 'no checkpoint\n');
    expect(await codes()).toEqual(['checkpoint/unreadable']);
    await service.open(act);
    await expect(make()).rejects.toMatchObject({ kind: 'integrity', code: 'checkpoint/file-damaged' });
  });

  it('B2-1-3 that could not be made are told of, once a day for each cause', async () => {
    const desk = await httpReceiver();
    const contact = `{ id: desk, name: 運用担当, webhook: { url: '${desk.url}', secretFile: webhook.key } }`;
    const yaml = join(service.dir, 'kimitsu.yaml');
    await writeFile(join(service.dir, 'webhook.key'), 'a-secret-of-the-receiver\n');
    const given = await readFile(yaml, 'utf8');
    await writeFile(yaml, given.replace('  contacts: []', `  contacts:\n    - ${contact}`));
    try {
      await service.open(act, exclusive);
      expect(desk.received).toEqual([]);
      await appendFile(file, 'no checkpoint\n');
      expect(await service.open(async () => 'done', exclusive)).toBe('done');
      await service.open(act, exclusive);
      expect(desk.received).toHaveLength(1);
      const alert = JSON.parse(desk.received[0]!.body);
      expect(alert).toMatchObject({ event: 'checkpoint-failed', facts: { code: 'checkpoint/file-damaged' } });
      expect(alert.text).toContain('照合点を作ることができませんでした');
      expect(alert.text).toContain('理由: checkpoint/file-damaged');
      service.clock.advance(24 * 3600 * 1000);
      await service.open(act, exclusive);
      expect(desk.received).toHaveLength(2);
    } finally {
      await desk.close();
    }
  });

  it('that someone else holds find a workspace that was set back to a copy', async () => {
    const held = join(service.dir, '..', 'held.jws');
    await writeFile(held, `${(await lines())[2]}\n`);
    const against = () => service.open((workspace) => verifyAudit(workspace, undefined, { checkpoint: held }));
    expect((await against()).problems).toEqual([]);
    const [first] = await lines();
    const { seq } = (await entries()).filter(({ action }) => action === CHECKPOINTED)[0]!;
    sql(`delete from audit where seq > ${seq}`);
    await writeFile(file, `${first}\n`);
    expect(await codes()).toEqual([]);
    await service.open(act, exclusive);
    expect((await against()).problems.map(({ code }) => code)).toEqual([
      'checkpoint/held-not-in-log',
      'checkpoint/held-not-in-series',
    ]);
  });

  it.each(['', 'no checkpoint', 'PK\u0003\u0004', '{"entry":1}\n', 'a.b.c'])(
    'are asked for when the file that is held (%j) has none',
    async (content) => {
      const held = join(service.dir, '..', 'held');
      await writeFile(held, content);
      const against = service.open((workspace) => verifyAudit(workspace, undefined, { checkpoint: held }));
      await expect(against).rejects.toMatchObject({ kind: 'usage', code: 'checkpoint/none-held' });
    },
  );

  it('may be none in a workspace older than they are', async () => {
    await rm(file);
    sql(`delete from audit`);
    await service.open(act);
    expect(await verify()).toMatchObject({ problems: [], checkpoints: { count: 0, unsigned: 1 } });
  });
});
