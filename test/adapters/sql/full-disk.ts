import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { lockWorkspace } from '../../../src/adapters/sql/process-lock.js';
import { openSqliteEngine } from '../../../src/adapters/sql/sqlite-engine.js';
import { asFault } from '../../../src/base/fault.js';

/** Changes a table of `fillTable` in its last page, then closes: what was written has to go into the file. */
export async function changeAndClose(file: string): Promise<string> {
  const engine = await openSqliteEngine(file);
  await engine.attempt(() =>
    sql`update rows set text = 'changed' where id = (select max(id) from rows)`.execute(engine.db),
  );
  await engine.close();
  return 'closed';
}

export async function lock(file: string): Promise<string> {
  lockWorkspace(file, 'exclusive')();
  return 'locked';
}

/** A table of more than 100 KiB. */
export async function fillTable(file: string): Promise<void> {
  const engine = await openSqliteEngine(file);
  await sql`create table rows (id integer primary key, text text)`.execute(engine.db);
  for (let row = 0; row < 100; row++)
    await sql`insert into rows (text) values (${'x'.repeat(2000)})`.execute(engine.db);
  await engine.close();
}

/** Locks on a disk that was mounted anew for reading alone. @returns what came of an exclusive and of a shared lock */
export async function lockReadOnly(disk: string): Promise<string> {
  const file = join(disk, 'lock.sqlite');
  lockWorkspace(file, 'exclusive')();
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const said = (['exclusive', 'shared'] as const).map((mode) => {
    try {
      lockWorkspace(file, mode)();
      return mode;
    } catch (error) {
      return asFault(error).code;
    }
  });
  return said.join(', ');
}
