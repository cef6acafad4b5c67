import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Alerting } from '../../../src/app/alerting/alerting.js';
import { announced } from '../../../src/app/alerting/announce.js';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { type RunningProgress, readProgress } from '../../../src/app/runs/progress-file.js';
import { runsOf } from '../../../src/app/runs/run-record.js';
import { runDue } from '../../../src/app/schedule/run-schedule.js';
import { waitingAlerts } from '../../../src/app/status/status.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { silentLogger } from '../../../src/base/logger.js';
import { run } from '../../../src/cli/program.js';
import { type HttpReceiver, httpReceiver } from '../../alerts/receivers.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';
/** Between two attempts of a delivery. */
const NO_PAUSE = { wait: async () => undefined };

let receiver: HttpReceiver;
beforeEach(async () => {
  receiver = await httpReceiver();
});
afterEach(() => receiver.close());

async function alertedService(files: Record<string, string>, schedule = ''): Promise<SmallService> {
  const contact = `{ id: desk, name: 運用担当, webhook: { url: '${receiver.url}', secretFile: webhook.key } }`;
  const service = await smallService(files, (yaml) =>
    yaml
      .replace('  contacts: []', `  contacts:\n    - ${contact}`)
      .replace(/^schedule:\n( {2}- .*\n)*/m, schedule === '' ? 'schedule: []\n' : `schedule:\n${schedule}`),
  );
  await writeFile(join(service.dir, 'webhook.key'), 'a-secret-of-the-receiver\n');
  return service;
}

const events = (): string[] => receiver.received.map(({ body }) => JSON.parse(body).event);
const facts = (event: string) =>
  receiver.received.map(({ body }) => JSON.parse(body)).find((alert) => alert.event === event)?.facts;

function due({ dir, clock }: SmallService) {
  return runDue(dir, {
    signal: new AbortController().signal,
    logger: silentLogger,
    clock,
    timer: NO_PAUSE,
  });
}

describe('B1-1-2: operations that cannot be undone are announced', () => {
  let service: SmallService;
  let plan: Awaited<ReturnType<typeof planDisposal>>['plan'];
  beforeEach(async () => {
    service = await alertedService({ 'pbx/memo/090-1234-5678.txt': `${NAME}様より、090-1234-5678` });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    ({ plan } = await service.open((workspace) => planDisposal(workspace)));
  });
  let progressSeen: RunningProgress | undefined;
  const erase = () =>
    service.open((workspace) =>
      announced(
        workspace,
        { command: 'erase', planId: plan.planId, ends: 'finished' },
        async (started) => {
          const show = await started();
          show(1, 0);
          progressSeen = readProgress(service.dir);
          return erasePlan(workspace, plan);
        },
        NO_PAUSE,
      ),
    );

  it('refused, started, finished, and the waiting period of the keys; nothing personal in any', async () => {
    await expect(erase()).rejects.toMatchObject({ code: 'erase/not-approved' });
    expect(events()).toEqual(['destructive-started', 'destructive-refused']);
    expect(facts('destructive-refused')).toMatchObject({ code: 'erase/not-approved', actor: 'operator:test' });

    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    receiver.received.length = 0;
    await erase();
    expect(progressSeen).toMatchObject({ job: 'erase', pid: process.pid });
    expect(readProgress(service.dir)).toBeUndefined();
    expect(events()).toEqual(['destructive-started', 'destructive-finished', 'waiting-begun']);
    const sent = receiver.received.map(({ body }) => body).join();
    for (const value of ['花子', '架空山', '090-1234-5678', '09012345678']) expect(sent).not.toContain(value);
  });

  it('refused on the command line when the confirmation is wrong, and nothing was started', async () => {
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    const boss = await enrol(service.dir);
    const screens = [process.stdout, process.stderr].map((screen) => vi.spyOn(screen, 'write').mockReturnValue(true));
    const exitCode = await run([
      'node',
      'kimitsu',
      'erase',
      plan.planId,
      '--confirm',
      'f'.repeat(64),
      '--json',
      '--dir',
      service.dir,
      ...boss.stepUp(),
    ]).finally(() => {
      for (const screen of screens) screen.mockRestore();
    });
    expect(exitCode).toBe(5);
    expect(events()).toEqual(['privileged-command', 'destructive-refused']);
    expect(facts('destructive-refused')).toMatchObject({ command: 'erase', code: 'erase/wrong-confirmation' });
  });

  it('cancelled; and refused when there is nothing to cancel', async () => {
    const cancel = () =>
      service.open((workspace) =>
        announced(
          workspace,
          { command: 'erase --cancel', planId: plan.planId, ends: 'cancelled' },
          () => cancelErasure(workspace, plan.planId, '計画の見直し'),
          NO_PAUSE,
        ),
      );
    await expect(cancel()).rejects.toMatchObject({ code: 'erase/not-begun' });
    expect(events()).toEqual(['destructive-refused']);
  });

  it('erases although the receiver cannot be reached, and delivers at the next run', async () => {
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    receiver.answers.push(...Array<number>(20).fill(503));
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    expect(await waitingAlerts(service.dir)).toEqual([
      { contact: 'desk', waiting: 3, since: expect.any(String), reason: 'http-503' },
    ]);
    receiver.answers.length = 0;
    receiver.received.length = 0;
    // The same command again, after the waiting period: what was not delivered comes first.
    service.clock.advance(31 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
    expect(events()).toEqual([
      'destructive-started',
      'destructive-finished',
      'waiting-begun',
      'destructive-started',
      'destructive-finished',
    ]);
    expect(await waitingAlerts(service.dir)).toEqual([]);
  });
});

describe('B2-1-3: what the schedule finds is told', () => {
  it('a run that fails, whatever fails', async () => {
    const service = await alertedService({}, "  - { job: enforce, cron: '0 12 * * *' }\n");
    const keys = join(service.dir, 'keys');
    await service.open(async () => undefined);
    await writeFile(join(keys, 'root.key'), 'damaged');
    const [outcome] = await due(service);
    expect(outcome).toMatchObject({ job: 'enforce', result: 'failed', code: expect.any(String) });
    expect(outcome?.exitCode).not.toBe(0);
    expect(events()).toEqual(['run-failed']);
    expect(facts('run-failed')).toMatchObject({ job: 'enforce', code: outcome?.code });
  });

  it('protection that somebody else has changed', async () => {
    const service = await alertedService(
      { 'pbx/memo/1.txt': `${NAME}様より` },
      "  - { job: enforce, cron: '0 12 * * *' }\n",
    );
    await service.open((workspace) => classify(workspace), { detector: true });
    expect(await due(service)).toMatchObject([{ result: 'done', exitCode: 0 }]);
    expect(events()).toEqual([]);
    const file = join(service.dir, 'data/pbx/memo/1.txt');
    expect((await readFile(file)).includes('花子')).toBe(false);
    await rm(file);
    await writeFile(file, `${NAME}様より`);
    service.clock.advance(DAY_MS);
    await due(service);
    expect(events()).toEqual(['drift-found']);
    expect(facts('drift-found')).toMatchObject({ objects: 1 });
  });

  it('B3-2-1: files of no system: once a night, and on record', async () => {
    const service = await alertedService(
      {},
      "  - { job: classify, cron: '0 12 * * *' }\n  - { job: enforce, cron: '0 12 * * *' }\n",
    );
    await service.put('PBX/架空山 花子.txt', `${NAME}様より`);
    expect(await due(service)).toMatchObject([{ result: 'done' }, { result: 'done' }]);
    expect(events()).toEqual(['unclaimed-found']);
    expect(facts('unclaimed-found')).toMatchObject({ objects: 1 });
    const found = { count: 1, atLeast: false, folders: ['PBX/'] };
    const runs = await service.open(({ ports }) => runsOf(ports.catalog));
    expect(runs).toMatchObject([{ unclaimed: found }, { unclaimed: found }]);
    service.clock.advance(DAY_MS);
    await service.put('loose.txt', '');
    await due(service);
    expect(events()).toEqual(['unclaimed-found', 'unclaimed-found']);
    expect(receiver.received.map(({ body }) => body).join()).not.toContain('花子');
  });

  it('B2-4-2: a waiting period that begins, is ending and is over: the first two once, the last once a day', async () => {
    const service = await alertedService(
      { 'pbx/memo/1.txt': `${NAME}様より` },
      "  - { job: classify, cron: '0 0 1 1 *' }\n",
    );
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.open((workspace) => erasePlan(workspace, plan));
    const seen = async (days: number): Promise<string[]> => {
      receiver.received.length = 0;
      service.clock.advance(days * DAY_MS);
      await due(service);
      return events();
    };
    expect(await seen(0)).toEqual(['waiting-begun']);
    expect(await seen(20)).toEqual([]);
    expect(await seen(8)).toEqual(['waiting-ending']);
    expect(await seen(1)).toEqual([]);
    expect(await seen(2)).toEqual(['waiting-overdue']);
    expect(await seen(0)).toEqual([]);
    expect(await seen(1)).toEqual(['waiting-overdue']);
  });
});

describe('B2-1-3: rounds of one process follow each other', () => {
  it('also of two that alert by themselves: what two shards have found is told once', async () => {
    const service = await alertedService({});
    const told = (runId: string) =>
      service.open(async ({ dir, config, ports: { clock } }) => {
        const alerting = new Alerting({ dir, config, clock, logger: silentLogger });
        await alerting.raise('drift-found', { objects: 1, runId }, runId);
        return alerting;
      });
    const [one, other] = [await told('run-1'), await told('run-2')];
    const rounds = await Promise.all([one.deliver(), other.deliver()]);
    expect(rounds.map(({ delivered }) => delivered)).toEqual([2, 0]);
    expect(events()).toEqual(['drift-found', 'drift-found']);
  });
});
