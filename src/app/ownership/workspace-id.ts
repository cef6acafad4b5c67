import { randomId } from '../../base/ids.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';
import type { KeyOwner } from '../../protect/key-owner.js';

type Needs = Pick<Catalog, 'auditEntries' | 'auditOf' | 'appendAudit'>;

export const BEGUN = 'workspace.begun';
export const ADOPTED = 'kms-key.adopted';
/** A copy was taken for the workspace: from here on it is another one than what it was copied from. */
export const MOVED = 'workspace.moved';

/** Actions that name a key of the key service as this workspace's own: as subject, or as `kmsKeyId` of the detail. */
const NAMING = ['kms-key.created', ADOPTED, 'catalogue-key.announced', 'unit-key.created', 'kms-key.imported'];

/**
 * Who this workspace is, whatever its service is called: `ws-` and the beginning of the hash of the first entry of its
 * audit log, which holds a random value. So it needs no place of its own, nobody can change it without breaking the
 * chain, and it comes along when the catalogue is moved, or restored from a copy of whatever age. A copy that was adopted
 * goes by the entry that says so.
 */
export async function workspaceIdOf(catalog: Needs, actor: string): Promise<string> {
  const telling = (await lastMove(catalog)) ?? (await firstOf(catalog)) ?? (await begin(catalog, actor));
  return `ws-${telling.hash.slice(0, 32)}`;
}

async function lastMove(catalog: Needs): Promise<AuditEntry | undefined> {
  for await (const moved of catalog.auditOf(MOVED)) return moved;
  return undefined;
}

/** Of several processes that find the log empty, one is first, and its entry counts for all. */
async function begin(catalog: Needs, actor: string): Promise<AuditEntry> {
  const [entry] = await catalog.appendAudit([{ actor, action: BEGUN, subject: randomId('workspace') }]);
  return (await firstOf(catalog)) ?? (entry as AuditEntry);
}

async function firstOf(catalog: Needs): Promise<AuditEntry | undefined> {
  for await (const entry of catalog.auditEntries(1)) return entry;
  return undefined;
}

/** The workspace of this catalogue as the owner of keys. */
export function ownerBy(catalog: Needs, actor: () => string): KeyOwner {
  return {
    workspaceId: () => workspaceIdOf(catalog, actor()),
    async hasNamed(kmsKeyId) {
      for (const action of NAMING)
        for await (const { subject, detail } of catalog.auditOf(action))
          if (subject === kmsKeyId || (detail as { kmsKeyId?: unknown } | null)?.kmsKeyId === kmsKeyId) return true;
      return false;
    },
  };
}
