import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { packageRoot } from '../../base/package-root.js';
import { buildCertificate, type CertificateDocument, type CertificateInput } from '../../certify/certificate.js';
import { signCertificate } from '../../certify/jws.js';
import { approvalUsed } from '../end-of-service/approvals.js';
import { assertOnRecord } from '../end-of-service/erasure-on-record.js';
import { assertPlanOnFile } from '../end-of-service/plan-on-file.js';
import { assertStillGone } from '../end-of-service/returned-keys.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import type { Workspace } from '../workspace.js';
import type { Erased } from './erased.js';
import { evidenceOf } from './evidence-files.js';
import { certificateName, type StoredCertificate } from './stored-certificate.js';

type Predecessor = NonNullable<CertificateDocument['predecessor']>;

/** What of a certificate does not follow from the erasure. */
export interface Terms {
  stage: CertificateDocument['stage'];
  /** Of a correction: those of the certificate that it takes the place of, and the next version. */
  number?: string;
  version?: number;
  issuer?: NonNullable<CertificateInput['issuer']>;
  predecessor?: Predecessor;
}

/**
 * The certificate of this erasure as it would be now, signed and not yet kept.
 * @throws {Fault} integrity `certificate/not-verified`, and as `assertOnRecord`, `assertStillGone` and `assertPlanOnFile`; denied
 *   `workspace/copied`: the other copy would issue as well, under the same number
 */
export async function certify(
  workspace: Workspace,
  { plan, record }: Erased,
  { number, ...terms }: Terms,
): Promise<StoredCertificate> {
  const { ports } = workspace;
  await assertOnRecord(ports.catalog, record);
  await assertNotCopied(ports.catalog, workspace);
  await assertStillGone(record, ports);
  await assertPlanOnFile(workspace, plan.planId);
  const signer = await workspace.signer();
  const { keys } = workspace.config;
  const head = await ports.catalog.auditHead();
  const { letter } = await approvalUsed(ports.catalog, record.approvalHash);
  const certificate = buildCertificate({
    record,
    plan,
    number: number ?? (await nextNumber(workspace)),
    issuedAt: ports.clock.now(),
    store: ports.objects.product,
    keyService: ports.keys.product,
    software: { name: 'kimitsu', version: await softwareVersion() },
    ...terms,
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
    evidence: await evidenceOf(workspace, plan, record),
    declared: {
      keyOrigin: keys.origin === 'EXTERNAL' ? 'imported' : 'service',
      ...(keys.type === 'kms' && keys.unitKeyBucket !== undefined ? { unitKeysIn: 'bucket' as const } : {}),
    },
    issuerKey: signer.publicJwk,
    ...(letter ? { letter } : {}),
  });
  return { stage: terms.stage, certificate, jws: await signCertificate(certificate, signer) };
}

/** Keeps it, with its entry in the audit log: from now on it is issued. */
export async function keepCertificate(workspace: Workspace, stored: StoredCertificate): Promise<StoredCertificate> {
  const { catalog, actor } = workspace.ports;
  const { certificate, stage } = stored;
  const { predecessor } = certificate;
  const detail = {
    stage,
    sha256: sha256Hex(canonicalJson(certificate)),
    ...(predecessor ? { relation: predecessor.relation } : {}),
  };
  const id = certificateName(certificate);
  await catalog.saveDocument({ kind: 'certificate', id, parentId: certificate.plan.planId, body: stored as never }, [
    { actor, action: 'certificate.issued', subject: id, detail },
  ]);
  return stored;
}

/** How a later certificate names the one before it. */
export function asPredecessor(
  { certificate }: StoredCertificate,
  relation: Predecessor['relation'],
  reason?: string,
): Predecessor {
  const { number, version } = certificate;
  const sha256 = sha256Hex(canonicalJson(certificate));
  return { number, version, sha256, relation, ...(reason === undefined ? {} : { reason }) };
}

/** 証明書番号: service, day of Japan, and how many there are. */
async function nextNumber({ config, ports: { catalog, clock } }: Workspace): Promise<string> {
  const day = japaneseDay(clock.now()).replaceAll('-', '');
  const serial = String((await catalog.documents('certificate')).length + 1).padStart(3, '0');
  return `${config.service.id}-${day}-${serial}`;
}

async function softwareVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
