import type { CertificateDocument } from './certificate-schema.js';

/** What in a certificate contradicts itself, as stable codes; empty when its numbers and states fit together. */
export function contradictions(certificate: CertificateDocument): string[] {
  const { scope, keys, verification, exceptions, times } = certificate;
  const found: string[] = [];
  const expect = (holds: boolean, code: string) => {
    if (!holds) found.push(code);
  };

  for (const member of ['objects', 'records', 'versions', 'bytes', 'plaintextBefore'] as const) {
    expect(sum(scope.lines.map((line) => line[member])) === scope.total[member], `total-${member}`);
  }
  for (const verdict of ['PASS', 'FAIL', 'UNKNOWN', 'DELETED'] as const) {
    expect(
      sum(scope.lines.map((line) => line.verdicts[verdict] ?? 0)) === (scope.total.verdicts[verdict] ?? 0),
      `total-${verdict}`,
    );
  }
  expect(scope.planned.objects === scope.total.objects + exceptions.length, 'planned-objects');
  const left = scope.planned.versions - scope.total.versions;
  expect(exceptions.length === 0 ? left === 0 : left >= exceptions.length, 'planned-versions');
  expect(verification.versionsListedAfter <= left, 'versions-left');
  expect(certificate.inventory.count === scope.total.versions, 'inventory-count');
  expect(certificate.plaintextHistory.objectsBefore === scope.total.plaintextBefore, 'plaintext-history');

  const { outcomes, canaries } = verification;
  expect(sum(Object.values(outcomes)) === verification.probed, 'probed');
  expect(scope.total.verdicts.FAIL === 0 && outcomes.altered === 0, 'failed');
  const destroyed = keys.unit.filter((unit) => unit.canary.outcomeAfter === 'destroyed').length;
  expect(canaries.total === keys.unit.length && canaries.destroyed === destroyed, 'canaries');
  expect(destroyed === keys.unit.length, 'canary-alive');
  const unsure = scope.total.verdicts.UNKNOWN + outcomes.unreadable + outcomes['store-unavailable'];
  // A plan of keys alone is shown by its canaries, which are all destroyed by what was asked above.
  const gone = scope.total.verdicts.PASS + (scope.total.verdicts.DELETED ?? 0);
  const shown = scope.total.versions > 0 ? gone > 0 : canaries.total > 0;
  expect(verification.overall === 'UNKNOWN' || (unsure === 0 && shown), 'overall');

  for (const key of keys.kms) {
    const claimed = key.state === 'destroyed' ? ['destroyed'] : ['refused', 'destroyed'];
    expect(!key.canary || claimed.includes(key.canary.outcomeAfter), 'kms-canary');
    expect((key.state === 'destroyed') === (key.destroyedAt !== undefined), 'key-state');
    expect(certificate.stage === 'interim' || key.state === 'destroyed', 'final-with-waiting-key');
  }
  expect(certificate.stage === 'interim' || times.completedAt !== undefined, 'final-not-completed');
  expect(
    certificate.traceability.every(({ item }, index) => item === index + 1),
    'traceability',
  );
  expect(times.startedAt <= times.verifiedAt && times.verifiedAt <= certificate.issuedAt, 'times');
  const by = [certificate.people.executed.by, certificate.people.verified.by, certificate.people.approved.by];
  expect((new Set(by).size === 3) === (certificate.people.separation === 'separate'), 'separation');
  return found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
