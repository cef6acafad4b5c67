import { resolve } from 'node:path';
import { type Clock, systemClock } from '../../base/clock.js';
import { loadConfig } from '../../config/load.js';
import type { Config } from '../../config/schema.js';
import { afterEnd } from './after-end.js';
import { type Check, examined, ok } from './check.js';
import { environment } from './environment.js';
import { diskSpace, keyBackups, leftovers, permissions } from './files.js';
import { clock as clockOf, coreDumps, type Host, nodeVersion, swap, thisHost, user } from './host.js';
import { alerts, overdueKeys, parties, privileged, schedule } from './operation.js';
import { roomForWorkers } from './postgres-room.js';
import { approvedServices, catalogue, serverDate, storeAndKeys } from './services.js';
import { unclaimed } from './unclaimed.js';

/**
 * B1-1-3: looks at the host, the workspace and the services that the configuration names. Never throws: what cannot be
 * looked at is a line too.
 */
export async function examineAll(given: string, host: Host = thisHost, clock: Clock = systemClock): Promise<Check[]> {
  const dir = resolve(given);
  const now = clock.now();
  let config: Config | undefined;
  const checks = await examined('configuration/file', async () => {
    config = await loadConfig(dir);
    return ok('configuration/file', ['valid', '正しく読み取れます']);
  });
  const loaded = config as Config | undefined;
  const inWorkspace: [string, (config: Config) => Promise<Check | Check[]>][] = [
    ['configuration/parties', async (own) => parties(own)],
    ['permissions/workspace', (own) => permissions(dir, own)],
    ['catalogue/reachable', () => catalogue(dir, clock)],
    ['catalogue/room', (own) => roomForWorkers(own)],
    ['services/approved', (own) => approvedServices(own)],
    ['services/store', (own) => storeAndKeys(dir, own, clock)],
    ['files/disk', () => diskSpace(dir)],
    ['files/leftovers', (own) => leftovers(dir, own, now)],
    ['files/unclaimed', () => unclaimed(dir, clock)],
    ['files/after-end', () => afterEnd(dir, clock)],
    ['files/key-backups', (own) => keyBackups(dir, own)],
    ['operation/schedule', (own) => schedule(dir, own, now)],
    ['operation/alerts', (own) => alerts(dir, own, now)],
    ['operation/waiting-keys', () => overdueKeys(dir, now)],
    ['operation/privileged', () => privileged(dir)],
  ];
  if (loaded) for (const [id, check] of inWorkspace) checks.push(...(await examined(id, () => check(loaded))));
  const date = loaded ? await serverDate(loaded).catch(() => undefined) : undefined;
  const onHost: [string, () => Promise<Check>][] = [
    ['host/user', async () => user(host)],
    ['host/node', async () => nodeVersion(host, now)],
    ['host/environment', async () => environment()],
    ['host/core-dumps', () => coreDumps(host)],
    ['host/swap', () => swap(host)],
    ['host/clock', () => clockOf(host, now, date)],
  ];
  for (const [id, check] of onHost) checks.push(...(await examined(id, check)));
  return checks;
}
