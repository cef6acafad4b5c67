import { type Kysely, sql } from 'kysely';
import type { Statement } from './engine.js';
import { type CatalogTables, OBJECT_COLUMNS, VERSION_COLUMNS } from './schema.js';

/**
 * Rows per statement. A few fixed sizes, so that a batch of any length runs on statements that are prepared already; 50
 * is what a run records at once.
 */
const SIZES = [100, 50, 10, 1] as const;

/** Writes whole rows by primary key. The text of each statement is built once: building it costs more than running it. */
class Upsert<Table extends 'objects' | 'versions'> {
  readonly #texts = new Map<number, string>();

  /** @param columns - every column of the table, in the order in which values are sent */
  constructor(
    private readonly table: Table,
    private readonly columns: readonly (keyof CatalogTables[Table] & string)[],
    private readonly keys: readonly (keyof CatalogTables[Table] & string)[],
  ) {}

  /** @param db - in whose words */
  statements(db: Kysely<CatalogTables>, rows: readonly CatalogTables[Table][]): Statement[] {
    const statements: Statement[] = [];
    let done = 0;
    for (const size of SIZES) {
      for (; rows.length - done >= size; done += size) {
        const parameters: unknown[] = [];
        for (const row of rows.slice(done, done + size))
          for (const column of this.columns) parameters.push(row[column]);
        statements.push({ name: `upsert-${this.table}-${size}`, sql: this.#text(db, size), parameters });
      }
    }
    return statements;
  }

  #text(db: Kysely<CatalogTables>, size: number): string {
    const kept = this.#texts.get(size);
    if (kept !== undefined) return kept;
    const list = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
    const placeholders = sql`(${sql.join(this.columns.map(() => ''))})`;
    const rows = sql.join(Array.from({ length: size }, () => placeholders));
    const updates = this.columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
    const text = sql`insert into ${sql.table(this.table)} (${list(this.columns)}) values ${rows}
      on conflict (${list(this.keys)}) do update set ${sql.join(updates)}`.compile(db).sql;
    this.#texts.set(size, text);
    return text;
  }
}

/** The upserts of one catalogue: their texts are in the words of its database. */
export class Upserts {
  readonly objects = new Upsert('objects', OBJECT_COLUMNS, ['object_id']);
  readonly versions = new Upsert('versions', VERSION_COLUMNS, ['object_id', 'version_id']);
}
