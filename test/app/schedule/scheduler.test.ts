import { describe, expect, it } from 'vitest';
import { newContents, type ScheduleContents, ScheduleState } from '../../../src/app/schedule/schedule-state.js';
import { type Ended, Scheduler, type SchedulerEvent } from '../../../src/app/schedule/scheduler.js';
import { Timetable } from '../../../src/app/schedule/timetable.js';
import { SettableClock } from '../../../src/base/clock.js';
import type { ScheduleEntry } from '../../../src/config/schedule.js';
import { FakeTimer } from './fake-timer.js';

const at = (text: string): string => new Date(`${text}+09:00`).toISOString();
const NIGHTLY: ScheduleEntry = {
  job: 'classify',
  cron: '0 1 * * *',
  jitterMinutes: 0,
  catchUp: true,
  distributed: false,
};

interface Made {
  clock: SettableClock;
  timer: FakeTimer;
  events: SchedulerEvent[];
  /** What was on disk after each change. */
  saved: ScheduleContents[];
  stop: AbortController;
  scheduler: Scheduler;
}

function make(
  start: string,
  schedule: ScheduleEntry[],
  {
    minutes = {},
    contents = newContents(),
    ended = { result: 'done', exitCode: 0 },
  }: {
    /** How long each job takes. */
    minutes?: Partial<Record<string, number>>;
    contents?: ScheduleContents;
    ended?: Ended;
  } = {},
): Made {
  const clock = new SettableClock(new Date(at(start)));
  const timer = new FakeTimer(clock);
  const events: SchedulerEvent[] = [];
  const saved: ScheduleContents[] = [];
  const stop = new AbortController();
  const scheduler = new Scheduler({
    timetable: new Timetable(schedule, 'test-centre'),
    state: new ScheduleState(structuredClone(contents), async (now) => void saved.push(structuredClone(now))),
    clock,
    timer,
    tell: (event) => events.push(event),
    async run({ job }, signal) {
      await timer.wait((minutes[job] ?? 0) * 60_000, signal);
      return signal.aborted ? { result: 'stopped', exitCode: 0 } : ended;
    },
    housekeeping: async () => undefined,
  });
  return { clock, timer, events, saved, stop, scheduler };
}

/** `started classify 04-02 01:00` and the like. */
function told({ events }: Made): string[] {
  return events.map((event) => {
    const { job, scheduledFor } = event.type === 'ended' ? event.outcome : event;
    const time = new Date(new Date(scheduledFor).getTime() + 9 * 3_600_000).toISOString();
    const more =
      event.type === 'skipped' ? ` ${event.reason}` : event.type === 'ended' ? ` ${event.outcome.result}` : '';
    return `${event.type} ${job} ${time.slice(5, 16).replace('T', ' ')}${more}`;
  });
}

describe('Scheduler', () => {
  it('starts a job at its time, every night, and nothing at its own start', async () => {
    const made = make('2026-04-01T12:00:00', [NIGHTLY]);
    const over = made.scheduler.runUntil(made.stop.signal);
    await made.timer.advanceTo(at('2026-04-03T12:00:00'));
    made.stop.abort();
    await over;
    expect(told(made)).toEqual([
      'started classify 04-02 01:00',
      'ended classify 04-02 01:00 done',
      'started classify 04-03 01:00',
      'ended classify 04-03 01:00 done',
    ]);
  });

  it('skips a job that is still running, and says so; another job waits for its turn', async () => {
    const schedule: ScheduleEntry[] = [
      { ...NIGHTLY, cron: '0 * * * *' },
      { ...NIGHTLY, job: 'enforce', cron: '30 1 * * *' },
    ];
    const made = make('2026-04-01T00:30:00', schedule, { minutes: { classify: 90 } });
    const over = made.scheduler.runUntil(made.stop.signal);
    await made.timer.advanceTo(at('2026-04-01T02:45:00'));
    made.stop.abort();
    await over;
    expect(told(made)).toEqual([
      'started classify 04-01 01:00',
      'skipped classify 04-01 02:00 schedule/still-running',
      'ended classify 04-01 01:00 done',
      'started enforce 04-01 01:30',
      'ended enforce 04-01 01:30 done',
    ]);
    expect(made.saved.at(-1)?.entries['classify 0 * * * *']?.last).toBe(at('2026-04-01T02:00:00'));
  });

  it.each`
    catchUp  | expected
    ${true}  | ${['started classify 04-09 01:00', 'ended classify 04-09 01:00 done']}
    ${false} | ${['skipped classify 04-09 01:00 schedule/missed']}
  `('after eight days of standing still makes up for them once: $catchUp', async ({ catchUp, expected }) => {
    const contents = newContents();
    contents.entries['classify 0 1 * * *'] = { last: at('2026-04-01T01:00:00'), failures: 0 };
    const made = make('2026-04-09T12:00:00', [{ ...NIGHTLY, catchUp }], { contents });
    const over = made.scheduler.runUntil(made.stop.signal);
    await made.timer.advanceTo(at('2026-04-09T18:00:00'));
    made.stop.abort();
    await over;
    expect(told(made)).toEqual(expected);
  });

  it('lets the running job end when it is stopped, and makes up for it at the next start', async () => {
    const made = make('2026-04-01T00:30:00', [NIGHTLY], { minutes: { classify: 90 } });
    const over = made.scheduler.runUntil(made.stop.signal);
    await made.timer.advanceTo(at('2026-04-01T01:20:00'));
    made.stop.abort();
    await over;
    expect(told(made)).toEqual(['started classify 04-01 01:00', 'ended classify 04-01 01:00 stopped']);

    expect(made.saved.at(-1)?.running).toMatchObject({ attempt: 0 });
    const again = make('2026-04-01T09:00:00', [NIGHTLY], { contents: made.saved.at(-1)! });
    const nothingElse = again.scheduler.runUntil(again.stop.signal);
    await again.timer.advanceTo(at('2026-04-01T10:00:00'));
    again.stop.abort();
    await nothingElse;
    expect(told(again)).toEqual(['started classify 04-01 01:00', 'ended classify 04-01 01:00 done']);
    expect(again.saved.at(-1)?.running).toBeUndefined();
  });

  it('does not try a third time what took the process down twice', async () => {
    let contents = newContents();
    const entryId = 'classify 0 1 * * *';
    contents.entries[entryId] = { last: at('2026-04-01T01:00:00'), failures: 0 };
    const start = async (): Promise<Made> => {
      const made = make('2026-04-01T02:00:00', [NIGHTLY], { contents, minutes: { classify: 600 } });
      // The process dies while the job runs: what is on disk is all that is left.
      void made.scheduler.runUntil(made.stop.signal);
      await made.timer.advanceTo(at('2026-04-01T02:10:00'));
      contents = made.saved.at(-1)!;
      return made;
    };
    contents.running = { entryId, scheduledFor: at('2026-04-01T01:00:00'), attempt: 1 };
    expect(told(await start())).toEqual(['started classify 04-01 01:00']);
    expect(contents.running).toMatchObject({ attempt: 2 });
    expect(told(await start())).toEqual(['skipped classify 04-01 01:00 schedule/cut-off-twice']);
    expect(contents.running).toBeUndefined();
    expect(contents.entries[entryId]?.outcome).toMatchObject({ result: 'failed', code: 'schedule/cut-off-twice' });
  });

  it('--once says of what it gives up that it failed', async () => {
    const contents = newContents();
    const scheduledFor = at('2026-04-01T01:00:00');
    contents.entries['classify 0 1 * * *'] = { last: scheduledFor, failures: 0 };
    contents.running = { entryId: 'classify 0 1 * * *', scheduledFor, attempt: 2 };
    const made = make('2026-04-01T02:00:00', [NIGHTLY], { contents });
    expect(await made.scheduler.runOnce(made.stop.signal)).toMatchObject([
      { result: 'failed', exitCode: 1, code: 'schedule/cut-off-twice' },
    ]);
  });

  it('--once runs what is due and ends', async () => {
    const made = make('2026-04-01T01:10:00', [NIGHTLY, { ...NIGHTLY, job: 'enforce', cron: '5 1 * * *' }]);
    const over = made.scheduler.runOnce(made.stop.signal);
    await made.timer.advanceTo(at('2026-04-01T01:11:00'));
    expect(await over).toHaveLength(2);
    expect(await made.scheduler.runOnce(made.stop.signal)).toEqual([]);
    expect(told(made)).toEqual([
      'started classify 04-01 01:00',
      'ended classify 04-01 01:00 done',
      'started enforce 04-01 01:05',
      'ended enforce 04-01 01:05 done',
    ]);
  });
});
