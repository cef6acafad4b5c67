import { createPublicKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CHECKPOINTED } from '../../audit/checkpoint-check.js';
import { exportEvidence } from '../../audit/export.js';
import { digestOf } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { writeLines } from '../../base/write-lines.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import { signDocument } from '../../certify/jws.js';
import { approvalPage, verifyPage } from '../../certify/verify-page.js';
import { verificationGuide } from '../../documents/verification-guide.js';
import { checkpointAtEnd } from '../checkpoints/checkpoint-at-end.js';
import { checkpointFile, lastCheckpoint } from '../checkpoints/checkpoint-file.js';
import { approvalUsed } from '../end-of-service/approvals.js';
import { replaceFileWith } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { erasedUnder } from './erased.js';
import { inventoryFile } from './evidence-files.js';
import { planRendering } from './plan-rendering.js';
import { certificateName, type StoredCertificate } from './stored-certificate.js';
import { type ArchiveEntry, writeArchive } from './write-archive.js';

/** Type of a signed excerpt of the audit log, as `audit export` signs it too. */
export const AUDIT_EXCERPT_TYP = 'kimitsu-audit-evidence+jws';

/**
 * Everything for the recipient in one file, `certificates/<name>.zip`: the certificate in both forms, its evidence, an
 * excerpt of the audit log, the page and the guide to check with.
 *
 * @param pdf - the signed PDF that was written for it
 * @throws {Fault} integrity `certificate/evidence-missing`, `certificate/evidence-altered`
 */
export async function writeDelivery(workspace: Workspace, stored: StoredCertificate, pdf: string): Promise<string> {
  const { certificate } = stored;
  const name = certificateName(certificate);
  const folder = await workspace.folder('certificates');
  const audit = join(folder, `${name}.audit.jsonl`);
  const named = await evidence(workspace, stored);
  await writeAuditExcerpt(workspace, stored, audit);
  try {
    const entries: ArchiveEntry[] = [
      { name: `${name}.pdf`, path: pdf },
      { name: `${name}.jws`, bytes: Buffer.from(stored.jws, 'latin1') },
      ...(stored.timestamp ? [{ name: `${name}.tsr`, bytes: Buffer.from(stored.timestamp, 'base64') }] : []),
      ...(stored.revocation
        ? [{ name: `${name}.revocation.jws`, bytes: Buffer.from(stored.revocation, 'latin1') }]
        : []),
      { name: 'verify.html', bytes: Buffer.from(await verifyPage(), 'utf8') },
      { name: 'approval.html', bytes: Buffer.from(await approvalPage(), 'utf8') },
      { name: 'issuer.pub.pem', bytes: await issuerKey(workspace) },
      ...named,
      { name: `evidence/${name}.audit.jsonl`, path: audit },
    ];
    const all = [...entries.map((entry) => entry.name), GUIDE].sort();
    entries.push({ name: GUIDE, bytes: Buffer.from(verificationGuide(certificate, { name, all }), 'utf8') });
    const file = join(folder, `${name}.zip`);
    await writeArchive(file, entries);
    return file;
  } finally {
    await rm(audit, { force: true });
  }
}

const GUIDE = '確認の手引き.html';

async function issuerKey(workspace: Workspace): Promise<Buffer> {
  const { publicJwk } = await workspace.signer();
  const pem = createPublicKey({ key: { ...publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  return Buffer.from(pem);
}

/** What the certificate names under `evidence`: also the plan for people, unless it was issued before that was named. */
async function evidence(workspace: Workspace, { certificate }: StoredCertificate): Promise<ArchiveEntry[]> {
  const { planId } = certificate.plan;
  const { plan, record } = await erasedUnder(workspace, planId);
  const { bytes, letter } = await approvalUsed(workspace.ports.catalog, record.approvalHash);
  const rendering = certificate.evidence.some(({ name }) => name === `${planId}.pdf`);
  const planPdf = rendering ? await planRendering(workspace, plan) : undefined;
  const inventory = await inventoryFile(workspace, planId);
  const scan = letter && join(await workspace.folder('approvals'), letter.scan.name);
  for (const file of [inventory, ...(scan ? [scan] : [])]) if (!(await isThere(file))) throw missing(planId);
  if (rendering && !planPdf) throw missing(planId);
  const entries: ArchiveEntry[] = [
    { name: `evidence/${planId}.json`, bytes: Buffer.from(canonicalJson(plan), 'utf8') },
    ...(planPdf ? [{ name: `evidence/${planId}.pdf`, bytes: planPdf }] : []),
    { name: `evidence/${planId}.${letter ? 'letter.json' : 'jws'}`, bytes: Buffer.from(bytes, 'utf8') },
    ...(letter && scan ? [{ name: `evidence/${letter.scan.name}`, path: scan }] : []),
    { name: `evidence/${planId}.inventory.jsonl`, path: inventory },
  ];
  for (const entry of entries) await assertNamed(entry, certificate);
  return entries;
}

/** A delivery with other evidence than the certificate names would not verify. */
async function assertNamed(entry: ArchiveEntry, { evidence, plan }: CertificateDocument): Promise<void> {
  const named = evidence.find(({ name }) => `evidence/${name}` === entry.name);
  if (!named) return;
  const { sha256 } = await digestOf('path' in entry ? createReadStream(entry.path) : Readable.from([entry.bytes]));
  if (sha256 === named.sha256) return;
  throw new Fault(
    'integrity',
    'certificate/evidence-altered',
    'evidence that the certificate names is not what it was when it was issued',
    { planId: plan.planId, file: named.name },
    { hint: 'restore the plan in plans/, the inventory in erasures/ and the letter in approvals/' },
  );
}

/** B1-2-2: the entries about this plan, its erasure and its certificate; what lies between is declared as gaps. */
async function writeAuditExcerpt(
  workspace: Workspace,
  { certificate }: StoredCertificate,
  output: string,
): Promise<void> {
  const { catalog, clock } = workspace.ports;
  const signer = await workspace.signer();
  // So that whoever gets the delivery holds a checkpoint that covers the erasure and the certificate.
  await checkpointAtEnd(workspace);
  const lastSeq = await lastCheckpointed(workspace);
  const lines = exportEvidence({
    entries: catalog.auditEntries(),
    subjects: [certificate.plan.planId, certificate.erasureId, certificateName(certificate)],
    checkpoints: { lastSeq },
    now: clock.now(),
    sign: (bytes) => signDocument(JSON.parse(Buffer.from(bytes).toString('utf8')), AUDIT_EXCERPT_TYP, signer),
  });
  await replaceFileWith(output, (file) => writeLines(file, lines));
}

/** The entry that tells of the last checkpoint; 0 where there is none. */
async function lastCheckpointed({ dir, ports }: Workspace): Promise<number> {
  // A damaged file is told by `audit verify`; the certificate goes out all the same.
  const last = await lastCheckpoint(checkpointFile(dir)).catch(() => undefined);
  if (!last) return 0;
  for await (const { seq, action, detail } of ports.catalog.auditEntries(last.seq))
    if (action === CHECKPOINTED && (detail as { sha256?: string } | null)?.sha256 === last.sha256) return seq;
  return 0;
}

const isThere = (file: string): Promise<boolean> =>
  access(file, constants.R_OK).then(
    () => true,
    () => false,
  );

const missing = (planId: string): Fault =>
  new Fault(
    'integrity',
    'certificate/evidence-missing',
    'evidence that the certificate names is not there',
    { planId },
    { hint: 'restore the plan in plans/, the inventory in erasures/ and the letter in approvals/' },
  );
