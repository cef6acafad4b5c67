import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errnoOf, Fault } from '../../base/fault.js';
import { replaceFile } from '../replace-file.js';

const instant = z.iso.datetime();

/** How the last run of an entry ended, also when it never got as far as the catalogue. */
const Outcome = z.object({
  job: z.string(),
  result: z.enum(['done', 'failed', 'stopped', 'skipped', 'missed']),
  exitCode: z.int(),
  /** Stable code of what went wrong, worst first. */
  code: z.string().optional(),
  scheduledFor: instant,
  startedAt: instant,
  endedAt: instant,
});
export type Outcome = z.infer<typeof Outcome>;

const Contents = z.object({
  schema: z.literal('kimitsu/schedule/1'),
  /** When the scheduler last looked. */
  lookedAt: instant.optional(),
  entries: z.record(z.string(), z.object({ last: instant, outcome: Outcome.optional(), failures: z.int().default(0) })),
  /** Begun and not ended: what a crash or a stop has cut off. */
  running: z.object({ entryId: z.string(), scheduledFor: instant, attempt: z.int() }).optional(),
});
export type ScheduleContents = z.infer<typeof Contents>;

/**
 * What a scheduler has to remember over a restart. It lies in a file of the workspace and not in the catalogue: times
 * must be noted also while the catalogue or the key service cannot be reached, and only the one scheduler writes it.
 */
export class ScheduleState {
  readonly #save: (contents: ScheduleContents) => Promise<void>;
  readonly contents: ScheduleContents;

  constructor(contents: ScheduleContents, save: (contents: ScheduleContents) => Promise<void>) {
    this.contents = contents;
    this.#save = save;
  }

  /** @param since - from when on times count for an entry that was never seen before */
  lastOf(entryId: string, since: Date): Date {
    const known = this.contents.entries[entryId];
    if (known) return new Date(known.last);
    this.contents.entries[entryId] = { last: since.toISOString(), failures: 0 };
    return since;
  }

  async looked(at: Date): Promise<void> {
    this.contents.lookedAt = at.toISOString();
    await this.#save(this.contents);
  }

  /** The time counts as dealt with from now on. */
  async dealtWith(entryId: string, scheduledFor: Date, outcome?: Outcome): Promise<void> {
    const known = this.contents.entries[entryId];
    const failures = (known?.failures ?? 0) + (outcome?.result === 'failed' ? 1 : 0);
    const kept = outcome ?? known?.outcome;
    // A later time may have been skipped while this one was running.
    const last = new Date(Math.max(scheduledFor.getTime(), known ? Date.parse(known.last) : 0)).toISOString();
    this.contents.entries[entryId] = { last, failures, ...(kept ? { outcome: kept } : {}) };
    await this.#save(this.contents);
  }

  async began(entryId: string, scheduledFor: Date, attempt: number): Promise<void> {
    this.contents.running = { entryId, scheduledFor: scheduledFor.toISOString(), attempt };
    await this.dealtWith(entryId, scheduledFor);
  }

  /** One that was asked to stop is made up for at the next start, and has not used up an attempt. */
  async ended(entryId: string, scheduledFor: Date, outcome: Outcome): Promise<void> {
    const { running } = this.contents;
    if (outcome.result === 'stopped' && running) running.attempt -= 1;
    else delete this.contents.running;
    await this.dealtWith(entryId, scheduledFor, outcome);
  }
}

export const stateFile = (dir: string): string => join(dir, 'run', 'schedule.json');

export const newContents = (): ScheduleContents => ({ schema: 'kimitsu/schedule/1', entries: {} });

/** @throws {Fault} integrity `schedule/state-unreadable` */
export async function openScheduleState(dir: string): Promise<ScheduleState> {
  return new ScheduleState((await readScheduleState(dir)) ?? newContents(), (contents) =>
    replaceFile(stateFile(dir), `${JSON.stringify(contents, null, 2)}\n`),
  );
}

/** As the last scheduler left it; undefined where none has run. @throws {Fault} integrity `schedule/state-unreadable` */
export async function readScheduleState(dir: string): Promise<ScheduleContents | undefined> {
  try {
    return Contents.parse(JSON.parse(await readFile(stateFile(dir), 'utf8')));
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw new Fault(
      'integrity',
      'schedule/state-unreadable',
      'run/schedule.json cannot be read, so it is not known which times were dealt with',
      {},
      { cause, hint: 'look at the file; when it is moved away, times count from the next start' },
    );
  }
}
