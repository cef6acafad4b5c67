import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { HttpTimestamper } from '../../adapters/http/http-timestamper.js';
import { sha256Hex } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import { type CheckedTimestamp, TimestampRejected, verifyTimestamp } from '../../certify/timestamp-verify.js';
import { assertAuthorityApproved } from '../../config/approved-services.js';
import type { Timestamper } from '../../ports/timestamper.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { FOR_RECIPIENT } from './certificate-files.js';
import { certificateName, type StoredCertificate } from './stored-certificate.js';

export interface Authority {
  timestamper: Timestamper;
  /** PEM; of the authority or of its issuer. */
  certificate: string;
}

/**
 * The authority that the configuration names, if it names one.
 * @throws {Fault} B2-1-2: denied `services/not-approved`; usage `config/authority-certificate`
 */
export async function configuredAuthority({ config, files }: Workspace): Promise<Authority | undefined> {
  const configured = config.certificates.timestampAuthority;
  if (!configured) return undefined;
  assertAuthorityApproved(config);
  const { url, certificate } = configured;
  const pem = await files.text(certificate).catch((cause) => {
    throw new Fault(
      'usage',
      'config/authority-certificate',
      'the certificate of the time stamping authority cannot be read',
      {},
      { cause, hint: 'certificates.timestampAuthority.certificate is PEM or the path of such a file' },
    );
  });
  return { timestamper: new HttpTimestamper({ url }), certificate: pem };
}

/**
 * The certificate with a timestamp over its JWS, which is kept with it and written to `certificates/<name>.tsr`. One
 * that has a timestamp keeps it.
 *
 * @throws {Fault} usage `timestamp/no-authority`; unavailable `timestamp/unavailable`, `timestamp/timeout`;
 *   integrity `timestamp/not-accepted`
 */
export async function stampCertificate(
  workspace: Workspace,
  stored: StoredCertificate,
): Promise<{ file: string; stored: StoredCertificate }> {
  const name = certificateName(stored.certificate);
  const response = stored.timestamp
    ? Buffer.from(stored.timestamp, 'base64')
    : await askFor(workspace, name, Buffer.from(stored.jws, 'latin1'));
  const stamped = { ...stored, timestamp: response.toString('base64') };
  if (!stored.timestamp) await keep(workspace, name, stamped);
  const file = join(await workspace.folder('certificates'), `${name}.tsr`);
  await replaceFile(file, response, FOR_RECIPIENT);
  return { file, stored: stamped };
}

async function askFor(workspace: Workspace, name: string, jws: Uint8Array): Promise<Buffer> {
  const authority = await configuredAuthority(workspace);
  if (!authority)
    throw new Fault(
      'usage',
      'timestamp/no-authority',
      'no time stamping authority is configured',
      {},
      { hint: 'add certificates.timestampAuthority to kimitsu.yaml' },
    );
  const nonce = randomBytes(16);
  // A positive number whose first byte is not zero has one spelling in DER.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const response = await authority.timestamper.request(createHash('sha256').update(jws).digest(), nonce);
  accept(response, jws, authority.certificate, nonce, name);
  return Buffer.from(response);
}

/** What a stranger, or a broken authority, could have sent is not kept. */
function accept(
  response: Uint8Array,
  jws: Uint8Array,
  certificate: string,
  nonce: Uint8Array,
  name: string,
): CheckedTimestamp {
  const refused = (reason: string, cause?: unknown) =>
    new Fault(
      'integrity',
      'timestamp/not-accepted',
      'the answer of the time stamping authority is not accepted',
      { name, reason },
      { ...(cause ? { cause } : {}), hint: 'compare certificates.timestampAuthority.certificate with the authority' },
    );
  let checked: CheckedTimestamp;
  try {
    checked = verifyTimestamp(response, jws, certificate);
  } catch (error) {
    if (!(error instanceof TimestampRejected)) throw error;
    throw refused(error.message, error);
  }
  if (!checked.pinned) throw refused('it is signed by another authority than the configured one');
  if (checked.nonce !== Buffer.from(nonce).toString('hex')) throw refused('it answers another request');
  return checked;
}

async function keep({ ports }: Workspace, name: string, stored: StoredCertificate): Promise<void> {
  const parentId = stored.certificate.plan.planId;
  await ports.catalog.saveDocument({ kind: 'certificate', id: name, parentId, body: stored as never }, [
    {
      actor: ports.actor,
      action: 'certificate.timestamped',
      subject: name,
      detail: { sha256: sha256Hex(Buffer.from(stored.timestamp!, 'base64')) },
    },
  ]);
}
