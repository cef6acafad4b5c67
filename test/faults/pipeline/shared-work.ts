import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { TemporaryPostgres } from '../../../bench/postgres-server.js';
import type { Disturbance, Ran } from '../processes.js';
import type { Tally } from '../tally.js';
import { Database } from './database.js';
import { type Documented, PipelineService, type Undisturbed } from './pipeline-service.js';

export interface Shared {
  parent: string;
  next: () => number;
  tally: Tally;
  undisturbed: Undisturbed;
  server: TemporaryPostgres;
}

/** A run shared by its command and a worker, both processes. */
export interface SharedRun {
  service: PipelineService;
  database: Database;
}

/** A service whose catalogue is in a schema of its own, classified when it is to be encrypted. */
export async function sharedService(name: string, stage: string, { parent, server }: Shared): Promise<SharedRun> {
  const database = await Database.make(server, `fault_${name.replaceAll('-', '_')}_${randomInt(1e9)}`);
  const service = await PipelineService.make(join(parent, name), database.url);
  if (stage === 'enforce') await service.run(['classify']);
  return { service, database };
}

/** The command and a worker beside it, which is told to stop once the command has ended. */
export async function runShared(
  { service }: SharedRun,
  stage: string,
  { command = {}, worker = {} }: { command?: Disturbance; worker?: Disturbance } = {},
): Promise<{ command: Ran; worker: Ran }> {
  const over = new AbortController();
  const working = service.run(['worker'], {
    ...worker,
    meanwhile: async (child) => {
      const stop = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()));
      await Promise.all([
        worker.meanwhile?.(child),
        Promise.race([stop, new Promise((end) => child.once('close', end))]),
      ]);
      child.kill('SIGTERM');
    },
  });
  const commanded = await service.run([stage, '--distributed'], command);
  over.abort();
  return { command: commanded, worker: await working };
}

/** How a shared run may end that was disturbed; a worker is stopped in the end, which is no failure. */
export const DISTURBED: Documented = {
  exits: [0, 3, 4],
  codes: [
    'catalog/unavailable',
    'workspace/lock-lost',
    'workspace/busy',
    'worker/dead-letter',
    'worker/listing-given-up',
    'enforce/changed',
    'classify/changed',
  ],
};
