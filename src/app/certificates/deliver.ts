import { Fault } from '../../base/fault.js';
import type { Workspace } from '../workspace.js';
import { type IssuedCertificate, writeCertificateFiles } from './certificate-files.js';
import { writeDelivery } from './delivery-files.js';
import { certificateByName, type StoredCertificate } from './stored-certificate.js';
import { stampCertificate } from './timestamp.js';

export interface DeliveredCertificate extends IssuedCertificate {
  /** `.zip`: everything for the recipient in one file. */
  delivery: string;
}

/**
 * Writes everything that the recipient gets. The timestamp of a configured authority is asked for where there is none;
 * without an answer the certificate goes out all the same.
 */
export async function deliver(workspace: Workspace, stored: StoredCertificate): Promise<DeliveredCertificate> {
  const files = await writeCertificateFiles(workspace, stored);
  const { timestamp, missing, stamped = stored } = await timestampOf(workspace, stored);
  return {
    ...files,
    delivery: await writeDelivery(workspace, stamped, files.pdf),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(missing === undefined ? {} : { timestampMissing: missing }),
  };
}

/** A timestamp that was not to be had when the certificate was issued. @param name - number of the certificate */
export async function timestampCertificate(workspace: Workspace, name: string): Promise<DeliveredCertificate> {
  const stored = await certificateByName(workspace.ports.catalog, name);
  return deliver(workspace, (await stampCertificate(workspace, stored)).stored);
}

async function timestampOf(
  workspace: Workspace,
  stored: StoredCertificate,
): Promise<{ timestamp?: string; missing?: string; stamped?: StoredCertificate }> {
  if (stored.revocation) return {};
  if (!stored.timestamp && !workspace.config.certificates.timestampAuthority) return {};
  try {
    const { file, stored: stamped } = await stampCertificate(workspace, stored);
    return { timestamp: file, stamped };
  } catch (error) {
    if (!(error instanceof Fault) || error.kind === 'bug') throw error;
    await workspace.ports.catalog.appendAudit([
      {
        actor: workspace.ports.actor,
        action: 'certificate.timestamp-missing',
        subject: stored.certificate.number,
        detail: { code: error.code },
      },
    ]);
    return { missing: error.code };
  }
}
