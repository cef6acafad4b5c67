import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgres, type TemporaryPostgres } from '../../bench/postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with what `ServerAnswer` says. */
    postgresDoor: string;
  }
}

/** Where the server of this run is, or why there is none. */
export type ServerAnswer = { url: string } | { missing: string };

/**
 * One PostgreSQL for a whole run of tests, started when the first test asks for it and stopped at the end.
 * KIMITSU_TEST_PG names another one: its database is used, each test in a schema of its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: TemporaryPostgres | undefined;
  let answer: Promise<ServerAnswer> | undefined;
  const start = async (): Promise<ServerAnswer> => {
    const given = process.env.KIMITSU_TEST_PG;
    if (given) return { url: given };
    server = await startPostgres();
    return { url: server.url };
  };
  const door = createServer(async (_, response) => {
    answer ??= start().catch((error: unknown) => ({ missing: String(error).slice(0, 300) }));
    response.end(JSON.stringify(await answer));
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await answer;
    await server?.stop();
  };
}
