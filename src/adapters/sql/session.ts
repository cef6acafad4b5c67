import type { Kysely } from 'kysely';
import type { Statement } from './engine.js';
import type { CatalogTables } from './schema.js';
import type { Upserts } from './upsert.js';
import type { Words } from './words.js';

/** One changing transaction. */
export interface Session {
  db: Kysely<CatalogTables>;
  /** Done together with the commit, after all that `db` is asked for; so nothing of the change reads it any more. */
  last: Statement[];
  words: Words;
  upserts: Upserts;
  /** Numbers of `texts`, known to the catalogue from the commit on. */
  intern(texts: Iterable<string>): Promise<(text: string) => number>;
}

export function startSession(
  db: Kysely<CatalogTables>,
  last: Statement[],
  words: Words,
  upserts: Upserts,
): { session: Session; committed(): void } {
  const interned = new Map<string, number>();
  return {
    session: {
      db,
      last,
      words,
      upserts,
      async intern(texts) {
        for (const [text, id] of await words.intern(db, texts)) interned.set(text, id);
        return (text) => interned.get(text)!;
      },
    },
    committed: () => words.learn(interned),
  };
}

/** Rows in one statement: below the 32,766 parameters of SQLite and the 65,535 of PostgreSQL for every table. */
export const ROWS_PER_STATEMENT = 500;

export function* chunksOf<T>(items: readonly T[], size = ROWS_PER_STATEMENT): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
