import { CHECKPOINTED } from '../../audit/checkpoint-check.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';
import { overtaken } from '../certificates/overtaken.js';
import { certificateName, type StoredCertificate } from '../certificates/stored-certificate.js';
import { holdsEntryOf } from '../checkpoints/behind-checkpoint.js';
import { checkpointFile, lastCheckpoint } from '../checkpoints/checkpoint-file.js';

/** What became of a certificate since it was issued. */
export interface CertificateStatus {
  /** The number, with `-v2` and so on for a corrected one. */
  name: string;
  planId: string;
  stage: StoredCertificate['stage'];
  issuedAt: string;
  timestamped: boolean;
  revoked: boolean;
  /** By the prefecture. */
  accepted: boolean;
  /** Name of the certificate that took its place. */
  replacedBy?: string;
  /** Something was written down since that it does not name; another has to be issued in its place. */
  overtaken?: true;
}

/** Every certificate that was issued here, oldest first. */
export async function certificateStatuses(
  catalog: Pick<Catalog, 'documents' | 'auditOf'>,
): Promise<CertificateStatus[]> {
  const stored = (await catalog.documents('certificate')).map(({ body }) => body as unknown as StoredCertificate);
  const isOvertaken = await overtaken(catalog);
  return stored.map((one) => {
    const { certificate, stage, timestamp, revocation, acceptance } = one;
    const { number, version } = certificate;
    const later = stored.find(
      ({ certificate: { predecessor } }) => predecessor?.number === number && predecessor.version === version,
    );
    return {
      name: certificateName(certificate),
      planId: certificate.plan.planId,
      stage,
      issuedAt: certificate.issuedAt,
      timestamped: timestamp !== undefined,
      revoked: revocation !== undefined,
      accepted: acceptance !== undefined,
      ...(later ? { replacedBy: certificateName(later.certificate) } : {}),
      ...(isOvertaken(one) ? { overtaken: true as const } : {}),
    };
  });
}

/** A certificate that an erasure waits for: `final` once it is complete, `interim` while its keys wait to be deleted. */
export interface CertificateDue {
  planId: string;
  stage: StoredCertificate['stage'];
}

/** B3-2-1: of each erasure that can be certified and is not: the latest of its plan counts, unless it was revoked. */
export function certificatesDue(
  erasures: readonly Pick<ErasureRecord, 'planId' | 'phase'>[],
  certificates: readonly CertificateStatus[],
): CertificateDue[] {
  return erasures.flatMap(({ planId, phase }): CertificateDue[] => {
    if (phase !== 'kms-keys-scheduled' && phase !== 'complete') return [];
    const stage = phase === 'complete' ? 'final' : 'interim';
    const latest = certificates.findLast((one) => one.planId === planId);
    const isIssued = latest !== undefined && !latest.revoked && (latest.stage === stage || latest.stage === 'final');
    return isIssued ? [] : [{ planId, stage }];
  });
}

/** How far the audit log is signed. */
export interface CheckpointStatus {
  number: number;
  seq: number;
  at: string;
  /** Entries behind it. */
  unsigned: number;
  /** The log does not have the entry that it was made of: it was cut, or an older catalogue was put back. */
  behind?: true;
}

/** Undefined where there is no checkpoint yet, `unreadable` where the file does not end with one. */
export async function checkpointStatus(
  dir: string,
  catalog: Pick<Catalog, 'auditHead' | 'auditEntries'>,
): Promise<CheckpointStatus | 'unreadable' | undefined> {
  try {
    const last = await lastCheckpoint(checkpointFile(dir));
    if (!last) return undefined;
    const head = await catalog.auditHead();
    // The entry that tells of the checkpoint comes behind it.
    const after = Math.max(0, (head?.seq ?? 0) - last.seq - 1);
    const { number, seq, at } = last;
    const unsigned = head?.action === CHECKPOINTED ? 0 : after;
    return { number, seq, at, unsigned, ...((await holdsEntryOf(last, catalog)) ? {} : { behind: true }) };
  } catch {
    return 'unreadable';
  }
}
