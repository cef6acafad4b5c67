import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { runsOf } from '../../../src/app/runs/run-record.js';
import { runDue, runSchedule } from '../../../src/app/schedule/run-schedule.js';
import { readScheduleState } from '../../../src/app/schedule/schedule-state.js';
import type { Timer } from '../../../src/app/schedule/timer.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { silentLogger } from '../../../src/base/logger.js';
import { listOf } from '../../contract/catalog-samples.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const scheduled = (lines: string) => (yaml: string) =>
  yaml.replace(/^schedule:\n( {2}- .*\n)*/m, lines === '' ? 'schedule: []\n' : `schedule:\n${lines}`);
const NO_PAUSE: Timer = { wait: async () => undefined };
const BOTH = "  - { job: classify, cron: '0 12 * * *' }\n  - { job: enforce, cron: '5 12 * * *' }\n";

const due = ({ dir, clock }: SmallService, timer = NO_PAUSE) =>
  runDue(dir, { signal: new AbortController().signal, logger: silentLogger, clock, timer });

describe('schedule in a workspace', () => {
  it('runs what is due once, as a job and for its time, and remembers it over a restart', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': '架空山 花子様より' }, scheduled(BOTH));
    service.clock.advance(10 * 60_000);
    expect((await due(service)).map(({ job, result }) => [job, result])).toEqual([
      ['classify', 'done'],
      ['enforce', 'done'],
    ]);
    expect(await due(service)).toEqual([]);
    service.clock.advance(9 * DAY_MS);
    expect(await due(service)).toHaveLength(2);
    const runs = await withCatalogue(service.dir, ({ catalog }) => runsOf(catalog));
    expect(runs).toHaveLength(4);
    expect(runs[0]).toMatchObject({
      job: 'classify',
      actor: 'job:classify',
      scheduledFor: '2026-04-01T03:00:00.000Z',
      done: 1,
    });
    expect((await readScheduleState(service.dir))?.lookedAt).toBe(service.clock.now().toISOString());
  });

  it('waits while a person works on the workspace, and fails with a code when that does not end', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': 'メモ' }, scheduled(BOTH));
    let waited = 0;
    const counting: Timer = {
      async wait(milliseconds) {
        waited += milliseconds;
      },
    };
    await service.open(
      async () => {
        expect(await due(service, counting)).toMatchObject([
          { job: 'classify', result: 'failed', exitCode: 3, code: 'workspace/busy' },
        ]);
      },
      { lock: 'exclusive' },
    );
    expect(waited).toBe(29 * 60_000);
    // It goes on as soon as the person has finished.
    service.clock.advance(DAY_MS);
    let release = (): void => undefined;
    const busy = service.open(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
      { lock: 'exclusive' },
    );
    const timer: Timer = {
      async wait() {
        release();
        await busy;
      },
    };
    await service.open(async () => undefined);
    expect(await due(service, timer)).toMatchObject([{ result: 'done' }, { result: 'done' }]);
  });

  it('refuses a second scheduler, and a timetable with nothing in it', async () => {
    const service = await smallService({}, scheduled(BOTH));
    const stop = new AbortController();
    let second: unknown;
    const timer: Timer = {
      async wait() {
        second = await due(service).catch((error) => error);
        stop.abort();
      },
    };
    await runSchedule(service.dir, { signal: stop.signal, logger: silentLogger, clock: service.clock, timer });
    expect(second).toMatchObject({ kind: 'conflict', code: 'schedule/already-running', exitCode: 3 });
    expect(await due(service)).toBeInstanceOf(Array);
    const empty = await smallService({}, scheduled(''));
    await expect(due(empty)).rejects.toMatchObject({ kind: 'usage', code: 'schedule/empty' });
  });

  it('does not guess which times were dealt with', async () => {
    const service = await smallService({}, scheduled(BOTH));
    await due(service);
    await writeFile(join(service.dir, 'run/schedule.json'), '{"schema":');
    await expect(due(service)).rejects.toMatchObject({ kind: 'integrity', code: 'schedule/state-unreadable' });
  });

  it('B2-4-2: rotates keys at their time, and says so in the ledger', async () => {
    const service = await smallService(
      { 'pbx/memo/1.txt': '架空山 花子様より' },
      scheduled(`${BOTH}  - { job: rotate-keys, cron: '6 12 * * *' }\n`),
    );
    service.clock.advance(10 * 60_000);
    expect((await due(service)).map(({ job, result }) => [job, result])).toEqual([
      ['classify', 'done'],
      ['enforce', 'done'],
      ['rotate-keys', 'done'],
    ]);
    const { events, runs } = await service.open(async ({ ports: { catalog } }) => ({
      events: (await listOf(catalog.auditEntries())).filter(({ actor }) => actor === 'job:rotate-keys'),
      runs: await runsOf(catalog, 'rotate-keys'),
    }));
    expect(new Set(events.map(({ action }) => action))).toEqual(
      new Set(['key-rotation.begun', 'kms-key.rotated', 'unit-key.rewrapped', 'run.ended', 'audit.checkpointed']),
    );
    expect(runs).toMatchObject([{ result: 'done', failed: 0 }]);
    expect(runs[0]?.done).toBeGreaterThan(0);
  });
});
