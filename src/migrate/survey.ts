import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import type { CatalogObject, CatalogVersion } from '../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { NameClashes } from './package/name-clashes.js';
import { historyPath, payloadPath, sealedHistoryPath, sealedPath } from './package/payload-path.js';
import type { LeftBehindReason, NotHandedOver } from './plan.js';

export type SurveyPorts = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

/** A version that is in the store now, and whether it moves. */
export type Surveyed = { version: CatalogVersion; object: CatalogObject | undefined } & (
  | { moves: true; current: boolean; object: CatalogObject }
  | { moves: false; reason: LeftBehindReason }
);

/** What of a system goes along. */
export interface Moving {
  /** Older versions as well. */
  history: boolean;
  /** Versions that nobody can read; of other systems, too. */
  notHandedOver?: readonly NotHandedOver[] | undefined;
}

/** Every version, delete marker and unfinished upload of a system, in order of object id; each is in one class. */
export async function* survey(
  system: SystemSettings,
  { history, notHandedOver = [] }: Moving,
  ports: SurveyPorts,
): AsyncGenerator<Surveyed> {
  const named = new Map(notHandedOver.map(({ objectId, versionId, reason }) => [`${objectId} ${versionId}`, reason]));
  let object: CatalogObject | undefined;
  let objectId: string | undefined;
  for await (const version of ports.catalog.versions({ system: system.id, state: 'present' })) {
    if (version.objectId !== objectId) {
      objectId = version.objectId;
      object = await ports.catalog.object(objectId);
    }
    const surveyed = await classed(version, object, system, history, ports);
    const unread = surveyed.moves ? named.get(`${objectId} ${version.versionId}`) : undefined;
    yield unread === undefined ? surveyed : { version, object, moves: false, reason: unread };
  }
}

async function classed(
  version: CatalogVersion,
  object: CatalogObject | undefined,
  system: SystemSettings,
  history: boolean,
  ports: SurveyPorts,
): Promise<Surveyed> {
  const stays = (reason: LeftBehindReason): Surveyed => ({ version, object, moves: false, reason });
  if (version.item === 'delete-marker') return stays('delete-marker');
  if (version.item === 'upload') return stays('unfinished-upload');
  // Nor of one whose name was erased: what came to it since was deleted before any listing showed it as current.
  if (!object?.sealedKey) return stays('deleted-record');
  const current = object.state !== 'gone' && version.versionId === object.versionId;
  if (!current && !history) return stays(object.state === 'gone' ? 'deleted-record' : 'noncurrent-version');
  if (version.size === 0 && (await holdsNothing(version, object, system, ports))) return stays('no-content');
  return { version, object, moves: true, current };
}

/** Level of a version that moves; unknown means 3. */
export function levelOf({ version, object, current }: Pick<MovingItem, 'version' | 'object' | 'current'>): Level {
  const { level } = object.classification ?? {};
  return (current ? (level ?? version.level) : (version.level ?? level)) ?? 3;
}

/** A link or a pipe in the embedded store. An empty file is a record: it has a name, and may have metadata. */
export async function holdsNothing(
  { versionId }: Pick<CatalogVersion, 'versionId'>,
  { sealedKey }: CatalogObject,
  { bucket }: SystemSettings,
  { objects, seal }: Omit<SurveyPorts, 'catalog'>,
): Promise<boolean> {
  try {
    for await (const _ of await objects.get({ bucket, key: seal.open(sealedKey), versionId }));
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === 'store/not-a-file') return true;
    throw error;
  }
}

/** One version on its way into a package. */
export interface MovingItem {
  version: CatalogVersion;
  object: CatalogObject;
  current: boolean;
  key: string;
  /** Payload file. */
  path: string;
}

/**
 * What moves of a system, with its place in the package. The same source gives the same paths, so that a run after a
 * crash goes on in the same package.
 *
 * @param sealed - paths say nothing of the names: the content is for the receiver alone
 */
export async function movingItems(
  system: SystemSettings,
  { history, notHandedOver, sealed }: Moving & { sealed: boolean },
  ports: SurveyPorts,
): Promise<() => AsyncGenerator<MovingItem>> {
  const clashes = new NameClashes();
  if (!sealed)
    for await (const { object, moves } of survey(system, { history: false, notHandedOver }, ports))
      if (moves && object) clashes.add(ports.seal.open(object.sealedKey));
  return async function* () {
    for await (const item of survey(system, { history, notHandedOver }, ports)) {
      if (!item.moves) continue;
      const { version, object, current } = item;
      const key = ports.seal.open(object.sealedKey);
      const open = (): string => (current ? payloadPath(key, clashes) : historyPath(key, version.versionId));
      const closed = (): string =>
        current ? sealedPath(object.objectId) : sealedHistoryPath(object.objectId, version.versionId);
      yield { version, object, current, key, path: sealed ? closed() : open() };
    }
  };
}
