import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { AuditDraft, AuditEntry, LinkAudit } from '../../ports/catalog.js';
import { auditPage, insertsOf, linked, readHead } from './audit-log.js';
import { compareRows, copyRows, holdsNothing, type RowCounts } from './copy-rows.js';
import type { SqlEngine } from './engine.js';
import { migrate } from './migrate.js';
import { markMoved } from './moved.js';
import { inPages } from './pages.js';
import { openPostgresEngine } from './postgres-engine.js';
import type { CatalogTables } from './schema.js';
import { openSqliteEngine } from './sqlite-engine.js';

type Db = Kysely<CatalogTables>;

export interface MoveOptions {
  /** The SQLite file. */
  from: string;
  /** `postgres://…`, with an empty schema. */
  to: string;
  /** Session that holds the lock of the workspace at `to`. */
  holder: number | undefined;
  clock: Clock;
  link: LinkAudit;
  /** Last entry of the original, copied with it. */
  announcement: AuditDraft;
  /** @throws when the chain does not hold */
  checkChain(entries: AsyncIterable<AuditEntry>): Promise<void>;
}

export interface Moved {
  /** Equal on both sides: every row was read again and compared. */
  rows: RowCounts;
  /** True when an earlier run had copied everything and only the mark was missing. */
  resumed: boolean;
}

/**
 * Moves a catalogue from SQLite to PostgreSQL. Nobody can change the original meanwhile; the copy is one transaction,
 * committed when every row of it was read again and its chain holds; then the original is marked as moved and refuses
 * to be opened. A crash before the commit leaves an empty target, one between commit and mark two equal catalogues,
 * which the next run notices, and it only sets the mark.
 *
 * @throws {Fault} usage `catalog/target-not-empty`, usage `catalog/moved`, integrity `catalog/copy-differs`
 */
export async function moveCatalog(options: MoveOptions): Promise<Moved> {
  const source = await openSqliteEngine(options.from);
  try {
    await migrate(source, options.clock);
    const target = await openPostgresEngine(options.to, { holder: options.holder });
    try {
      await migrate(target, options.clock);
      return await source.attempt(() => moveBetween(source, target, options));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function moveBetween(source: SqlEngine, target: SqlEngine, options: MoveOptions): Promise<Moved> {
  await options.checkChain(entriesOf(source.db));
  const resumed = !(await holdsNothing(target.db));
  if (!resumed) await announce(source, options);
  const rows = await source.change(async (original) => {
    const counts = resumed ? await compareEarlier(original, target.db) : await copy(original, target, options);
    await options.checkChain(entriesOf(target.db));
    await markMoved(original, options.clock.now());
    return counts;
  });
  return { rows, resumed };
}

/** Committed by itself: were it part of the move, a copy that outlived a crash would have one entry more. */
function announce(source: SqlEngine, { announcement, link, clock }: MoveOptions): Promise<void> {
  return source.change(async (transaction, last) => {
    const entries = linked(await readHead(transaction), [announcement], link, clock.now());
    last.push(...insertsOf(transaction, entries));
  });
}

async function copy(original: Db, target: SqlEngine, options: MoveOptions): Promise<RowCounts> {
  return target.attempt(() =>
    target.change(async (transaction) => {
      await copyRows(original, transaction);
      const rows = await compareRows(original, transaction);
      await options.checkChain(entriesOf(transaction));
      return rows;
    }),
  );
}

/** What is there already is either what an earlier run has copied, to the last row, or not ours to touch. */
async function compareEarlier(original: Db, target: Db): Promise<RowCounts> {
  try {
    return await compareRows(original, target);
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'catalog/copy-differs')) throw error;
    throw new Fault(
      'usage',
      'catalog/target-not-empty',
      'there is another catalogue at the target already',
      {},
      { hint: 'name an empty database, or an empty schema by ?options=-csearch_path=NAME; nothing was changed' },
    );
  }
}

function entriesOf(db: Db): AsyncIterable<AuditEntry> {
  return inPages<AuditEntry>((after, limit) => auditPage(db, after ? after.seq + 1 : 1, limit));
}
