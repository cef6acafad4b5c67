import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { LEVELS } from '../../base/level.js';
import { assertOwnKey, WORKSPACE_TAG } from '../../protect/key-owner.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import { assertOwnCatalogueKey } from '../open-seal.js';
import type { Workspace } from '../workspace.js';
import { isCopied, placedNow } from './catalogue-file.js';
import type { OthersPlace } from './held-places.js';
import { leaveLog } from './left-log.js';
import { ADOPTED, MOVED, ownerBy } from './workspace-id.js';

/** What lies where this workspace is pointed, and is not its own. */
export interface Adoptable {
  /** `ws-…` of this workspace. */
  own: string;
  /** `from`: the workspace that the key's tag names; undefined where it has none. */
  keys: { kmsKeyId: string; alias: string; from: string | undefined }[];
  places: OthersPlace[];
  /** Whether this workspace is a copy; then all keys and places that it has so far come under a new id. */
  copied: boolean;
  /** Of all that: what a confirmation repeats. */
  hash: string;
}

type Needs = Pick<Workspace, 'dir' | 'ports' | 'places' | 'config'>;

/**
 * Asked by each key of the service, and each place of its systems; changes nothing.
 * @throws {Fault} integrity `catalogue/other`: keys were copied, and the catalogue that knows them was not
 */
export async function adoptable({ dir, ports, places, config }: Needs): Promise<Adoptable> {
  const { keys, unitKeyStore, catalog, actor } = ports;
  await assertOwnCatalogueKey({ catalog, unitKeyStore });
  const owner = ownerBy(catalog, () => actor);
  const names = new Set(LEVELS.map((level) => levelKeyAlias(config.service.id, level)));
  for await (const { kmsKeyId } of unitKeyStore.list()) names.add(kmsKeyId);
  const others = new Map<string, Adoptable['keys'][number]>();
  for (const name of names) {
    const key = await keys.describeKey(name);
    if (!key || others.has(key.keyId)) continue;
    // Not by what was found of it a minute ago: it may have been this workspace's own under another id.
    const refused = await assertOwnKey(key, keys, owner).then(() => false, isOthers);
    if (!refused) continue;
    const from = (await keys.tagsOf(key.keyId))?.[WORKSPACE_TAG];
    others.set(key.keyId, { kmsKeyId: key.keyId, alias: key.alias ?? '', from });
  }
  const found = {
    own: await owner.workspaceId(),
    keys: [...others.values()],
    places: await places.others(),
    copied: await isCopied(catalog, { dir, config, ports }),
  };
  return { ...found, hash: canonicalHash(JSON.parse(JSON.stringify(found))) };
}

/**
 * Takes over what is held by a workspace that is no more: one that this one was restored or moved from, or keys that were
 * made by hand. From then on the other workspace, should it be there after all, is refused by name; also one that this
 * one is a copy of.
 *
 * @param found - as `adoptable` has shown it to whoever has confirmed it
 * @throws {Fault} usage `adopt/no-reason`, `adopt/nothing`; what the key service and the store throw
 */
export async function adopt(workspace: Needs, found: Adoptable, reason: string): Promise<void> {
  assertReason(reason);
  const { dir, config, ports } = workspace;
  if (!found.copied) {
    await takeOver(workspace, found, reason);
    await leaveLog(workspace, { over: true });
    return;
  }
  const { catalog, actor } = ports;
  const moved = { actor, action: MOVED, subject: found.own, detail: { from: found.own, reason: reason.trim() } };
  await catalog.appendAudit([moved, ...(await placedNow(actor, { dir, config }))]);
  // What was its own stands under the id that it shares with what it was copied from.
  const shared = await adoptable(workspace);
  if (shared.keys.length + shared.places.length > 0) await takeOver(workspace, shared, reason);
  await leaveLog(workspace, { over: true });
}

async function takeOver({ ports, places }: Needs, found: Adoptable, reason: string): Promise<void> {
  const { catalog, keys, actor } = ports;
  if (found.keys.length + found.places.length === 0)
    throw new Fault('usage', 'adopt/nothing', 'every key and place is this workspace’s own already');
  const entries = [
    ...found.keys.map(({ kmsKeyId, alias, from }) => ({
      actor,
      action: ADOPTED,
      subject: kmsKeyId,
      detail: { kmsKeyId, alias, from: from ?? 'unknown', reason: reason.trim() },
    })),
    ...found.places.map(({ bucket, prefix, workspace, service }) => ({
      actor,
      action: 'place.adopted',
      subject: bucket,
      detail: { bucket, prefix, from: workspace, service, reason: reason.trim() },
    })),
  ];
  // Written down first: what a crash leaves half done is taken over by the next call.
  await catalog.appendAudit(entries);
  for (const { kmsKeyId } of found.keys) await keys.tagKey(kmsKeyId, { [WORKSPACE_TAG]: found.own });
  await places.takeOver();
}

/** @throws {Fault} usage `adopt/no-reason` */
export function assertReason(reason: string): void {
  if (reason.trim() === '')
    throw new Fault('usage', 'adopt/no-reason', 'taking over needs a reason', {}, { hint: 'give --reason' });
}

function isOthers(error: unknown): true {
  if (error instanceof Fault && error.code === 'keys/other-workspace') return true;
  throw error;
}
