import holidayJp from '@holiday-jp/holiday_jp';
import { DAY_MS } from '../base/clock.js';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface BusinessHoursSettings {
  /** `08:45-17:30`, or `closed`; a day that is absent is closed. */
  hours: Readonly<Partial<Record<Weekday, string>>>;
  holidays: 'japan' | 'none';
  /** `YYYY-MM-DD`, closed beside holidays: the turn of the year. */
  closedDays: readonly string[];
  /** `YYYY-MM-DD`, open by the hours of their weekday although they are holidays. */
  openDays: readonly string[];
}

/** Japan has no summer time. */
const JST = 9 * 3_600_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** When the service is staffed, in Japanese time. The end of a day's hours is not within them. */
export class BusinessHours {
  readonly #days = new Map<number, { from: number; to: number } | undefined>();

  constructor(private readonly settings: BusinessHoursSettings) {}

  /** @param at - milliseconds since 1970 */
  has(at: number): boolean {
    const day = Math.floor((at + JST) / DAY_MS);
    if (!this.#days.has(day)) this.#days.set(day, this.#hoursOf(day));
    const hours = this.#days.get(day);
    const time = at + JST - day * DAY_MS;
    return hours !== undefined && time >= hours.from && time < hours.to;
  }

  #hoursOf(day: number): { from: number; to: number } | undefined {
    const { hours, holidays, closedDays, openDays } = this.settings;
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const closed = closedDays.includes(date) || (holidays === 'japan' && Object.hasOwn(holidayJp.holidays, date));
    if (closed && !openDays.includes(date)) return undefined;
    const weekday = WEEKDAYS[new Date(day * DAY_MS).getUTCDay()] ?? 'sun';
    return parsedHours(hours[weekday] ?? 'closed');
  }
}

/** `08:45-17:30` as milliseconds of the day; undefined when it is none, such as `closed`. */
export function parsedHours(text: string): { from: number; to: number } | undefined {
  const match = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text);
  if (!match) return undefined;
  const [, h1, m1, h2, m2] = match.map(Number) as [number, number, number, number, number];
  const from = h1 * HOUR_MS + m1 * MINUTE_MS;
  const to = h2 * HOUR_MS + m2 * MINUTE_MS;
  return from < to && to <= DAY_MS ? { from, to } : undefined;
}

/** Day and hour in Japan that findings are gathered by: `2026-04-01T22`. */
export function japaneseHour(at: number): string {
  const hour = Math.floor(at / HOUR_MS);
  if (hour !== last.hour) last = { hour, text: new Date(hour * HOUR_MS + JST).toISOString().slice(0, 13) };
  return last.text;
}

/** Logs are in order of time, more or less. */
let last = { hour: Number.NaN, text: '' };
