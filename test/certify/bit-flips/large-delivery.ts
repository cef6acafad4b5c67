import { createPublicKey } from 'node:crypto';
import { sampleInput, samplePlan, sampleRecord } from '../../../fixtures/certificate/sample.js';
import { AUDIT_EXCERPT_TYP } from '../../../src/app/certificates/delivery-files.js';
import { exportEvidence } from '../../../src/audit/export.js';
import { sha256Hex } from '../../../src/base/bytes.js';
import { canonicalHash, canonicalJson } from '../../../src/base/canonical-json.js';
import { signApproval } from '../../../src/certify/approval.js';
import { buildCertificate, type CertificateDocument } from '../../../src/certify/certificate.js';
import { type InventoryItem, inventoryLines } from '../../../src/certify/inventory.js';
import { signCertificate, signDocument } from '../../../src/certify/jws.js';
import { StreamingRoot } from '../../../src/certify/merkle.js';
import { signPdf } from '../../../src/certify/pades-sign.js';
import { verifyPage } from '../../../src/certify/verify-page.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import { renderDisposalCertificate } from '../../../src/documents/disposal-certificate.js';
import { streamOf } from '../../audit/chains.js';
import { append, sign, signedLog } from '../../audit/signed-log.js';
import { newSigner } from '../keys.js';

export interface LargeDelivery {
  /** Without ending: `<name>.jws`. */
  name: string;
  certificate: CertificateDocument;
  /** Every file of the delivery, by its name in the archive. */
  files: Map<string, Buffer>;
  /** Public key of the issuer, PEM. */
  pem: string;
}

/** What a contractor would hand over after erasing so many versions, made of the same parts. Nobody in it is real. */
export async function largeDelivery(leaves: number): Promise<LargeDelivery> {
  const signer = newSigner();
  const plan = planOf(leaves);
  const planBytes = Buffer.from(canonicalJson(plan));
  const approval = Buffer.from(
    await signApproval(
      {
        schema: 'kimitsu/approval/1',
        planHash: canonicalHash(plan),
        decision: 'approved',
        approver: '見本府',
        role: '府民文化部長',
        at: '2027-03-20T02:00:00.000Z',
      },
      newSigner(),
    ),
  );
  const tree = new StreamingRoot();
  const lines: string[] = [];
  for await (const line of inventoryLines(itemsOf(leaves), Buffer.alloc(32, 9), tree)) lines.push(line);
  const inventory = Buffer.from(lines.join(''));
  const record = sampleRecord(plan);
  const outcomes = { destroyed: leaves, altered: 0, unreadable: 0, 'store-unavailable': 0 };
  const log = await signedLog([200, 300], 20, signer);
  for (let n = 0; n < 200; n++)
    append(log, { actor: 'system', action: 'erasure.progress', subject: plan.planId, detail: { n } });
  const head = log.entries.at(-1)!;
  const certificate = buildCertificate(
    sampleInput(signer.publicJwk, {
      plan,
      record: {
        ...record,
        approvalHash: sha256Hex(approval.toString()),
        inventory: { root: Buffer.from(tree.root()).toString('hex'), count: tree.count },
        readBack: { ...record.readBack!, probed: leaves, outcomes },
      },
      auditHead: { seq: head.seq, hash: head.hash },
      evidence: [
        evidence(`${plan.planId}.json`, planBytes),
        evidence(`${plan.planId}.jws`, approval),
        evidence(`${plan.planId}.inventory.jsonl`, inventory),
      ],
    }),
  );
  const name = 'sample-20270408-001';
  const json = canonicalJson(certificate);
  append(log, { actor: 'system', action: 'certificate.issued', subject: name, detail: { sha256: sha256Hex(json) } });
  await sign(log, signer);
  const excerpt: string[] = [];
  for await (const line of exportEvidence({
    entries: streamOf(log.entries),
    subjects: [plan.planId, name],
    checkpoints: { lastSeq: log.entries.at(-1)!.seq },
    now: new Date('2027-04-08T01:00:01.000Z'),
    sign: (bytes) => signDocument(JSON.parse(Buffer.from(bytes).toString()), AUDIT_EXCERPT_TYP, signer),
  }))
    excerpt.push(line);
  const jws = await signCertificate(certificate, signer);
  const rendered = await renderDisposalCertificate(certificate, { json: Buffer.from(json), jws });
  const pem = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const files = new Map<string, Buffer>([
    [`${name}.jws`, Buffer.from(jws)],
    [`${name}.pdf`, Buffer.from(await signPdf(rendered, signer, { signedAt: new Date(certificate.issuedAt) }))],
    [`evidence/${plan.planId}.json`, planBytes],
    [`evidence/${plan.planId}.jws`, approval],
    [`evidence/${plan.planId}.inventory.jsonl`, inventory],
    [`evidence/${name}.audit.jsonl`, Buffer.from(excerpt.join(''))],
    ['issuer.pub.pem', Buffer.from(pem)],
    ['verify.html', Buffer.from(await verifyPage())],
  ]);
  return { name, certificate, files, pem: pem.toString() };
}

/** The sample plan with so many versions of recordings. */
function planOf(leaves: number): DisposalPlan {
  const plan = samplePlan();
  const rest = plan.lines.slice(1).reduce((sum, { versions }) => sum + versions, 0);
  const many = leaves - rest;
  plan.lines[0] = { ...plan.lines[0]!, objects: many, records: many, versions: many, bytes: many * 1000 };
  return plan;
}

function* itemsOf(leaves: number): Generator<InventoryItem> {
  for (let n = 0; n < leaves; n++)
    yield { system: 'pbx', level: 3, item: 'version', object: `${n}.wav`, versionId: `v${n}`, bytes: 1000 };
}

const evidence = (name: string, bytes: Buffer) => ({ name, sha256: sha256Hex(bytes), bytes: bytes.length });
