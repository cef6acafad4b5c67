import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { SqlEngine } from './engine.js';
import { MIGRATIONS, type Migration } from './migrations/index.js';
import { refuseMoved } from './moved.js';
import type { CatalogTables } from './schema.js';

/**
 * Brings the database to the newest schema this program knows, in one transaction; two processes that begin at once
 * take turns and the second finds nothing to do.
 *
 * @throws {Fault} `usage` / `catalog/newer-schema`, `usage` / `catalog/other-database`, `usage` / `catalog/moved`
 */
export async function migrate(
  engine: SqlEngine,
  clock: Clock,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const known = migrations.at(-1)?.version ?? 0;
  // Outside a transaction first: opening a catalogue that is up to date needs no write lock.
  const found = await engine.attempt(() => schemaVersion(engine, engine.db));
  refuseMoved(found);
  refuseNewer(found, known);
  if (found === known) return;

  await engine.attempt(() =>
    engine.change(async (transaction) => {
      const current = await schemaVersion(engine, transaction);
      refuseMoved(current);
      refuseNewer(current, known);
      for (const { version, name, up } of migrations) {
        if (version <= current) continue;
        if (version === 1) await createMigrationTable(transaction);
        await up(transaction as unknown as Kysely<unknown>, engine.dialect);
        await transaction
          .insertInto('migrations')
          .values({ version, name, applied_at: clock.now().getTime() })
          .execute();
      }
    }),
  );
}

/** 0 for an empty database. */
async function schemaVersion(engine: SqlEngine, db: Kysely<CatalogTables>): Promise<number> {
  const tables = await engine.tables(db);
  if (tables.length === 0) return 0;
  if (!tables.includes('migrations')) {
    throw new Fault(
      'usage',
      'catalog/other-database',
      'this database belongs to another program',
      {},
      {
        hint: 'name a file that does not exist yet, an empty schema, or the catalogue of this workspace',
      },
    );
  }
  const row = await db
    .selectFrom('migrations')
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

function refuseNewer(found: number, known: number): void {
  if (found <= known) return;
  throw new Fault(
    'usage',
    'catalog/newer-schema',
    'the catalogue was written by a newer kimitsu',
    { found, known },
    { hint: 'install the kimitsu that last used this workspace, or a newer one; nothing was changed' },
  );
}

async function createMigrationTable(transaction: Kysely<CatalogTables>): Promise<void> {
  await transaction.schema
    .createTable('migrations')
    .addColumn('version', 'integer', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('applied_at', 'bigint', (c) => c.notNull())
    .execute();
}
