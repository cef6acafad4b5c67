import { describe, expect, it } from 'vitest';
import { sampleInput, samplePlan, sampleRecord, waitingRecord } from '../../fixtures/certificate/sample.js';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { Fault } from '../../src/base/fault.js';
import { buildCertificate, type CertificateInput, certificateSchema } from '../../src/certify/certificate.js';
import { methodText } from '../../src/certify/certificate-texts.js';
import { contradictions } from '../../src/certify/consistency.js';
import { type Declarations, traceabilityItems } from '../../src/certify/traceability.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { newSigner } from './keys.js';

const issuerKey = newSigner().publicJwk;
const build = (changes: Partial<CertificateInput> = {}) => buildCertificate(sampleInput(issuerKey, changes));

function problems(changes: Partial<CertificateInput>): string[] {
  try {
    build(changes);
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    expect(error).toMatchObject({ kind: 'integrity', code: 'certificate/not-verified' });
    return (error.detail.problems as { code: string }[]).map(({ code }) => code);
  }
}

const withRecord = (change: (record: ErasureRecord) => void): Partial<CertificateInput> => {
  const record = sampleRecord();
  change(record);
  return { record };
};

const withPlan = (change: (plan: DisposalPlan) => void): Partial<CertificateInput> => {
  const plan = samplePlan();
  change(plan);
  return { plan, record: { ...sampleRecord(), planHash: canonicalHash(plan) } };
};

describe('methodText', () => {
  it('names the keys that protect the level: unit keys for 3, the key service for 2, none for 1', () => {
    const text = (level: 1 | 2 | 3, technique: 'cryptographic-erase' | 'delete') =>
      methodText({ level, technique, readBack: 'full' });
    expect(text(3, 'cryptographic-erase')).toContain('ユニット鍵の消去');
    expect(text(2, 'cryptographic-erase')).toContain('鍵管理サービスの鍵の無効化及び削除の予約');
    expect(text(2, 'cryptographic-erase')).not.toContain('ユニット鍵');
    expect(text(1, 'delete')).not.toContain('鍵');
  });
});

describe('buildCertificate (B3-2-2)', () => {
  it('says what the record says, and fits its schema without contradiction', () => {
    const certificate = build();
    expect(certificateSchema.parse(certificate)).toEqual(certificate);
    expect(contradictions(certificate)).toEqual([]);
    expect(certificate.scope.total).toEqual({
      objects: 6,
      records: 49,
      versions: 10,
      bytes: 572_048,
      plaintextBefore: 2,
      verdicts: { PASS: 10, FAIL: 0, UNKNOWN: 0 },
    });
    expect(certificate.verification.overall).toBe('PASS');
    expect(certificate.people.separation).toBe('separate');
    expect(certificate.times.kmsKeysDestroyedAt).toBe('2027-04-07T10:00:00.000Z');
  });

  it('B1-1-1: names the account that began it and its factors, and nobody where no factor was asked for', () => {
    expect(build().people).not.toHaveProperty('begun');
    const begunBy = { account: 'account-00000000000000000000000a', factors: ['secret', 'totp'] as const };
    const record = { ...sampleRecord(), begunBy: { ...begunBy, factors: [...begunBy.factors] } };
    const certificate = build({ record });
    expect(certificate.people.begun).toEqual(begunBy);
    expect(certificateSchema.parse(certificate)).toEqual(certificate);
  });

  it('holds integers and strings only', () => {
    const leaves: unknown[] = [];
    JSON.stringify(build(), (_name, value) => {
      if (typeof value !== 'object' || value === null) leaves.push(value);
      return value;
    });
    expect(leaves.length).toBeGreaterThan(100);
    for (const leaf of leaves) expect(typeof leaf === 'string' || Number.isSafeInteger(leaf)).toBe(true);
  });

  it('never claims that nothing can be recovered', () => {
    const text = JSON.stringify([build(), build({ stage: 'interim', record: waitingRecord() })]);
    expect(text).not.toMatch(/unrecoverable|復元不可能|復元できない|完全に消去|完全消去/i);
  });

  it('lists the ten traceability items of SP 800-88 and marks what nobody told as unknown', () => {
    const items = build().traceability;
    expect(items.map(({ item }) => item)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(items.filter(({ basis }) => basis === 'unknown').map(({ item }) => item)).toEqual([2, 6, 8]);
    const declared = build({
      declared: { keyOrigin: 'service', keyLifeCycle: '更新は行っていない。', escrow: '預託なし。' },
    }).traceability;
    expect(declared.filter(({ basis }) => basis === 'unknown')).toEqual([]);
  });

  it('names backups as not known unless declared', () => {
    const backups = (changes?: Partial<CertificateInput>) =>
      build(changes).remaining.find(({ what }) => what.includes('バックアップ'));
    expect(backups()).toMatchObject({ basis: 'unknown' });
    expect(backups({ declared: { backups: { text: '30日間保持。', until: '2027-04-30T00:00:00Z' } } })).toEqual({
      what: '対象データのバックアップ',
      basis: 'known',
      until: '2027-04-30T00:00:00.000Z',
      text: '30日間保持。',
    });
  });

  it('issues an interim certificate while a key waits, and says until when it remains', () => {
    const certificate = build({ stage: 'interim', record: waitingRecord() });
    expect(certificate.keys.kms[0]).toMatchObject({ state: 'pending-deletion' });
    expect(certificate.remaining[0]).toMatchObject({ until: '2027-04-07T09:05:30.000Z' });
    expect(certificate.limits.join()).toContain('暫定');
    expect(contradictions(certificate)).toEqual([]);
  });

  it('shows UNKNOWN verdicts, which keep the whole from PASS', () => {
    const certificate = build(
      withRecord((record) => {
        record.systems[0]!.verdicts = { PASS: 4, FAIL: 0, UNKNOWN: 1 };
      }),
    );
    expect(certificate.verification.overall).toBe('UNKNOWN');
    expect(certificate.scope.total.verdicts).toEqual({ PASS: 9, FAIL: 0, UNKNOWN: 1 });
    expect(certificate.limits.join()).toContain('UNKNOWN');
  });

  it('says so when executing and verifying person are the same', () => {
    const certificate = build(
      withRecord((record) => {
        record.verifiedBy = record.executedBy;
      }),
    );
    expect(certificate.people.separation).toBe('not-separate');
    expect(certificate.limits.some((limit) => limit.includes('独立'))).toBe(true);
  });

  it('reconciles a plan with a named exception (B3-2-1)', () => {
    const exception = { objectId: 'o-1', system: 'pbx', reason: '訴訟ホールド' };
    const changes = withPlan((plan) => plan.exceptions.push(exception));
    const record = changes.record!;
    record.exceptions = [exception];
    record.systems[0] = { ...record.systems[0]!, objects: 2, versions: 3, verdicts: { PASS: 3, FAIL: 0, UNKNOWN: 0 } };
    record.inventory!.count = 8;
    record.readBack = { ...record.readBack!, versionsListedAfter: 2 };
    const certificate = build(changes);
    expect(certificate.exceptions).toEqual([exception]);
    expect(contradictions(certificate)).toEqual([]);
  });

  it('names what vanished from the store without this erasure, and does not count it as erased', () => {
    const disappeared = [{ system: 'pbx', versions: 2, reason: 'inventory/not-in-store' }];
    const certificate = build({ record: { ...sampleRecord(), disappeared } });
    expect(certificate.scope.disappeared).toEqual(disappeared);
    expect(certificate.scope.total.versions).toBe(10);
    expect(certificate.remaining.some(({ basis, text }) => basis === 'unknown' && text.includes('2件'))).toBe(true);
    const plan = { ...samplePlan(), disappeared };
    const record = { ...sampleRecord(), planHash: canonicalHash(plan) };
    expect(problems({ plan, record })).toEqual(['disappeared-not-named']);
  });

  it.each<[string, Partial<CertificateInput>]>([
    [
      'phase',
      withRecord((record) => {
        record.phase = 'read-back';
      }),
    ],
    [
      'not-completed',
      withRecord((record) => {
        record.completedAt = undefined;
      }),
    ],
    [
      'other-plan',
      withRecord((record) => {
        record.planHash = '0'.repeat(64);
      }),
    ],
    [
      'kms-key-not-scheduled',
      withRecord((record) => {
        record.kmsKeys = [];
      }),
    ],
    ['unit-key-not-destroyed', withRecord((record) => void record.unitKeys.pop())],
    [
      'canary',
      withRecord((record) => {
        record.unitKeys[0]!.canary.outcomeAfter = 'unreadable';
      }),
    ],
    [
      'canary',
      withRecord((record) => {
        record.unitKeys[0]!.canary.decryptedBefore = false;
      }),
    ],
    [
      'kms-key-waiting',
      withRecord((record) => {
        record.kmsKeys[0]!.destroyedAt = undefined;
      }),
    ],
    [
      'read-back-missing',
      withRecord((record) => {
        record.readBack = undefined;
      }),
    ],
    [
      'read-back-count',
      withRecord((record) => {
        record.readBack!.probed = 9;
      }),
    ],
    [
      'versions-left',
      withRecord((record) => {
        record.readBack!.versionsListedAfter = 1;
      }),
    ],
    [
      'still-readable',
      withRecord((record) => void Object.assign(record.readBack!.outcomes, { destroyed: 9, altered: 1 })),
    ],
    [
      'verdict-fail',
      withRecord((record) => {
        record.systems[1]!.verdicts.FAIL = 1;
      }),
    ],
    [
      'no-verdict',
      withRecord((record) => {
        record.systems[1]!.verdicts = { PASS: 0, FAIL: 0, UNKNOWN: 0 };
      }),
    ],
    [
      'inventory',
      withRecord((record) => {
        record.inventory!.count = 9;
      }),
    ],
    [
      'inventory',
      withRecord((record) => {
        record.inventory = undefined;
      }),
    ],
    [
      'counts',
      withPlan((plan) => {
        plan.lines[0]!.versions = 6;
      }),
    ],
    [
      'counts',
      withPlan((plan) => {
        plan.lines[0]!.objects = 4;
      }),
    ],
    ['counts', withPlan((plan) => void plan.lines.push({ ...plan.lines[0]!, system: 'asr' }))],
    [
      'exception-not-named',
      withPlan((plan) => void plan.exceptions.push({ objectId: 'x', system: 'pbx', reason: '-' })),
    ],
    ['times', { issuedAt: new Date('2027-03-31T09:03:00.000Z') }],
  ])('issues nothing: %s', (code, changes) => expect(problems(changes)).toContain(code));

  it('claims no overwriting of unit keys that lay in a bucket', () => {
    const { record } = withPlan(() => undefined);
    const product = { vendor: 'a', name: 'b', version: '1' };
    const products = { store: product, keyService: product, software: { name: 'kimitsu', version: '0' } };
    const how = (declared: Declarations) => traceabilityItems(record!, products, declared)[6]?.value;
    expect(how({})).toContain('上書きのうえ削除');
    expect(how({ unitKeysIn: 'bucket' })).toMatch(/バケットから全ての版とともに削除/);
    expect(how({ unitKeysIn: 'bucket' })).not.toContain('上書き');
  });

  it('issues nothing when a version of a line was judged by nobody', () => {
    const changes = withPlan(() => undefined);
    const line = changes.record!.systems[0]!;
    changes.record!.systems[0] = { ...line, verdicts: { ...line.verdicts, PASS: line.verdicts.PASS - 1 } };
    expect(problems(changes)).toEqual(['verdict-count']);
  });

  it('issues nothing when more is listed afterwards than the exceptions account for', () => {
    const exception = { objectId: 'o-1', system: 'pbx', reason: '訴訟ホールド' };
    const changes = withPlan((plan) => plan.exceptions.push(exception));
    const record = changes.record!;
    record.exceptions = [exception];
    const verdicts = { PASS: 3, FAIL: 0, UNKNOWN: 0 };
    record.systems[0] = { ...record.systems[0]!, objects: 2, versions: 3, verdicts };
    record.inventory!.count = 8;
    record.readBack = { ...record.readBack!, versionsListedAfter: 3 };
    expect(problems(changes)).toEqual(['versions-left']);
  });

  it('issues nothing final, and nothing interim, before the keys are scheduled', () => {
    const record = { ...waitingRecord(), phase: 'versions-deleted' as const };
    expect(problems({ stage: 'interim', record })).toContain('phase');
    expect(problems({ stage: 'final', record: waitingRecord() })).toEqual(
      expect.arrayContaining(['phase', 'not-completed', 'kms-key-waiting']),
    );
  });
});
