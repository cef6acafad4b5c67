import type { Clock } from '../../base/clock.js';
import type { ScheduledJob } from '../../config/schedule.js';
import type { Outcome, ScheduleState } from './schedule-state.js';
import type { Timer } from './timer.js';
import { type Due, LATE_MINUTES, type Timetable } from './timetable.js';

/** What a run of a job ended with; a run never throws. */
export type Ended = Pick<Outcome, 'result' | 'exitCode' | 'code'>;

/** A time of one entry, whose job is to be run. */
export type DueRun = Pick<Due, 'entryId' | 'job' | 'scheduledFor'>;

export type SkipReason = 'schedule/still-running' | 'schedule/missed' | 'schedule/cut-off-twice';

/** What the scheduler says of its work, in the order it happens. */
export type SchedulerEvent =
  | { type: 'started'; job: ScheduledJob; scheduledFor: Date; missed: number }
  | { type: 'ended'; outcome: Outcome }
  | { type: 'skipped'; job: ScheduledJob; scheduledFor: Date; reason: SkipReason };

export interface SchedulerNeeds {
  timetable: Timetable;
  state: ScheduleState;
  clock: Clock;
  timer: Timer;
  run(due: DueRun, signal: AbortSignal): Promise<Ended>;
  tell(event: SchedulerEvent): void;
  /** What is done beside the jobs, at most once a minute: it must not throw. */
  housekeeping(): Promise<void>;
}

/** The scheduler looks at the clock this often, so that a clock that was set or a host that slept is noticed. */
const LOOK_MS = 60_000;
/** Two attempts: a job that takes the whole process down twice is not tried a third time. */
const MOST_ATTEMPTS = 2;

interface Waiting {
  due: Due;
  attempt: number;
}

/**
 * Starts jobs when their time has come, one at a time and in the order of their times. A job whose time comes while it
 * is still running or waiting is skipped for that time, and said. What passed meanwhile is made up for once.
 */
export class Scheduler {
  readonly #needs: SchedulerNeeds;
  readonly #waiting: Waiting[] = [];
  #running: { job: ScheduledJob; ended: Promise<void> } | undefined;

  constructor(needs: SchedulerNeeds) {
    this.#needs = needs;
  }

  /** Until `signal` aborts; the job that is running then ends safely first. */
  async runUntil(signal: AbortSignal): Promise<void> {
    const { clock, timer, timetable, housekeeping } = this.#needs;
    const started = clock.now();
    await this.#resume();
    while (!signal.aborted) {
      await this.#collect(started);
      this.#startNext(signal);
      await housekeeping();
      const next = timetable.next(clock.now(), 1)[0]?.start;
      const untilNext = next ? next.getTime() - clock.now().getTime() : LOOK_MS;
      const awake = new AbortController();
      const ended = this.#running?.ended.then(() => awake.abort());
      await timer.wait(Math.min(Math.max(untilNext, 0), LOOK_MS), AbortSignal.any([signal, awake.signal]));
      if (awake.signal.aborted) await ended;
    }
    await this.#running?.ended;
  }

  /** Runs what is due now, and ends. @returns how each ended */
  async runOnce(signal: AbortSignal): Promise<Outcome[]> {
    const { clock, housekeeping } = this.#needs;
    const givenUp = await this.#resume();
    // Whoever calls it regularly calls for the first time shortly after a time has come.
    await this.#collect(new Date(clock.now().getTime() - LATE_MINUTES * 60_000));
    const outcomes: Outcome[] = givenUp ? [givenUp] : [];
    for (let next = this.#waiting.shift(); next && !signal.aborted; next = this.#waiting.shift())
      outcomes.push(await this.#run(next, signal));
    await housekeeping();
    return outcomes;
  }

  /** Takes up what an earlier process began and did not end. @returns what is not tried again */
  async #resume(): Promise<Outcome | undefined> {
    const { state, timetable, tell } = this.#needs;
    const { running } = state.contents;
    if (!running) return undefined;
    const entry = timetable.entry(running.entryId);
    const scheduledFor = new Date(running.scheduledFor);
    delete state.contents.running;
    if (!entry?.catchUp) return undefined;
    if (running.attempt >= MOST_ATTEMPTS) {
      tell({ type: 'skipped', job: entry.job, scheduledFor, reason: 'schedule/cut-off-twice' });
      const due = { entryId: running.entryId, job: entry.job, scheduledFor };
      return this.#note(due, 'failed', 'schedule/cut-off-twice');
    }
    const due = { entryId: running.entryId, job: entry.job, scheduledFor, missed: 0, late: true, catchUp: true };
    this.#waiting.push({ due, attempt: running.attempt + 1 });
    return undefined;
  }

  async #collect(since: Date): Promise<void> {
    const { timetable, state, clock, tell } = this.#needs;
    // What waits is not dealt with yet, so that a crash does not lose it; but it is not found a second time.
    const waits = (entryId: string) => this.#waiting.find(({ due }) => due.entryId === entryId)?.due.scheduledFor;
    const found = timetable.due((entryId) => waits(entryId) ?? state.lastOf(entryId, since), clock.now());
    found.sort((a, b) => a.scheduledFor.getTime() - b.scheduledFor.getTime());
    for (const due of found) {
      const { job, scheduledFor } = due;
      if (this.#running?.job === job || this.#waiting.some((waiting) => waiting.due.job === job)) {
        tell({ type: 'skipped', job, scheduledFor, reason: 'schedule/still-running' });
        await this.#note(due, 'skipped', 'schedule/still-running');
      } else if (due.late && !due.catchUp) {
        tell({ type: 'skipped', job, scheduledFor, reason: 'schedule/missed' });
        await this.#note(due, 'missed', 'schedule/missed');
      } else {
        this.#waiting.push({ due, attempt: 1 });
      }
    }
    await state.looked(clock.now());
  }

  #startNext(signal: AbortSignal): void {
    if (this.#running || signal.aborted) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const ended = this.#run(next, signal).then(() => {
      this.#running = undefined;
    });
    this.#running = { job: next.due.job, ended };
  }

  async #run({ due, attempt }: Waiting, signal: AbortSignal): Promise<Outcome> {
    const { state, clock, tell, run } = this.#needs;
    const { entryId, job, scheduledFor, missed } = due;
    const startedAt = clock.now().toISOString();
    await state.began(entryId, scheduledFor, attempt);
    tell({ type: 'started', job, scheduledFor, missed });
    const ended = await run(due, signal);
    const outcome: Outcome = {
      job,
      ...ended,
      scheduledFor: scheduledFor.toISOString(),
      startedAt,
      endedAt: clock.now().toISOString(),
    };
    await state.ended(entryId, scheduledFor, outcome);
    tell({ type: 'ended', outcome });
    return outcome;
  }

  async #note({ entryId, job, scheduledFor }: DueRun, result: Outcome['result'], code: string): Promise<Outcome> {
    const at = this.#needs.clock.now().toISOString();
    const exitCode = result === 'failed' ? 1 : 0;
    const times = { scheduledFor: scheduledFor.toISOString(), startedAt: at, endedAt: at };
    const outcome: Outcome = { job, result, exitCode, code, ...times };
    await this.#needs.state.dealtWith(entryId, scheduledFor, outcome);
    return outcome;
  }
}
