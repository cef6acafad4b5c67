import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
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

/**
 * Runs one of the above in a process whose files cannot grow beyond so many KiB, as on a disk without room.
 * @returns what it returned, or kind and code of its Fault
 */
export async function withRoom(kibibytes: number, name: 'changeAndClose' | 'lock', file: string): Promise<string> {
  const script = `
    import { runnerImport } from 'vite';
    const { module } = await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });
    process.stdout.write(await module.saying(process.argv[2], process.argv[3]));
  `;
  const self = fileURLToPath(import.meta.url);
  const node = [process.execPath, '--input-type=module', '-e', script, self, name, file];
  // Blocks of 512 bytes.
  const child = spawn('sh', ['-c', 'ulimit -f "$1"; shift; exec "$@"', 'sh', String(kibibytes * 2), ...node], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

export async function saying(name: 'changeAndClose' | 'lock', file: string): Promise<string> {
  const { kind, code } = await { changeAndClose, lock }[name](file).then(
    (done) => ({ kind: done, code: '' }),
    (error: unknown) => asFault(error),
  );
  return `${kind} ${code}`.trim();
}
