import { sha256Hex } from '../base/bytes.js';
import type { Json } from '../base/canonical-json.js';
import type { Catalog } from '../ports/catalog.js';
import { baseName } from './log-source.js';

/** What is known of a log that was read. */
export interface LogMark {
  etag: string;
  /** Of its content, unpacked. */
  sha256: string;
  /** False after a reading that found it cut or not understood. */
  whole: boolean;
  /** A digest has named this content. */
  verified?: boolean;
}

/** A day in a name; account numbers have more digits. */
const DAY = /(?<!\d)20\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?!\d)/;

type Shard = Record<string, LogMark>;

/** Documents held at a time; a listing goes through them more or less in order. */
const HELD = 32;

/**
 * Which logs of a source were read. Kept in the catalogue in one document per folder and day that the name tells, so
 * that neither millions of logs nor late ones cost much. Names are kept as hashes.
 */
export class SeenLogs {
  readonly #shards = new Map<string, Shard>();

  /** @param byName - a log is known by its name alone, wherever it lies: CloudTrail's names are unique */
  constructor(
    private readonly catalog: Pick<Catalog, 'document' | 'saveDocument'>,
    private readonly source: string,
    private readonly byName: boolean,
  ) {}

  async find(path: string): Promise<LogMark | undefined> {
    const { shard, name } = this.#placeOf(path);
    return (await this.#load(shard))[name];
  }

  async save(marks: readonly { path: string; mark: LogMark }[]): Promise<void> {
    // Held here as well: what is changed must not be dropped before it is written.
    const changed = new Map<string, Shard>();
    for (const { path, mark } of marks) {
      const { shard: id, name } = this.#placeOf(path);
      const shard = changed.get(id) ?? (await this.#load(id));
      shard[name] = mark;
      changed.set(id, shard);
    }
    for (const [id, shard] of changed) {
      const body = shard as unknown as Json;
      await this.catalog.saveDocument({ kind: 'run', id, parentId: `watch-seen/${this.source}`, body }, []);
    }
  }

  async #load(id: string): Promise<Shard> {
    const held = this.#shards.get(id);
    if (held) return held;
    const document = await this.catalog.document('run', id);
    const shard = { ...(document?.body as unknown as Shard | undefined) };
    const raced = this.#shards.get(id);
    if (raced) return raced;
    if (this.#shards.size >= 2 * HELD)
      for (const old of [...this.#shards.keys()].slice(0, HELD)) this.#shards.delete(old);
    this.#shards.set(id, shard);
    return shard;
  }

  #placeOf(path: string): { shard: string; name: string } {
    const base = baseName(path);
    const known = this.byName ? base : path;
    const day = DAY.exec(base)?.[0] ?? '';
    const folder = this.byName ? '' : path.slice(0, path.length - base.length);
    return {
      shard: `watch-seen/${this.source}/${sha256Hex(`${folder}\n${day}`).slice(0, 16)}`,
      name: sha256Hex(known).slice(0, 24),
    };
  }
}
