import { errnoOf, Fault } from '../base/fault.js';
import { type PublicKey, readPublicKey } from '../certify/public-key.js';
import type { Config } from '../config/schema.js';
import type { BoundFiles } from './bound-files.js';
import type { PinnedApprovers } from './end-of-service/approvals.js';

/**
 * The approvers that the configuration names, with their keys, given as PEM in the file or as the path of one.
 * @throws {Fault} usage `config/approver-key`
 */
export async function pinnedApprovers(files: BoundFiles, config: Config): Promise<PinnedApprovers> {
  return Promise.all(
    config.prefecture.approvers.map(async ({ id, name, publicKey }) => ({
      id,
      name,
      key: publicKey === undefined ? undefined : await keyOf(id, files, publicKey),
    })),
  );
}

async function keyOf(id: string, files: BoundFiles, publicKey: string): Promise<PublicKey> {
  try {
    return readPublicKey(await files.text(publicKey));
  } catch (cause) {
    if (!(cause instanceof Fault) && errnoOf(cause) === undefined) throw cause;
    throw new Fault(
      'usage',
      'config/approver-key',
      `the public key of approver "${id}" cannot be read`,
      { approver: id },
      {
        cause,
        hint: 'prefecture.approvers[].publicKey is a PEM public key (P-256) or the path of one, from the workspace folder',
      },
    );
  }
}
