import pg from 'pg';
import { afterAll } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { catalogContract } from '../../contract/catalog.js';
import { onPostgres } from '../../support/postgres.js';

const TABLES = ['words', 'objects', 'versions', 'listings', 'listing_marks', 'decisions', 'documents', 'audit'];

await onPostgres('on a real server', (emptySchema) => {
  let shared: Promise<{ url: string; client: pg.Client }> | undefined;

  /** One schema for all: making its tables anew would take longer than the tests. */
  async function emptied(): Promise<string> {
    if (shared) {
      const { url, client } = await shared;
      await client.query(`truncate ${TABLES} restart identity; update counters set value = 0`);
      return url;
    }
    shared = emptySchema().then(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return { url, client };
    });
    return (await shared).url;
  }
  afterAll(async () => (await shared)?.client.end());

  catalogContract('PostgreSQL', async (options) => openSqlCatalog({ file: await emptied(), ...options }));
});
