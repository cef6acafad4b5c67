import { dirname, join, relative, resolve } from 'node:path';
import { MOST_UNCLAIMED, unclaimedFiles } from '../../adapters/local/store/unclaimed.js';
import { LocalPlaceRegister } from '../../adapters/places/local-place-register.js';
import { Fault } from '../../base/fault.js';
import { maskedKey } from '../../base/mask.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import type { UnclaimedFiles } from '../../run/unclaimed.js';
import type { Workspace } from '../workspace.js';
import { workspaceIdOf } from './workspace-id.js';

const FOLDERS_SHOWN = 5;

interface Needs {
  dir: string;
  config: Config;
  catalog: Catalog;
  actor: string;
}

/**
 * B3-2-1: what lies where the records are, and is in no listing. Changes nothing.
 * @param everyKey - among the store's own files of every key as well, which takes as long as a listing
 * @throws {Fault} of the embedded store
 */
export async function findUnclaimed({ dir, config, catalog, actor }: Needs, everyKey = false): Promise<UnclaimedFiles> {
  if (config.storage.type !== 'local') return { count: 0, atLeast: false, folders: [] };
  const root = resolve(dir, config.storage.root);
  const buckets = bucketsOf(config);
  // One that has begun nothing yet holds no place either, and looking on begins nothing.
  const own = (await catalog.auditHead()) ? await workspaceIdOf(catalog, actor) : undefined;
  const register = new LocalPlaceRegister(root);
  const elsewhere = placesElsewhere(dir, config);
  const found = await unclaimedFiles(root, {
    buckets,
    everyKey,
    async prefixesOfOthers(folder) {
      const { places } = await register.read(folder).catch(noneIfUnreadable);
      return places.filter(({ workspace }) => workspace !== own).map(({ prefix }) => prefix);
    },
    isElsewhere(path) {
      const text = path.toString('utf8');
      // Where the root is the workspace, what is no system's is the workspace's.
      if (root === resolve(dir) && !buckets.includes(relative(root, text).split('/')[0] ?? '')) return true;
      return elsewhere.some((place) => text === place || BESIDE.some((suffix) => text === `${place}${suffix}`));
    },
  });
  const folders = [...new Set(found)].sort().map((folder) => shown(folder, buckets));
  return {
    count: found.length,
    atLeast: found.length >= MOST_UNCLAIMED,
    folders: [...new Set(folders)].slice(0, FOLDERS_SHOWN),
  };
}

/** Before the end of the whole service is planned or begun. @throws {Fault} conflict `store/unclaimed-files` */
export async function assertNothingUnclaimed({ dir, config, ports }: Pick<Workspace, 'dir' | 'config' | 'ports'>) {
  const { count } = await findUnclaimed({ dir, config, catalog: ports.catalog, actor: ports.actor }, true);
  if (count === 0) return;
  throw new Fault(
    'conflict',
    'store/unclaimed-files',
    `${count} file(s) where the records are belong to no system, and would be left behind`,
    { count },
    {
      hint: 'see `kimitsu doctor`: move each into the folder of its system, or remove it, then run classify and enforce',
    },
  );
}

/** Also those that are named for logs and reports. */
function bucketsOf({ systems, watch }: Config): string[] {
  const logs = watch.sources.map(({ bucket }) => bucket);
  const reports = systems.map(({ inventory }) => inventory?.bucket);
  return [...systems.map(({ id, bucket }) => bucket ?? id), ...logs, ...reports].filter((name) => name !== undefined);
}

/** SQLite keeps these beside a database. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** What may lie below the root without being the store's. */
function placesElsewhere(dir: string, { keys, catalogue, watch }: Config): string[] {
  const folders = watch.sources.flatMap(({ folder }) => folder ?? []);
  const lock = join(dirname(catalogue), 'lock.sqlite');
  return [resolve(dir), ...[keys.folder, catalogue, lock, ...folders].map((place) => resolve(dir, place))];
}

/** A register that says nothing, or a folder that no bucket can be, is nobody's. */
function noneIfUnreadable(error: unknown): { places: [] } {
  if (error instanceof Fault) return { places: [] };
  throw error;
}

/** `PBX/` and `pbx2/` are what whoever looks has to find; any other name may be a person's. */
function shown(folder: string, buckets: readonly string[]): string {
  const [top = ''] = folder.split('/');
  const like = top.toLowerCase().replace(/[\d._-]+$/, '');
  return folder === './' || buckets.includes(top) || buckets.includes(like) ? folder : maskedKey(folder);
}
