import { Fault } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';
import type { KeyService } from '../../ports/key-service.js';
import { WORKSPACE_TAG } from '../../protect/key-owner.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import { holdsEntryOf } from '../checkpoints/behind-checkpoint.js';
import type { Workspace } from '../workspace.js';
import { ownerBy } from './workspace-id.js';

/** Tag of the key of level 3, under which every catalogue is sealed: the last entry of the log, `<seq> <hash>`. */
const LOG_TAG = 'kimitsu-log';

export interface LeavingNeeds {
  config: Pick<Workspace['config'], 'service' | 'keys'>;
  ports: {
    catalog: Pick<Catalog, 'auditEntries' | 'auditHead' | 'auditOf' | 'appendAudit'>;
    keys: Pick<KeyService, 'describeKey' | 'tagsOf' | 'tagKey'>;
    actor: string;
  };
}

/**
 * Leaves at the key where the audit log stands. Of two copies that have a key service in common, a disk that was cloned
 * whole among them, the log of the one that comes second lacks what the first has left. What another one has left stays.
 * Embedded keys lie within the copy itself, so nothing that is left there is seen by another one.
 *
 * @param over - also in the place of what another one has left: it was taken over
 * @returns `others` where what stands there is of another log; `nowhere` as well where it may not be written
 */
export async function leaveLog(needs: LeavingNeeds, { over = false } = {}): Promise<'left' | 'nowhere' | 'others'> {
  const { catalog, keys } = needs.ports;
  return tolerated('nowhere' as const, async () => {
    const key = await ownKey(needs);
    const head = await catalog.auditHead();
    if (!key || !head) return 'nowhere';
    if (key.left && !over && !(await holdsEntryOf(key.left, catalog))) return 'others';
    if (key.isEnding) return 'nowhere';
    if (key.left?.seq !== head.seq || key.left.hash !== head.hash)
      await keys.tagKey(key.keyId, { [LOG_TAG]: `${head.seq} ${head.hash}` });
    return 'left';
  });
}

/** Whether what was left last is not of this log. What may not be read, or cannot be reached, says nothing. */
export function isLeftBehind(needs: LeavingNeeds): Promise<boolean> {
  return tolerated(false, async () => {
    const left = (await ownKey(needs))?.left;
    return left !== undefined && !(await holdsEntryOf(left, needs.ports.catalog));
  });
}

interface MarkedKey {
  keyId: string;
  /** It takes no tags any more. */
  isEnding: boolean;
  left: { seq: number; hash: string } | undefined;
}

/** Undefined where there is none, or it is of another workspace, which is told elsewhere. */
async function ownKey({ config, ports }: LeavingNeeds): Promise<MarkedKey | undefined> {
  if (config.keys.type !== 'kms') return undefined;
  const key = await ports.keys.describeKey(levelKeyAlias(config.service.id, 3));
  const tags = key && (await ports.keys.tagsOf(key.keyId));
  if (!tags) return undefined;
  const owner = tags[WORKSPACE_TAG];
  if (owner !== undefined && owner !== (await ownerBy(ports.catalog, () => ports.actor).workspaceId()))
    return undefined;
  const [, seq, hash = ''] = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(tags[LOG_TAG] ?? '') ?? [];
  const left = seq === undefined ? undefined : { seq: Number(seq), hash };
  return { keyId: key.keyId, isEnding: key.state === 'PendingDeletion', left };
}

/** Whoever only uses a key need not be allowed to look at its tags, and a key that is gone has none. */
async function tolerated<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.code.startsWith('keys/')) return otherwise;
    throw error;
  }
}
