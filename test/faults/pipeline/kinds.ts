import { join } from 'node:path';
import { startPostgres } from '../../../bench/postgres-server.js';
import { ownNamespace } from '../../support/mount-namespace.js';
import { DISKS, shares } from '../processes.js';
import { say, type Tally } from '../tally.js';
import { clockJumps } from './clock-jumps.js';
import { deliveredTwice } from './delivered-twice.js';
import { killPipeline } from './kills.js';
import { PipelineService } from './pipeline-service.js';
import { postgresGone } from './postgres-gone.js';
import { slowDisks } from './slow-disk.js';
import { tallyOf } from './tally-of.js';

const ON_DISKS = ['full-disk', 'read-only', 'full-erasure', 'full-rotation'] as const;
export const KINDS = ['stops', ...ON_DISKS, 'postgres', 'duplicates', 'slow', 'clock'] as const;
export type Kind = (typeof KINDS)[number];

interface Request {
  parent: string;
  seed: number;
  tally: Tally;
}

/** Plays so many scenarios of each kind; what this machine does not allow is skipped by name. */
export async function disturbPipeline(
  counts: Readonly<Record<Kind, number>>,
  { parent, seed, tally }: Request,
): Promise<void> {
  if (Object.values(counts).every((count) => count === 0)) return;
  say('the pipeline: an undisturbed service …');
  const undisturbed = await PipelineService.undisturbed(join(parent, 'undisturbed-pipeline'));
  const request = { parent, next: shares(seed), tally, undisturbed };

  await killPipeline(counts.stops, request);
  await onDisks(counts, { parent, seed, tally });
  if (counts.postgres + counts.duplicates > 0) {
    const server = await startPostgres().catch((error: unknown) => String(error).slice(0, 200));
    if (typeof server === 'string')
      for (const kind of ['postgres', 'duplicates'] as const) {
        if (counts[kind] > 0) tally.skip(kind, 'all', `no PostgreSQL: ${server}`);
      }
    else
      try {
        await postgresGone(counts.postgres, { ...request, server });
        await deliveredTwice(counts.duplicates, { ...request, server });
      } finally {
        await server.stop();
      }
  }
  await slowDisks(counts.slow, request);
  await clockJumps(counts.clock, request);
}

async function onDisks(counts: Readonly<Record<Kind, number>>, { parent, seed, tally }: Request): Promise<void> {
  const kinds = ON_DISKS.filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return;
  const namespace = await ownNamespace();
  if (!namespace) {
    for (const kind of kinds) tally.skip(kind, 'all', 'this user may not mount, not even in a namespace of its own');
    return;
  }
  const args = [parent, seed, ...ON_DISKS.map((kind) => counts[kind])].map(String);
  await tallyOf(namespace, [DISKS, ...args], tally).catch((error: unknown) =>
    tally.scenario(kinds[0] ?? 'full-disk', 'all', () => Promise.reject(error)),
  );
}
