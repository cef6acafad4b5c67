import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { catalogContract } from '../../contract/catalog.js';

const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
catalogContract('SQLite', (options) => {
  files += 1;
  return openSqlCatalog({ file: join(folder, `${files}.db`), ...options });
});
