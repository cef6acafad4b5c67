import { resolve } from 'node:path';
import { loadConfig } from '../../config/load.js';
import type { ScheduledJob } from '../../config/schedule.js';
import { timetableOf } from './run-schedule.js';

/** Starts shown to operators. */
const SHOWN = 20;

/** The next starts after `now`, soonest first. @throws {Fault} usage `schedule/empty` */
export async function nextStarts(dir: string, now: Date): Promise<{ job: ScheduledJob; start: Date }[]> {
  return timetableOf(await loadConfig(resolve(dir))).next(now, SHOWN);
}
