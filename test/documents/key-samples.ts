import type { EncryptionReport } from '../../src/documents/encryption-report-data.js';
import type { KeyEvent, KeyLifecycleReport } from '../../src/documents/key-lifecycle-data.js';
import { samplePlan } from './samples.js';

const ARN = 'arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890a';
const hash = (seq: number): string => String(seq).padStart(4, '0').repeat(16);
const audit = (event: string, seq: number, at: string, more: Partial<KeyEvent> = {}): KeyEvent => ({
  event,
  at,
  actor: 'operator:unyo',
  evidence: { source: 'audit', seq, hash: hash(seq) },
  ...more,
});

const AUDIT_HEAD = { seq: 1_204_331, hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752' };
const KMS = { vendor: 'Amazon Web Services', name: 'AWS KMS', version: '2014-11-01' };

/** A service on S3 and KMS. All of it is invented. */
export function sampleEncryptionReport(change: Partial<EncryptionReport> = {}): EncryptionReport {
  const { parties, lines } = samplePlan();
  return {
    schema: 'kimitsu/encryption-report/1',
    reportId: 'enc-20261123-1204331',
    createdAt: '2026-11-23T05:05:12.000Z',
    createdBy: 'operator:unyo',
    parties,
    storage: {
      kind: 'service',
      product: { vendor: 'Amazon Web Services', name: 'Amazon S3', version: '2006-03-01' },
      region: 'ap-northeast-1',
      encryptedTransport: true,
    },
    keyService: { kind: 'service', product: KMS, region: 'ap-northeast-1', encryptedTransport: true },
    unitKeyStore: 'bucket',
    settings: { origin: 'AWS_KMS', rotationDays: 365, waitingDays: 30 },
    access: {
      administrators: [
        'arn:aws:iam::111122223333:role/contact-centre-key-administrator',
        'arn:aws:iam::111122223333:role/second-key-administrator',
      ],
      users: ['arn:aws:iam::111122223333:role/contact-centre-jobs'],
    },
    lines: lines.map(({ system, systemName, level, objects, bytes, plaintextBefore }, index) => ({
      system,
      systemName,
      access: index === 1 ? 'live' : 'archive',
      level,
      objects,
      bytes,
      envelope: level === 3 && index !== 1 ? objects - 2 : 0,
      storeKms: level === 3 && index === 1 ? objects - 2 : 0,
      storeDefault: level === 1 ? objects - 2 : 0,
      pending: 2,
      plaintextBefore,
      plaintextUnknown: level === 1 ? 0 : 1,
    })),
    keys: ([3, 2] as const).map((level) => ({
      keyId: `${ARN}${level}`,
      alias: `alias/kimitsu/contact-centre/level-${level}`,
      level,
      state: level === 3 ? 'Enabled' : 'PendingDeletion',
      origin: 'AWS_KMS',
      createdAt: '2026-04-01T00:00:00.000Z',
      materials: [
        { state: 'NON_CURRENT', present: true },
        { state: 'CURRENT', present: true },
      ],
      unitKeys: 15,
    })),
    unitKeys: { present: 30, destroyed: 4 },
    exceptions: [{ objectId: 'obj-9f86d081884c7d659a2feaa0c55ad015', system: 'pbx', reason: '保全の指示による' }],
    deviations: [],
    auditHead: AUDIT_HEAD,
    ...change,
  };
}

export function sampleKeyLifecycleReport(change: Partial<KeyLifecycleReport> = {}): KeyLifecycleReport {
  const periods = ['2026-04', '2026-05', '2026-06'];
  return {
    schema: 'kimitsu/key-lifecycle-report/1',
    reportId: 'key-20261123-1204331',
    createdAt: '2026-11-23T05:05:12.000Z',
    createdBy: 'operator:unyo',
    parties: samplePlan().parties,
    keyService: KMS,
    settings: { origin: 'EXTERNAL', rotationDays: 365, waitingDays: 30 },
    ledger: {
      kmsKeys: [
        {
          keyId: `${ARN}3`,
          alias: 'alias/kimitsu/contact-centre/level-3',
          level: 3,
          state: 'PendingDeletion',
          origin: 'EXTERNAL',
          createdAt: '2026-04-01T00:00:00.000Z',
          deletionDate: '2026-12-22T05:00:00.000Z',
          materials: [
            { materialId: hash(71), state: 'NON_CURRENT', present: false },
            { materialId: hash(72), state: 'CURRENT', present: false, rotatedAt: '2026-08-01T00:00:00.000Z' },
          ],
          unitKeys: 0,
          events: [
            audit('created', 1, '2026-04-01T00:00:00.000Z', { state: 'PendingImport' }),
            audit('imported', 2, '2026-04-01T01:00:00.000Z', { state: 'Enabled', materialId: hash(71) }),
            {
              event: 'rotated',
              at: '2026-08-01T00:00:00.000Z',
              actor: undefined,
              evidence: { source: 'key-service' },
              materialId: hash(72),
            },
            {
              event: 'disabled',
              at: '2026-11-22T04:59:00.000Z',
              actor: '運用責任者',
              evidence: { source: 'erasure', erasureId: 'erasure-0123456789ab' },
            },
            audit('deletion-scheduled', 1_204_300, '2026-11-22T05:00:00.000Z', {
              deletionDate: '2026-12-22T05:00:00.000Z',
            }),
            audit('material-deleted', 1_204_301, '2026-11-22T05:00:01.000Z'),
            audit('seen-by-auditor', 1_204_302, '2026-11-22T06:00:00.000Z'),
          ],
          deviations: [{ code: 'rotation-not-recorded', found: hash(72) }],
        },
      ],
      unitKeys: periods.map((period, index) => ({
        unitId: `pbx/3/${period}`,
        system: 'pbx',
        level: 3,
        period,
        kmsKeyId: `${ARN}3`,
        state: index === 0 ? 'Present' : 'Destroyed',
        createdAt: `${period}-01T00:00:00.000Z`,
        events:
          index === 0
            ? []
            : [
                audit('created', 10 + index, `${period}-01T00:00:00.000Z`),
                audit('rewrapped', 20 + index, '2026-08-01T00:10:00.000Z'),
                audit('destroyed', 1_204_200 + index, '2026-11-22T04:00:00.000Z'),
              ],
        deviations: index === 0 ? [{ code: 'creation-not-recorded' }] : [],
      })),
    },
    auditHead: AUDIT_HEAD,
    ...change,
  };
}
