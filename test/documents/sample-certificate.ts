import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { buildCertificate, type CertificateDocument } from '../../src/certify/certificate.js';
import { type Signer, signCertificate } from '../../src/certify/jws.js';
import { signerOf } from '../../src/certify/signing-key.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { samplePlan } from './samples.js';

/** A fixed P-256 key for tests; it signs nothing else. */
export const sampleSigner: Signer = signerOf({
  kty: 'EC',
  crv: 'P-256',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
});

/** The record of an erasure that did what `plan` asks, everything verified. */
export function sampleErasure(plan: DisposalPlan, change: Partial<ErasureRecord> = {}): ErasureRecord {
  const erasedLines = plan.lines.map((line) => {
    const kept = line.level === 3 ? plan.exceptions.filter((kept) => kept.system === line.system).length : 0;
    const versions = line.versions - kept;
    return { ...line, objects: line.objects - kept, versions, verdicts: { PASS: versions, FAIL: 0, UNKNOWN: 0 } };
  });
  const versions = erasedLines.reduce((sum, line) => sum + line.versions, 0);
  return {
    schema: 'kimitsu/erasure/1',
    erasureId: 'erasure-77aa0c2a9d81b34e77a2c6d9',
    planId: plan.planId,
    planHash: canonicalHash(plan),
    approvalHash: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    phase: 'kms-keys-scheduled',
    startedAt: '2026-11-24T00:00:00.000Z',
    frozenAt: '2026-11-24T00:00:05.000Z',
    executedBy: 'operator-01（情報管理部）',
    verifiedBy: 'checker-02（監査室）',
    approvedBy: '見本府 府政情報室 情報公開課長',
    approvedAt: '2026-11-23T08:30:00.000Z',
    unitKeys: plan.keys.flatMap((key) =>
      key.unitIds.map((unitId) => ({
        unitId,
        system: unitId.split('/')[0]!,
        level: key.level,
        kmsKeyId: key.kmsKeyId,
        createdAt: '2026-04-01T00:00:00.000Z',
        destroyedAt: '2026-11-24T00:01:00.000Z',
        canary: {
          decryptedBefore: true,
          outcomeAfter: 'destroyed' as const,
          message: 'Y2FuYXJ5',
          checkedAt: '2026-11-24T00:06:10.000Z',
        },
      })),
    ),
    kmsKeys: plan.keys.map((key) => ({
      kmsKeyId: key.kmsKeyId,
      alias: key.alias,
      level: key.level,
      disabledAt: '2026-11-24T02:00:00.000Z',
      scheduledAt: '2026-11-24T02:00:01.000Z',
      deletionDate: '2026-12-24T02:00:01.000Z',
      destroyedAt: undefined,
    })),
    systems: erasedLines,
    readBack: {
      method: '一覧の再取得、全件の読出しの試行及び確認用データの復号の試行',
      versionsListedAfter: 0,
      probed: versions,
      outcomes: { destroyed: versions, altered: 0, unreadable: 0, 'store-unavailable': 0 },
      at: '2026-11-24T01:30:00.000Z',
    },
    inventory: { root: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', count: versions },
    exceptions: plan.exceptions.map((exception) => ({ ...exception })),
    completedAt: undefined,
    ...change,
  };
}

export function sampleCertificate(
  plan: DisposalPlan = samplePlan(),
  stage: 'interim' | 'final' = 'interim',
  extra: Partial<Parameters<typeof buildCertificate>[0]> = {},
): CertificateDocument {
  const done = stage === 'final' ? finished(sampleErasure(plan)) : sampleErasure(plan);
  return buildCertificate({
    record: done,
    plan,
    number: 'KC-2026-0001',
    stage,
    issuedAt: new Date('2026-11-24T03:00:00.000Z'),
    store: { vendor: 'Amazon Web Services', name: 'Amazon S3', version: '2006-03-01' },
    keyService: { vendor: 'Amazon Web Services', name: 'AWS KMS', version: '2014-11-01' },
    software: { name: 'kimitsu', version: '0.1.0' },
    auditHead: { seq: 1_260_002, hash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a' },
    evidence: [
      {
        name: 'erasure-record.json',
        sha256: 'ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d',
        bytes: 48_213,
      },
      {
        name: 'inventory.jsonl',
        sha256: 'e7f6c011776e8db7cd330b54174fd76f7d0216b612387a5ffcfb81e6f0919683',
        bytes: 24_500_120,
      },
    ],
    issuerKey: sampleSigner.publicJwk,
    ...extra,
  });
}

function finished(record: ErasureRecord): ErasureRecord {
  const destroyedAt = '2026-12-24T05:00:00.000Z';
  return {
    ...record,
    phase: 'complete',
    completedAt: destroyedAt,
    kmsKeys: record.kmsKeys.map((key) => ({ ...key, destroyedAt })),
  };
}

export async function signedParts(certificate: CertificateDocument): Promise<{ json: Uint8Array; jws: string }> {
  return {
    json: Buffer.from(canonicalJson(certificate), 'utf8'),
    jws: await signCertificate(certificate, sampleSigner),
  };
}
