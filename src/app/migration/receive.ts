import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Clock, systemClock } from '../../base/clock.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { thumbprint } from '../../certify/jws.js';
import { signerOf } from '../../certify/signing-key.js';
import { ACCEPTANCE_SCHEMA, type MigrationAcceptance, signAcceptance } from '../../migrate/acceptance.js';
import { FolderPackage } from '../../migrate/package/folder.js';
import { BagItProfile } from '../../migrate/package/profile.js';
import { type PackageReport, verifyPackage } from '../../migrate/package/verify.js';
import { privateKey, readOrFault } from '../private-key.js';
import { replaceFile } from '../replace-file.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { recordAcceptance } from './acceptance.js';
import { migrationSetup } from './receiver.js';

/**
 * The receiver's check of a package in a folder; needs no workspace.
 *
 * @param profileFile - another BagIt profile (JSON) than that of the packages of kimitsu
 * @throws {Fault} usage `folder/unreadable`, `file/unreadable`, `profile/not-readable`
 */
export async function verifyFolder(folder: string, profileFile?: string): Promise<PackageReport> {
  const found = await stat(folder).catch((cause) => Promise.reject(noFolder(cause)));
  if (!found.isDirectory()) throw noFolder(undefined);
  const profile = profileFile === undefined ? undefined : await readProfile(profileFile);
  return verifyPackage(new FolderPackage(folder), profile ? { profile } : {});
}

/** Without its name, which may be personal. */
function noFolder(cause: unknown): Fault {
  const reason = cause === undefined ? 'ENOTDIR' : (errnoOf(cause) ?? 'unknown');
  return new Fault('usage', 'folder/unreadable', 'this is not a folder that can be read', { reason }, { cause });
}

async function readProfile(file: string): Promise<BagItProfile> {
  const source = await readFile(file, 'utf8').catch((cause) => Promise.reject(unreadable(cause)));
  try {
    return BagItProfile.parse(JSON.parse(source));
  } catch (cause) {
    throw new Fault('usage', 'profile/not-readable', 'this is not a BagIt profile', {}, { cause });
  }
}

/**
 * The receiver's signed acceptance of a package that verifies, written beside the package unless told otherwise.
 * @throws {Fault} integrity `acceptance/package-not-valid`, denied `acceptance/other-key`: nothing is signed then
 */
export async function acceptFolder(
  folder: string,
  keyFile: string,
  output?: string,
  clock: Clock = systemClock,
): Promise<{ acceptance: MigrationAcceptance; file: string }> {
  const signer = signerOf(await privateKey(keyFile));
  const { verdict, planHash, name, system, receiver, receiverKey, tagManifest, objects, bytes, levels, problemCount } =
    await verifyFolder(folder);
  if (verdict !== 'valid' || !planHash || !name || !system || !receiver || !tagManifest)
    throw new Fault('integrity', 'acceptance/package-not-valid', 'the package does not verify; nothing was signed', {
      verdict,
      problemCount,
    });
  const given = thumbprint(signer.publicJwk);
  if (given !== receiverKey)
    throw new Fault(
      'denied',
      'acceptance/other-key',
      'the plan names another key of the receiver; nothing was signed',
      { planned: receiverKey, given },
      { hint: 'sign with the private half of the key whose thumbprint stands in the plan' },
    );
  const at = clock.now().toISOString();
  const acceptance: MigrationAcceptance = {
    schema: ACCEPTANCE_SCHEMA,
    planHash,
    package: name,
    system,
    tagManifest,
    objects,
    bytes,
    levels,
    receiver,
    at,
  };
  const path = resolve(folder);
  const file = output ?? join(dirname(path), `${basename(path)}.acceptance.jws`);
  await replaceFile(file, await signAcceptance(acceptance, signer), { inFolder: 'existing' });
  return { acceptance, file };
}

/** Takes an acceptance into the workspace that made the package. */
export async function importAcceptance(workspace: Workspace, file: string) {
  const { acceptanceKey } = await migrationSetup(workspace);
  const jws = (await readOrFault(file)).trim();
  const { record, ...recorded } = await recordAcceptance(workspace.ports, jws, acceptanceKey);
  return { ...record, ...recorded };
}
