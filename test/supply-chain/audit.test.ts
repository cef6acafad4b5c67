import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { type AuditRecord, auditResult, keepAnswer, readAudit } from '../../supply-chain/audit.js';

const NOTHING = { critical: 0, high: 0, moderate: 0, low: 0, info: 0 };
const ADVISORY = {
  source: 1098765,
  name: 'some-package',
  title: 'some-package hangs',
  url: 'https://github.com/advisories/GHSA-abcd-1234-wxyz',
  severity: 'high',
};
const answer = (vulnerabilities: object, counts: object = {}) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { ...NOTHING, ...counts, total: 0 } },
  });

describe('B2-5-1: what an audit says is recorded as it is', () => {
  it('nothing found', () => {
    expect(auditResult(answer({}))).toEqual({ result: 'ok', counts: NOTHING, advisories: [] });
  });

  it('each advisory once, also when several packages are affected by way of it', () => {
    const vulnerabilities = {
      'some-package': { via: [ADVISORY] },
      above: { via: ['some-package'] },
      beside: { via: [ADVISORY] },
    };
    expect(auditResult(answer(vulnerabilities, { high: 3 }))).toEqual({
      result: 'findings',
      counts: { ...NOTHING, high: 3 },
      advisories: [
        {
          id: 'GHSA-abcd-1234-wxyz',
          package: 'some-package',
          severity: 'high',
          title: ADVISORY.title,
          url: ADVISORY.url,
        },
      ],
    });
  });

  it.each`
    what                   | stdout
    ${'a refusal'}         | ${'{"statusCode":405,"uri":"https://registry.example/-/npm/v1/security"}'}
    ${'a network failure'} | ${'{"error":{"code":"ENOTFOUND","summary":"getaddrinfo registry.example"}}'}
    ${'no answer'}         | ${''}
    ${'something else'}    | ${'<html>'}
  `('$what is no answer, and names no host', ({ stdout }) => {
    const result = auditResult(stdout);
    expect(result).toMatchObject({ result: 'unavailable', counts: NOTHING, advisories: [] });
    expect(result.reason).toBeTruthy();
    expect(JSON.stringify(result)).not.toContain('registry.example');
  });

  it('an audit without an answer never takes the place of one with an answer', () => {
    const at = (recordedAt: string, stdout: string): AuditRecord => ({
      recordedAt,
      tool: 'npm audit',
      toolVersion: '11.0.0',
      lockFile: 'aa',
      ...auditResult(stdout),
    });
    const real = at('2026-01-01T00:00:00.000Z', answer({ a: { via: [ADVISORY] } }, { high: 1 }));
    const first = keepAnswer(at('2026-01-02T00:00:00.000Z', ''), real);
    const second = keepAnswer(at('2026-01-03T00:00:00.000Z', ''), first);
    expect(second).toMatchObject({ result: 'unavailable', recordedAt: '2026-01-03T00:00:00.000Z', lastAnswer: real });
    expect(second.lastAnswer?.lastAnswer).toBeUndefined();
    expect(keepAnswer(at('2026-01-04T00:00:00.000Z', answer({})), second)).not.toHaveProperty('lastAnswer');
  });

  it('the committed record is one of these', () => {
    const record = readAudit(join(packageRoot(), 'supply-chain/audit.json'))!;
    expect(new Date(record.recordedAt).toISOString()).toBe(record.recordedAt);
    expect(record.toolVersion).toMatch(/^\d+\.\d+\.\d+/);
    expect(record.lockFile).toMatch(/^[0-9a-f]{64}$/);
    expect(record.result === 'unavailable').toBe(record.reason !== undefined);
    const addresses = JSON.stringify(record).match(/https?:\/\/[^/"]+/g) ?? [];
    expect(addresses.filter((address) => address !== 'https://github.com')).toEqual([]);
  });
});
