import { asFault, Fault } from '../../base/fault.js';
import type { Level } from '../../base/level.js';
import type { KeyMaterial, KeyService } from '../../ports/key-service.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import type { Workspace } from '../workspace.js';

const BEGUN = 'key-rotation.begun';
const REFUSED = 'key-rotation.refused';
const ROTATED = 'kms-key.rotated';

export interface RotatedLevel {
  keyId: string;
  alias: string;
  level: Level;
  materialId: string;
}

/**
 * Rotates the key of a level. The audit log names the material in use before the key service is asked, so a rotation
 * that took place and was not written down any more (a crash, a full disk) is entered by the next one, and not made twice.
 *
 * @returns undefined when there is no key
 */
export async function rotateLevel(
  { config, ports: { keys, levelKeys, catalog, actor } }: Workspace,
  level: Level,
): Promise<RotatedLevel | undefined> {
  const alias = levelKeyAlias(config.service.id, level);
  const key = await keys.describeKey(alias);
  if (!key) return undefined;
  await levelKeys.assertOwn(key);
  const { keyId } = key;
  const note = (action: string, rest: object) =>
    catalog.appendAudit([{ actor, action, subject: keyId, detail: { kmsKeyId: keyId, level, ...rest } }]);
  const current = await currentOf(keys, keyId);
  const before = await openRotation(catalog, keyId);
  if (before !== undefined && current?.rotation === 'ON_DEMAND' && current.materialId !== before) {
    await note(ROTATED, { materialId: current.materialId, interrupted: true });
    return { keyId, alias, level, materialId: current.materialId };
  }
  await note(BEGUN, current ? { materialId: current.materialId } : {});
  const { materialId } = await keys.rotateKey(keyId).catch(async (error: unknown) => {
    const { kind, code } = asFault(error);
    // Whether a service that did not answer has done it is for the next rotation to see.
    if (kind !== 'unavailable') await note(REFUSED, { code });
    throw error;
  });
  await note(ROTATED, { materialId });
  return { keyId, alias, level, materialId };
}

/** Undefined where the service does not tell. */
async function currentOf(keys: KeyService, keyId: string): Promise<KeyMaterial | undefined> {
  try {
    return (await keys.materialsOf(keyId)).find(({ state }) => state === 'CURRENT');
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'denied' || error.kind === 'conflict')) return undefined;
    throw error;
  }
}

/** Material that was in use when a rotation began of which no end is written down. */
async function openRotation(catalog: Workspace['ports']['catalog'], keyId: string): Promise<string | undefined> {
  let last: { seq: number; action: string; materialId: unknown } | undefined;
  for (const action of [BEGUN, REFUSED, ROTATED])
    for await (const { seq, subject, detail } of catalog.auditOf(action))
      if (subject === keyId && seq > (last?.seq ?? 0))
        last = { seq, action, materialId: (detail as { materialId?: unknown } | null)?.materialId };
  return last?.action === BEGUN && typeof last.materialId === 'string' ? last.materialId : undefined;
}
