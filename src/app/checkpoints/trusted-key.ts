import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { thumbprint } from '../../certify/jws.js';
import { readPublicKey } from '../../certify/public-key.js';
import { unreadable } from '../unreadable.js';
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
  if (pin !== undefined) {
    const text = await readFile(pin, 'utf8').catch((cause) => {
      throw unreadable(cause);
    });
    return readPublicKey(text).fingerprint;
  }
  if (!config.certificates.signingKey && !(await isThere(join(keysFolder, 'signing-key.json')))) return undefined;
  return thumbprint((await signer()).publicJwk);
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
