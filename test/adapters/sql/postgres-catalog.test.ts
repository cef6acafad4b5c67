import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { catalogContract } from '../../contract/catalog.js';
import { onPostgres } from '../../support/postgres.js';

await onPostgres('on a real server', (emptySchema) => {
  catalogContract('PostgreSQL', async (options) => openSqlCatalog({ file: await emptySchema(), ...options }));
});
