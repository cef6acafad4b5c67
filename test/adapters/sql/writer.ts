import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../../src/adapters/sql/migrate.js';
import { openPostgresEngine } from '../../../src/adapters/sql/postgres-engine.js';
import { SqlCatalog } from '../../../src/adapters/sql/sql-catalog.js';
import { openSqliteEngine } from '../../../src/adapters/sql/sqlite-engine.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { systemClock } from '../../../src/base/clock.js';
import { isPostgresUrl } from '../../../src/base/postgres-url.js';
import type { Catalog, ObjectState } from '../../../src/ports/catalog.js';
import { listOf, seen } from '../../contract/catalog-samples.js';

const OBJECTS_PER_CHANGE = 20;
const STATES: readonly ObjectState[] = ['classified', 'protected', 'erased', 'migrated', 'gone', 'exception'];

/** Changes a catalogue, one transaction after the other; each says in its entries exactly what it changed. */
export async function write(file: string, name: string, changes: number, done: (seq: number) => void): Promise<void> {
  // As `openSqlCatalog` does, which loads PostgreSQL late: here nothing can be loaded any more once this has begun.
  const engine = await (isPostgresUrl(file) ? openPostgresEngine(file) : openSqliteEngine(file));
  await migrate(engine, systemClock);
  const catalog = new SqlCatalog(engine, systemClock, linkAudit);
  for (let change = 0; change < changes; change += 1) {
    const ids = Array.from({ length: OBJECTS_PER_CHANGE }, (_, i) => `${name}-${change >> 1}-${i}`);
    const state = change % 2 === 0 ? 'found' : STATES[(change >> 1) % STATES.length]!;
    const audit = ids.map((subject) => ({ actor: name, action: 'object.moved', subject, detail: { state } }));
    if (state === 'found')
      await catalog.saveSeen(
        ids.map((id) => seen(id)),
        audit,
      );
    else
      await catalog.saveState(
        ids.map((objectId) => ({ objectId, state })),
        audit,
      );
    done((await catalog.auditHead())!.seq);
  }
  await catalog.close();
}

/** States as the audit entries tell them, and as the objects show them. */
export async function bothAccounts(
  catalog: Catalog,
): Promise<{ told: Map<string, string>; shown: Map<string, string> }> {
  const told = new Map<string, string>();
  for (const { subject, detail } of await listOf(catalog.auditEntries())) {
    told.set(subject, (detail as { state: string }).state);
  }
  const shown = new Map((await listOf(catalog.objects())).map(({ objectId, state }) => [objectId, state]));
  return { told, shown };
}

export interface WriterProcess {
  /** Ends when the process has ended, with how. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; lastSeq: number }>;
  kill(): void;
}

/** `write` in a process of its own. @param onChange - after each change that it reports as durable */
export function startWriter(file: string, name: string, changes: number, onChange: (n: number) => void): WriterProcess {
  const script = `
    import { runnerImport } from 'vite';
    const { module } = await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });
    await module.write(process.argv[2], process.argv[3], Number(process.argv[4]), (seq) => process.stdout.write(seq + '\\n'));
  `;
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, self, file, name, String(changes)], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lastSeq = 0;
  let reported = 0;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      lastSeq = Number(line);
      reported += 1;
      onChange(reported);
    }
  });
  return {
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, lastSeq }));
    }),
    kill: () => child.kill('SIGKILL'),
  };
}
