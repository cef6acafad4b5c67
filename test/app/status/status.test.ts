import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { ProgressFile, type RunningProgress, readProgress } from '../../../src/app/runs/progress-file.js';
import { RUNS_KEPT, runsOf, saveRun } from '../../../src/app/runs/run-record.js';
import { statusOf } from '../../../src/app/status/status.js';
import { timeLeft } from '../../../src/app/status/time-left.js';
import { DAY_MS, SettableClock } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import { silentLogger } from '../../../src/base/logger.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';
const status = ({ dir, clock }: SmallService) => withCatalogue(dir, statusOf, clock);

describe('runs', () => {
  it('are recorded with what they did, and seen by others while they go on', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': `${NAME}様より`, 'pbx/memo/2.txt': 'メモ' });
    let during: RunningProgress | undefined;
    await service.open(
      (workspace) =>
        classify(workspace, {
          onProgress() {
            during ??= readProgress(service.dir);
          },
        }),
      { detector: true, actor: 'job:classify' },
    );
    expect(during).toMatchObject({ job: 'classify', pid: process.pid });
    expect(readProgress(service.dir)).toBeUndefined();
    const { runs, running } = await status(service);
    expect(running).toBeUndefined();
    expect(runs).toMatchObject([{ job: 'classify', actor: 'job:classify', result: 'done', done: 2, failed: 0 }]);
    expect(JSON.stringify(runs)).not.toContain('花子');
  });

  it('are recorded too when something ends them before their end', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': 'メモ' });
    const failing = service.open(
      ({ ports, ...workspace }) => {
        const plan = Object.create(ports, {
          objects: {
            value: {
              list: () => {
                throw new Fault('unavailable', 'store/unavailable', 'down');
              },
            },
          },
        });
        return classify({ ...workspace, ports: plan });
      },
      { detector: true },
    );
    await expect(failing).rejects.toBeInstanceOf(Error);
    const { runs } = await status(service);
    expect(runs).toMatchObject([{ result: 'failed', done: 0, failure: { code: expect.any(String) } }]);
    expect(existsSync(join(service.dir, 'run/progress.json'))).toBe(false);
  });

  it('are shown as interrupted when their process was killed, and recorded by the next run', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': 'メモ' });
    const killed = { runId: 'run-killed', job: 'enforce', actor: 'job:enforce', pid: 2 ** 22 + 1 };
    const times = { startedAt: '2026-04-01T00:00:00.000Z', updatedAt: '2026-04-01T00:05:00.000Z' };
    const contents = { ...killed, ...times, planned: 400, finished: 301, failed: 1, scheduledFor: times.startedAt };
    const write = (host: string) =>
      writeFile(join(service.dir, 'run/progress.json'), JSON.stringify({ ...contents, host }));
    await mkdir(join(service.dir, 'run'), { recursive: true });
    await write(hostname());
    const told = { runId: 'run-killed', job: 'enforce', result: 'interrupted', done: 200, failed: 1, planned: 400 };
    expect(await status(service)).toMatchObject({ running: undefined, runs: [told] });
    // Of another host only whoever has the workspace alone knows it.
    await write('elsewhere');
    expect((await status(service)).runs).toEqual([]);
    await service.open((workspace) => classify(workspace), { detector: true });
    const { runs } = await status(service);
    expect(runs).toMatchObject([
      { job: 'classify', result: 'done' },
      { ...told, endedAt: times.updatedAt },
    ]);
  });

  it('that are asked to stop are no failure for the log', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': 'メモ' });
    const lines: unknown[] = [];
    const logger = { ...silentLogger, error: (fields: object) => void lines.push(fields) };
    const signal = AbortSignal.abort();
    const run = service.open((workspace) => classify(workspace, { signal }), { detector: true, logger });
    await expect(run).rejects.toBeDefined();
    expect((await status(service)).runs).toMatchObject([{ result: 'stopped' }]);
    expect(lines).toEqual([]);
  });

  it(`keeps the last ${RUNS_KEPT} of each job`, async () => {
    const service = await smallService();
    await service.open(async ({ ports: { catalog } }) => {
      const times = {
        startedAt: '',
        endedAt: '2026-04-01T00:00:00.000Z',
        planned: 0,
        done: 0,
        failed: 0,
        stopped: false,
      };
      const run = { actor: 'job:x', result: 'done' as const, faults: [], notes: [], ...times };
      for (let i = 0; i < RUNS_KEPT + 5; i++) {
        const startedAt = new Date(Date.UTC(2026, 3, 1, 0, i)).toISOString();
        await saveRun(catalog, { ...run, job: 'classify', runId: `run-${i}`, startedAt });
      }
      await saveRun(catalog, { ...run, job: 'enforce', runId: 'run-e', startedAt: '2026-04-01T00:00:00.000Z' });
      const kept = await runsOf(catalog, 'classify');
      expect(kept).toHaveLength(RUNS_KEPT);
      expect(kept[0]?.runId).toBe('run-5');
      expect(await runsOf(catalog)).toHaveLength(RUNS_KEPT + 1);
    });
  });
});

describe('progress', () => {
  it('is written at most once a second, and readable by its user only', async () => {
    const { dir } = await smallService();
    const clock = new SettableClock(new Date('2026-04-01T00:00:00Z'));
    const file = new ProgressFile(dir, { job: 'classify' }, clock);
    file.update({ planned: 10, finished: 1 });
    expect(readProgress(dir)).toMatchObject({ planned: 0, finished: 0 });
    clock.advance(999);
    file.update({ planned: 20, finished: 5 });
    expect(readProgress(dir)?.finished).toBe(0);
    clock.advance(1);
    file.update({ planned: 30, finished: 12 });
    expect(readProgress(dir)).toMatchObject({ planned: 30, finished: 12 });
    file.remove();
    expect(readProgress(dir)).toBeUndefined();
  });

  it('of a process that is gone counts no more', async () => {
    const { dir } = await smallService();
    await mkdir(join(dir, 'run'), { recursive: true });
    const at = '2026-04-01T00:00:00.000Z';
    const left = { job: 'classify', startedAt: at, updatedAt: at, planned: 3, finished: 1 };
    const write = (host: string, pid: number) =>
      writeFile(join(dir, 'run/progress.json'), JSON.stringify({ ...left, host, pid }));
    await write(hostname(), 2 ** 22 + 1);
    expect(readProgress(dir)).toBeUndefined();
    // Of another host it cannot be known.
    await write('elsewhere', 2 ** 22 + 1);
    expect(readProgress(dir)).toMatchObject({ finished: 1 });
    await writeFile(join(dir, 'run/progress.json'), '{"job":');
    expect(readProgress(dir)).toBeUndefined();
  });

  it('tells the time left by what the catalogue still shows to be done', () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 3, 1, 0, 0, seconds)).toISOString();
    const progress = {
      runId: 'run-x',
      job: 'classify',
      pid: 1,
      host: 'h',
      startedAt: at(0),
      updatedAt: at(50),
      planned: 108,
      finished: 100,
    };
    const line = {
      system: 'pbx',
      level: undefined,
      state: 'found' as const,
      objects: 400,
      records: 0,
      bytes: 0,
      toReview: 0,
    };
    expect(timeLeft(progress, [line])).toEqual({ remaining: 400, seconds: 200 });
    expect(timeLeft(progress, [{ ...line, state: 'protected' }])).toEqual({ remaining: 8, seconds: 4 });
    expect(timeLeft({ ...progress, system: 'other' }, [line])).toEqual({ remaining: 8, seconds: 4 });
    expect(timeLeft({ ...progress, finished: 3 }, [line]).seconds).toBeUndefined();
    // Failed ones stay as they were.
    expect(timeLeft({ ...progress, failed: 40 }, [line]).remaining).toBe(360);
  });
});

describe('B2-4-2: waiting periods of keys', () => {
  it('are waiting, ending, overdue, and over once their end is confirmed', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': `${NAME}様より` });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.open((workspace) => erasePlan(workspace, plan));
    const states = async () => (await status(service)).waitingKeys.map(({ state, daysLeft }) => [state, daysLeft]);
    expect(await states()).toEqual([['waiting', 30]]);
    service.clock.advance(27 * DAY_MS);
    expect(await states()).toEqual([['ending', 3]]);
    service.clock.advance(3 * DAY_MS + 1);
    expect((await states())[0]?.[0]).toBe('overdue');
    await service.open((workspace) => erasePlan(workspace, plan));
    expect(await states()).toEqual([]);
  });
});
