import type { Kysely } from 'kysely';
import { Fault } from '../../base/fault.js';
import type { CatalogTables } from './schema.js';

/** Beyond this the cache begins anew, so that its memory has a bound. */
const WORDS_KEPT = 50_000;

/** Texts that many rows share, each stored once. Never a personal value: words outlive an erasure. */
export class Words {
  readonly #ids = new Map<string, number>();
  readonly #texts = new Map<number, string>();

  /** Numbers of `texts`, adding those that are new. What it learns is kept only by `learn`, after the commit. */
  async intern(transaction: Kysely<CatalogTables>, texts: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const ids = new Map<string, number>();
    const unknown = new Set<string>();
    for (const text of texts) {
      const id = this.#ids.get(text);
      if (id === undefined) unknown.add(text);
      else ids.set(text, id);
    }
    if (unknown.size === 0) return ids;
    const words = [...unknown];
    await transaction
      .insertInto('words')
      .values(words.map((word) => ({ word })))
      .onConflict((conflict) => conflict.column('word').doNothing())
      .execute();
    for (const row of await transaction.selectFrom('words').selectAll().where('word', 'in', words).execute()) {
      ids.set(row.word, row.id);
    }
    return ids;
  }

  /** Only after the transaction that interned them has committed. */
  learn(ids: ReadonlyMap<string, number>): void {
    if (this.#ids.size + ids.size > WORDS_KEPT) {
      this.#ids.clear();
      this.#texts.clear();
    }
    for (const [text, id] of ids) {
      this.#ids.set(text, id);
      this.#texts.set(id, text);
    }
  }

  /** The number of `text`, or undefined when no row has it. */
  async find(db: Kysely<CatalogTables>, text: string): Promise<number | undefined> {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const row = await db.selectFrom('words').select('id').where('word', '=', text).executeTakeFirst();
    return row?.id;
  }

  /** Texts of `ids`; nulls are passed over. */
  async texts(db: Kysely<CatalogTables>, ids: Iterable<number | null>): Promise<(id: number) => string> {
    const texts = new Map<number, string>();
    const unknown = new Set<number>();
    for (const id of ids) {
      if (id === null) continue;
      const text = this.#texts.get(id);
      if (text === undefined) unknown.add(id);
      else texts.set(id, text);
    }
    if (unknown.size > 0) {
      const rows = await db
        .selectFrom('words')
        .selectAll()
        .where('id', 'in', [...unknown])
        .execute();
      for (const row of rows) texts.set(row.id, row.word);
      // Not learnt inside a transaction: what it reads may be its own and may be rolled back.
      if (!db.isTransaction) this.learn(new Map(rows.map((row) => [row.word, row.id])));
    }
    return (id) => {
      const text = texts.get(id);
      if (text === undefined) throw new Fault('integrity', 'catalog/corrupt', 'the catalogue lacks a word', { id });
      return text;
    };
  }
}
