import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';
import type { ServerAnswer } from './postgres-server.js';

let schemas = 0;

/** Gives a test the URL of an empty schema of its own. */
export type EmptySchema = () => Promise<string>;

/** Tests that need a real PostgreSQL; where none can be started they are skipped, and the name says why. */
export async function onPostgres(name: string, tests: (emptySchema: EmptySchema) => void): Promise<void> {
  const answer = (await (await fetch(inject('postgresDoor'))).json()) as ServerAnswer;
  if ('missing' in answer) {
    describe.skip(`${name} (no PostgreSQL: ${answer.missing})`, () => tests(() => Promise.reject()));
    return;
  }
  describe(name, () => {
    const made: string[] = [];
    // A server of this run is removed as a whole; one that was given is left as it was found.
    afterAll(async () => {
      if (!process.env.KIMITSU_TEST_PG) return;
      for (const schema of made) await execute(answer.url, `drop schema if exists ${schema}, ${schema}_queue cascade`);
    });
    tests(async () => {
      schemas += 1;
      const schema = `test_${process.pid}_${Date.now()}_${schemas}`;
      await execute(answer.url, `create schema ${schema}`);
      made.push(schema);
      const url = new URL(answer.url);
      url.searchParams.set('options', `-csearch_path=${schema}`);
      return url.href;
    });
  });
}

/** The schema beside that of an `EmptySchema`, in which work is shared. */
export function queueSchema(url: string): string {
  return `${new URL(url).searchParams.get('options')?.split('=')[1]}_queue`;
}

/** Rows of one statement, over a connection of its own. */
export async function execute(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
