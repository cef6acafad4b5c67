import { Fault } from '../base/fault.js';
import type { KeyDescription, KeyService } from '../ports/key-service.js';

/** Tag of a key of the key service: the workspace that made it, or that has taken it over. */
export const WORKSPACE_TAG = 'kimitsu-workspace';

/** Whose keys they are. Two workspaces of one service.id find each other's keys by the same alias. */
export interface KeyOwner {
  /** `ws-…`, see `workspaceIdOf`. */
  workspaceId(): Promise<string>;
  /** Whether the workspace's own audit log names the key as made or taken over by it. */
  hasNamed(kmsKeyId: string): Promise<boolean>;
}

/**
 * B3-2-1: no workspace encrypts under, plans or destroys the key of another one. The tag decides; where there is none (a
 * key from before there were any, or made by hand), or it may not be read, the audit log does.
 *
 * @throws {Fault} denied `keys/other-workspace`
 */
export async function assertOwnKey(
  { keyId, alias }: Pick<KeyDescription, 'keyId' | 'alias'>,
  keys: Pick<KeyService, 'tagsOf'>,
  owner: KeyOwner,
): Promise<void> {
  const marked = (await keys.tagsOf(keyId))?.[WORKSPACE_TAG];
  const own = await owner.workspaceId();
  if (marked === undefined ? await owner.hasNamed(keyId) : marked === own) return;
  throw new Fault(
    'denied',
    'keys/other-workspace',
    marked === undefined ? 'the key was not made by this workspace' : 'the key belongs to another workspace',
    { kmsKeyId: keyId, alias: alias ?? '', workspace: marked ?? 'unknown', own },
    { hint: 'set another service.id; if this workspace takes the place of the other one, run `kimitsu adopt`' },
  );
}
