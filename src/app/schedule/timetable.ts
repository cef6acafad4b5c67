import { createHash } from 'node:crypto';
import { CronTimes } from '../../base/cron.js';
import type { ScheduledJob, ScheduleEntry } from '../../config/schedule.js';

/** A time that has come and has not been run. */
export interface Due {
  entryId: string;
  job: ScheduledJob;
  /** What the cron expression says; the start itself may be later by the jitter. */
  scheduledFor: Date;
  /** Earlier times since the last one that are made up for by this run, or not at all. */
  missed: number;
  /** So late that it counts as missed, see `LATE_MINUTES`. */
  late: boolean;
  catchUp: boolean;
}

/** A start that comes later than this is one that was missed. */
export const LATE_MINUTES = 60;

const MINUTE_MS = 60_000;
/** Times looked back over: more than a day of every minute. */
const MOST_MISSED = 2000;

interface Line extends ScheduleEntry {
  id: string;
  times: CronTimes;
}

/** When each entry of the schedule starts. Pure: the same configuration and instant give the same answer everywhere. */
export class Timetable {
  readonly #lines: readonly Line[];
  readonly #salt: string;

  /** @param salt - decides the jitter: the id of the service, so that services start at different minutes */
  constructor(schedule: readonly ScheduleEntry[], salt: string) {
    this.#salt = salt;
    this.#lines = schedule.map((entry) => ({
      ...entry,
      id: `${entry.job} ${entry.cron}`,
      times: new CronTimes(entry.cron),
    }));
  }

  get entryIds(): string[] {
    return this.#lines.map(({ id }) => id);
  }

  entry(entryId: string): ScheduleEntry | undefined {
    return this.#lines.find(({ id }) => id === entryId);
  }

  /** What has come of each entry up to `now`. @param lastOf - the last time that was dealt with */
  due(lastOf: (entryId: string) => Date, now: Date): Due[] {
    return this.#lines.flatMap((line) => this.#dueOf(line, lastOf(line.id), now) ?? []);
  }

  /** The next `count` starts of all entries after `now`, jitter included, soonest first. */
  next(now: Date, count: number): { entryId: string; job: ScheduledJob; start: Date }[] {
    const starts = this.#lines.flatMap((line) => {
      const own: { entryId: string; job: ScheduledJob; start: Date }[] = [];
      // A time before `now` may still start after it, by its jitter.
      let at: Date | undefined = new Date(now.getTime() - line.jitterMinutes * MINUTE_MS);
      while (own.length < count) {
        at = line.times.after(at);
        if (!at) break;
        const start = this.#startOf(line, at);
        if (start > now) own.push({ entryId: line.id, job: line.job, start });
      }
      return own;
    });
    return starts.sort((a, b) => a.start.getTime() - b.start.getTime()).slice(0, count);
  }

  #dueOf(line: Line, last: Date, now: Date): Due | undefined {
    let scheduledFor: Date | undefined;
    let missed = 0;
    // One second more, since a time counts once it is reached.
    for (let at = line.times.before(new Date(now.getTime() + 1000)); at && at > last; at = line.times.before(at)) {
      if (scheduledFor) missed += 1;
      else if (this.#startOf(line, at) <= now) scheduledFor = at;
      if (missed >= MOST_MISSED) break;
    }
    if (!scheduledFor) return undefined;
    const late = now.getTime() - this.#startOf(line, scheduledFor).getTime() > LATE_MINUTES * MINUTE_MS;
    return { entryId: line.id, job: line.job, scheduledFor, missed, late, catchUp: line.catchUp };
  }

  #startOf({ id, jitterMinutes }: Line, time: Date): Date {
    if (jitterMinutes === 0) return time;
    const digest = createHash('sha256')
      .update(JSON.stringify([this.#salt, id, time.getTime()]))
      .digest();
    const seconds = Math.floor((digest.readUInt32BE(0) / 2 ** 32) * jitterMinutes * 60);
    return new Date(time.getTime() + seconds * 1000);
  }
}
