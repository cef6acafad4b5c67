import { createPublicKey } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { packageRoot } from '../../base/package-root.js';
import { buildCertificate, type CertificateDocument } from '../../certify/certificate.js';
import { signCertificate, thumbprint } from '../../certify/jws.js';
import { signPdf } from '../../certify/pades-sign.js';
import { verifyPage } from '../../certify/verify-page.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { renderDisposalCertificate } from '../../documents/disposal-certificate.js';
import { certificatesOf, type StoredCertificate } from '../certificates/stored-certificate.js';
import type { Workspace } from '../workspace.js';
import { approvalUsed, storedPlan } from './approvals.js';
import { ErasureLog } from './erasure-log.js';

export interface IssuedCertificate {
  certificate: CertificateDocument;
  pdf: string;
  jws: string;
  verifyPage: string;
  /** RFC 7638 thumbprint of the key that signed. */
  fingerprint: string;
}

/**
 * 廃棄証明書 for the erasure of this plan: interim while KMS keys wait, final once they are gone. Issuing again at the
 * same stage gives the same certificate. Files: `certificates/<number>.pdf`, `.jws`, `verify.html`, `issuer.pub.pem`.
 *
 * @throws {Fault} usage `certificate/nothing-erased`; integrity `certificate/not-verified`
 */
export async function issueCertificate(workspace: Workspace, planId: string): Promise<IssuedCertificate> {
  const { ports } = workspace;
  const { plan } = await storedPlan(ports.catalog, planId);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  if (!log)
    throw new Fault(
      'usage',
      'certificate/nothing-erased',
      'nothing was erased under this plan',
      { planId },
      {
        hint: 'run `kimitsu erase` first',
      },
    );
  const { phase } = log.record;
  if (!hasReached(phase, 'kms-keys-scheduled'))
    throw new Fault(
      'integrity',
      'certificate/not-verified',
      'the erasure is not finished',
      { planId, phase },
      {
        hint: 'run `kimitsu erase` to its end first',
      },
    );
  const stage = phase === 'complete' ? 'final' : 'interim';
  const issued = await certificatesOf(ports.catalog, planId);
  const stored =
    issued.find((one) => one.stage === stage) ?? (await sign(workspace, plan, log.record, stage, issued.at(-1)));
  return writeFiles(workspace, stored);
}

async function sign(
  workspace: Workspace,
  plan: DisposalPlan,
  record: ErasureRecord,
  stage: 'interim' | 'final',
  interim: StoredCertificate | undefined,
): Promise<StoredCertificate> {
  const { ports, config } = workspace;
  const signer = await workspace.signer();
  const now = ports.clock.now();
  const head = await ports.catalog.auditHead();
  const { letter } = await approvalUsed(ports.catalog, record.approvalHash);
  const day = japaneseDay(now).replaceAll('-', '');
  const serial = String((await ports.catalog.documents('certificate')).length + 1).padStart(3, '0');
  const certificate = buildCertificate({
    record,
    plan,
    number: `${config.service.id}-${day}-${serial}`,
    stage,
    issuedAt: now,
    store: ports.objects.product,
    keyService: ports.keys.product,
    software: { name: 'kimitsu', version: await softwareVersion() },
    ...(interim ? { predecessor: predecessor(interim) } : {}),
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
    evidence: await evidence(workspace, plan, record),
    declared: { keyOrigin: 'service' },
    issuerKey: signer.publicJwk,
    ...(letter ? { letter } : {}),
  });
  const jws = await signCertificate(certificate, signer);
  const stored: StoredCertificate = { stage, certificate, jws };
  await ports.catalog.saveDocument(
    { kind: 'certificate', id: certificate.number, parentId: plan.planId, body: stored as never },
    [
      {
        actor: ports.actor,
        action: 'certificate.issued',
        subject: certificate.number,
        detail: { stage, sha256: sha256Hex(canonicalJson(certificate)) },
      },
    ],
  );
  return stored;
}

function predecessor({ certificate }: StoredCertificate): NonNullable<CertificateDocument['predecessor']> {
  return {
    number: certificate.number,
    version: certificate.version,
    sha256: sha256Hex(canonicalJson(certificate)),
    relation: 'completes',
  };
}

/** What an expert may ask for beside the certificate, each bound to it by its hash. */
async function evidence(
  workspace: Workspace,
  plan: DisposalPlan,
  record: ErasureRecord,
): Promise<{ name: string; sha256: string; bytes: number }[]> {
  const planBytes = Buffer.from(canonicalJson(plan), 'utf8');
  const { bytes, letter } = await approvalUsed(workspace.ports.catalog, record.approvalHash);
  const approval = Buffer.from(bytes, 'utf8');
  const inventory = await readFile(join(await workspace.folder('erasures'), `${plan.planId}.inventory.jsonl`));
  return [
    { name: `${plan.planId}.json`, sha256: sha256Hex(planBytes), bytes: planBytes.byteLength },
    {
      name: `${plan.planId}.${letter ? 'letter.json' : 'jws'}`,
      sha256: sha256Hex(approval),
      bytes: approval.byteLength,
    },
    ...(letter ? [letter.scan] : []),
    { name: `${plan.planId}.inventory.jsonl`, sha256: sha256Hex(inventory), bytes: inventory.byteLength },
  ];
}

async function writeFiles(workspace: Workspace, { certificate, jws }: StoredCertificate): Promise<IssuedCertificate> {
  const folder = await workspace.folder('certificates');
  const signer = await workspace.signer();
  const json = Buffer.from(canonicalJson(certificate), 'utf8');
  const rendered = await renderDisposalCertificate(certificate, { json, jws });
  const pdf = await signPdf(rendered, signer, {
    signedAt: new Date(certificate.issuedAt),
    subject: { commonName: certificate.issuer.name },
  });
  const path = (name: string): string => join(folder, name);
  await replace(path(`${certificate.number}.pdf`), pdf);
  await replace(path(`${certificate.number}.jws`), Buffer.from(jws, 'utf8'));
  await replace(path('verify.html'), Buffer.from(await verifyPage(), 'utf8'));
  const pem = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  await replace(path('issuer.pub.pem'), Buffer.from(pem));
  return {
    certificate,
    pdf: path(`${certificate.number}.pdf`),
    jws: path(`${certificate.number}.jws`),
    verifyPage: path('verify.html'),
    fingerprint: thumbprint(signer.publicJwk),
  };
}

/** Whole or not at all: a certificate cut short by a crash would read as a forged one. */
async function replace(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.tmp`, bytes, { flush: true });
  await rename(`${path}.tmp`, path);
}

async function softwareVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
