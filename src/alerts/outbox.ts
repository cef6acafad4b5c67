import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errnoOf } from '../base/fault.js';
import type { Alert } from './alert.js';

/** An alert on its way to one contact. */
const Waiting = z.object({
  alert: z.object({
    id: z.string(),
    event: z.string(),
    at: z.iso.datetime(),
    service: z.object({ id: z.string(), name: z.string() }),
    subject: z.string(),
    text: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  contact: z.string(),
  attempts: z.int().nonnegative(),
  order: z.number().describe('tells apart what happened in the same millisecond of one process'),
  lastReason: z.string().exactOptional().describe('why the last attempt failed; stable'),
  lastAt: z.string().exactOptional(),
});
export type Waiting = z.infer<typeof Waiting>;

/**
 * Alerts that are still to be delivered, one file each, in the workspace. A file goes only once the receiver has taken
 * the alert, so a receiver may get one twice (it tells by the id) but never misses one.
 */
export class Outbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param once - what makes this alert one that is sent a single time, ever: said again, it is dropped
   * @returns whether it was new
   */
  async add(alert: Alert, contacts: readonly string[], once?: string): Promise<boolean> {
    const mark =
      once === undefined ? undefined : join(this.#folder, 'said', createHash('sha256').update(once).digest('hex'));
    if (mark !== undefined && (await exists(mark))) return false;
    await mkdir(join(this.#folder, 'said'), { recursive: true, mode: 0o700 });
    for (const contact of contacts) await this.#save({ alert, contact, attempts: 0, order: performance.now() });
    // Last: a crash before it says the alert once more, a crash after it has lost nothing.
    if (mark !== undefined) await (await open(mark, 'a', 0o600)).close();
    return true;
  }

  /** Oldest first. A file that cannot be read is counted, not passed over in silence. */
  async waiting(): Promise<{ waiting: Waiting[]; unreadable: number }> {
    const waiting: Waiting[] = [];
    let unreadable = 0;
    for (const name of await this.#names()) {
      try {
        const one = Waiting.parse(JSON.parse(await readFile(join(this.#folder, name), 'utf8')));
        // Under another name it could not be taken away once it is delivered.
        if (this.#fileOf(one.alert, one.contact) === join(this.#folder, name)) waiting.push(one);
        else unreadable += 1;
      } catch (error) {
        // Another process has delivered it meanwhile.
        if (errnoOf(error) !== 'ENOENT') unreadable += 1;
      }
    }
    waiting.sort((a, b) => Date.parse(a.alert.at) - Date.parse(b.alert.at) || a.order - b.order);
    return { waiting, unreadable };
  }

  async delivered({ alert, contact }: Waiting): Promise<void> {
    await rm(this.#fileOf(alert, contact), { force: true });
  }

  async failed(waiting: Waiting, lastReason: string, at: Date): Promise<void> {
    await this.#save({ ...waiting, attempts: waiting.attempts + 1, lastReason, lastAt: at.toISOString() });
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async #save(waiting: Waiting): Promise<void> {
    const file = this.#fileOf(waiting.alert, waiting.contact);
    const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(waiting));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  }

  #fileOf({ id }: Alert, contact: string): string {
    return join(this.#folder, `${id}.${contact}.json`);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await (await open(file, 'r')).close();
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
