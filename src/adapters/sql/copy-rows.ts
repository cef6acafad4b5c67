import { type Kysely, sql } from 'kysely';
import { Fault } from '../../base/fault.js';
import { inPages } from './pages.js';
import type { CatalogTables } from './schema.js';

type Db = Kysely<CatalogTables>;
type Row = Record<string, string | number | null>;

/** Every table but that of migrations, each after those it refers to, with its primary key. */
const KEYS = {
  words: ['id'],
  objects: ['object_id'],
  versions: ['object_id', 'version_id'],
  decisions: ['id'],
  documents: ['ordinal'],
  audit: ['seq'],
  counters: ['name'],
  listings: ['id'],
  listing_marks: ['listing_id', 'chunk'],
} as const satisfies Record<Exclude<keyof CatalogTables, 'migrations'>, readonly string[]>;
type Table = keyof typeof KEYS;
const TABLES = Object.keys(KEYS) as Table[];

export type RowCounts = Record<Table, number>;

/** Of a catalogue that nothing was ever written to: its migrations leave a counter. */
export async function holdsNothing(db: Db): Promise<boolean> {
  for (const table of TABLES) {
    if (table !== 'counters' && (await page(db, table, undefined, 1)).length > 0) return false;
  }
  return true;
}

/** Copies every row as it is. `target` is a transaction on PostgreSQL that holds nothing yet. */
export async function copyRows(source: Db, target: Db): Promise<void> {
  await target.deleteFrom('counters').execute();
  for (const table of TABLES) {
    let rows: Row[] = [];
    for await (const row of rowsOf(source, table)) {
      rows.push(row);
      if (rows.length < 500) continue;
      await insert(target, table, rows);
      rows = [];
    }
    if (rows.length > 0) await insert(target, table, rows);
  }
  await continueNumbers(source, target);
}

/**
 * Reads both sides to their ends.
 *
 * @returns rows by table
 * @throws {Fault} integrity `catalog/copy-differs` at the first row that one of them lacks or has otherwise
 */
export async function compareRows(source: Db, target: Db): Promise<RowCounts> {
  const counts = {} as RowCounts;
  for (const table of TABLES) {
    const others = rowsOf(target, table);
    let count = 0;
    for await (const row of rowsOf(source, table)) {
      const other = await others.next();
      if (other.done || !sameRow(row, other.value)) throw differs(table, count + 1);
      count += 1;
    }
    if (!(await others.next()).done) throw differs(table, count + 1);
    counts[table] = count;
  }
  return counts;
}

function rowsOf(db: Db, table: Table): AsyncGenerator<Row> {
  return inPages<Row>((after, limit) => page(db, table, after, limit));
}

async function page(db: Db, table: Table, after: Row | undefined, limit: number): Promise<Row[]> {
  const keys = sql.join(KEYS[table].map((column) => sql.ref(column)));
  const behind = after && sql`where (${keys}) > (${sql.join(KEYS[table].map((column) => after[column]))})`;
  const query = sql<Row>`select * from ${sql.table(table)} ${behind ?? sql``} order by ${keys} limit ${limit}`;
  return (await query.execute(db)).rows;
}

async function insert(db: Db, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  // The numbers that rows refer to each other by are kept.
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    overriding system value values ${sql.join(values)}`.execute(db);
}

/** The next number of each table is one that SQLite has never given either. */
async function continueNumbers(source: Db, target: Db): Promise<void> {
  const { rows } = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.execute(source);
  for (const { name, seq } of rows) {
    if (!(name in KEYS) || seq < 1) continue;
    const [column] = KEYS[name as Table];
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), ${seq})`.execute(target);
  }
}

function sameRow(a: Row, b: Row): boolean {
  const columns = Object.keys(a);
  return columns.length === Object.keys(b).length && columns.every((column) => a[column] === b[column]);
}

function differs(table: Table, row: number): Fault {
  return new Fault(
    'integrity',
    'catalog/copy-differs',
    'the copy of the catalogue is not equal to it',
    { table, row },
    { hint: 'the original is unchanged and stays in use' },
  );
}
