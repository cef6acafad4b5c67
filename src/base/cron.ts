import { Cron } from 'croner';

/** Schedules are read in Japanese time, whatever the time zone of the host. */
export const JAPANESE_ZONE = 'Asia/Tokyo';

/** The times that a cron expression of five fields (minute, hour, day, month, weekday) names, in Japanese time. */
export class CronTimes {
  readonly #cron: Cron;

  /** @throws {TypeError} when it is no expression of five fields */
  constructor(expression: string) {
    this.#cron = new Cron(expression, { timezone: JAPANESE_ZONE, mode: '5-part', paused: true });
  }

  /** The first time after `instant`; undefined when there is none, as for 30 February. */
  after(instant: Date): Date | undefined {
    return this.#cron.nextRun(instant) ?? undefined;
  }

  /** The last time before `instant`; undefined when there is none. */
  before(instant: Date): Date | undefined {
    return this.#cron.previousRuns(1, instant)[0];
  }
}
