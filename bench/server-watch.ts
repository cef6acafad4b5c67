import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const EVERY_MS = 25;
/** Of Linux, everywhere. */
const TICKS_PER_SECOND = 100;
const WAITING = `select count(*)::int as waiting from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`;

/** Watches a PostgreSQL of this host while others use it. */
export class ServerWatch {
  #samples = 0;
  #waiting = 0;
  readonly #over = new AbortController();

  private constructor(
    private readonly client: pg.Client,
    private readonly server: number | undefined,
    /** Of this watch at the server: what it takes is no work of others. */
    private readonly own: number | undefined,
    private readonly before: number | undefined,
  ) {}

  static async begin(url: string): Promise<ServerWatch> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const own = rows[0]?.pid;
    const server = own === undefined ? undefined : (await statOf(own))?.parent;
    const before = server === undefined ? undefined : await cpuSecondsOf(server, own);
    const watch = new ServerWatch(client, server, own, before);
    watch.#running = watch.#watch();
    return watch;
  }

  #running: Promise<void> | undefined;

  /** @returns processor time of the server meanwhile, where the system tells; connections that waited for an advisory lock, on average */
  async end(): Promise<{ cpuSeconds: number | undefined; waiting: number }> {
    this.#over.abort();
    await this.#running;
    const after = this.server === undefined ? undefined : await cpuSecondsOf(this.server, this.own);
    await this.client.end();
    const cpuSeconds = after === undefined || this.before === undefined ? undefined : after - this.before;
    return { cpuSeconds, waiting: this.#samples === 0 ? 0 : this.#waiting / this.#samples };
  }

  async #watch(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      const { rows } = await this.client.query<{ waiting: number }>(WAITING);
      this.#samples += 1;
      this.#waiting += rows[0]?.waiting ?? 0;
      await delay(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

interface Stat {
  parent: number;
  /** Of itself and of its children that have ended. */
  cpuSeconds: number;
}

/** @see proc(5), /proc/pid/stat; undefined on other systems, and when it has ended */
async function statOf(pid: number | string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name before may hold blanks and parentheses.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (!fields) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND };
}

async function cpuSecondsOf(server: number, without: number | undefined): Promise<number | undefined> {
  const own = await statOf(server);
  if (!own) return undefined;
  let sum = own.cpuSeconds;
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) && Number(name) !== without ? await statOf(name) : undefined;
    if (stat?.parent === server) sum += stat.cpuSeconds;
  }
  return sum;
}
