import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { thumbprint } from '../../certify/jws.js';
import { readPublicKey } from '../../certify/public-key.js';
import { MAX_KEY_BYTES, readBounded } from '../read-bounded.js';
import type { Workspace } from '../workspace.js';

/**
 * Fingerprint of the key that the checkpoints must be by: the given one (`pin`, a file), else that of the workspace;
 * undefined when its file is not there any more. No key is made for looking on.
 *
 * @throws {Fault} usage `file/unreadable`, `key/not-public-p256`; what the key service throws
 */
export async function trustedKey(
  { config, keysFolder, signer }: Workspace,
  pin: string | undefined,
): Promise<string | undefined> {
  if (pin !== undefined) return readPublicKey((await readBounded(pin, MAX_KEY_BYTES)).toString('utf8')).fingerprint;
  if (!config.certificates.signingKey && !(await isThere(join(keysFolder, 'signing-key.json')))) return undefined;
  return thumbprint((await signer()).publicJwk);
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
