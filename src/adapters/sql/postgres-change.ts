import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { Fault } from '../../base/fault.js';
import { bothOf } from './both-of.js';
import type { Statement } from './engine.js';
import { holdsWorkspace, LOCK_WRITERS, lockLost } from './postgres-locks.js';
import type { CatalogTables } from './schema.js';

type Query = pg.QueryConfig;

/** Everything asked of it belongs to the transaction that is open on its connection. */
class OpenTransaction extends Kysely<CatalogTables> {
  override get isTransaction(): boolean {
    return true;
  }
}

/**
 * One transaction under the lock of writers, in as few turns as can be: all others wait meanwhile, and each answer that is
 * waited for costs the time until this process, busy with other work, comes to read it. What needs no answer is sent with
 * what does: the lock with the first question, the last writings with the commit.
 *
 * @param pool - of connections with `pipeline`: what is sent before an answer came is done in the order of sending
 * @param holder - see `holdsWorkspace`
 * @throws {Fault} conflict `workspace/lock-lost`; what `work` or the server throws, nothing of it having stayed
 */
export async function changePostgres<Result>(
  pool: pg.Pool,
  holder: number | undefined,
  work: (db: Kysely<CatalogTables>, last: Statement[]) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let usable = true;
  try {
    const last: Statement[] = [];
    const begin = [{ text: 'begin' }, LOCK_WRITERS, ...(holder === undefined ? [] : [holdsWorkspace(holder)])];
    const [begun, result] = await bothOf(inOrder(client, begin), work(over(client), last));
    // Fencing: it may be another's by now.
    if (holder !== undefined && begun.at(-1)?.rows.length === 0) throw lockLost();
    const ended = await inOrder(client, [...last.map(queryOf), { text: 'commit' }]);
    // Of a transaction in which something has failed the server makes a rollback, and no error.
    if (ended.at(-1)?.command !== 'COMMIT')
      throw new Fault('bug', 'catalog/query-failed', 'a change went on after a query of it had failed');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      usable = false;
    });
    throw error;
  } finally {
    client.release(!usable);
  }
}

/** Sent at once and in this order. @throws what the first of them that failed has failed with, once all are answered */
async function inOrder(client: pg.PoolClient, queries: readonly Query[]): Promise<pg.QueryResult[]> {
  const answers = await Promise.allSettled(queries.map((query) => client.query(query)));
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
}

function queryOf({ sql: text, parameters, name }: Statement): Query {
  return { text, values: [...parameters], ...(name !== undefined && { name }) };
}

/** Kysely's own transaction would wait for each answer before it sends what comes next. */
function over(client: pg.PoolClient): Kysely<CatalogTables> {
  const lent = { query: client.query.bind(client), release: () => undefined } as unknown as pg.PoolClient;
  return new OpenTransaction({
    dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => undefined } }),
  });
}
