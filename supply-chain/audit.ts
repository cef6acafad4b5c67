import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder } from './locked-packages.js';

const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'] as const;
type Severity = (typeof SEVERITIES)[number];

export interface Advisory {
  id: string;
  package: string;
  severity: Severity;
  title: string;
  url: string;
}

/** B2-5-1: one look for known vulnerabilities of everything that package-lock.json names. */
export interface AuditRecord {
  recordedAt: string;
  tool: 'npm audit';
  toolVersion: string;
  /** SHA-256 of the package-lock.json that was looked at. */
  lockFile: string;
  /** `unavailable`: the registry gave no answer, so nothing is known. */
  result: 'ok' | 'findings' | 'unavailable';
  /** Why there was no answer, without names of hosts. */
  reason?: string;
  counts: Record<Severity, number>;
  advisories: Advisory[];
  /** Beside an unavailable result: the newest that was a real one. */
  lastAnswer?: AuditRecord;
}

/** Asks the registry that npm is set up with. */
export function audit(root: string, now: Date): AuditRecord {
  const run = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 1 << 26,
  });
  const version = spawnSync('npm', ['--version'], { encoding: 'utf8' });
  return {
    recordedAt: now.toISOString(),
    tool: 'npm audit',
    toolVersion: (version.stdout ?? '').trim() || 'unknown',
    lockFile: lockFileHash(root),
    ...auditResult(run.stdout ?? ''),
  };
}

export function lockFileHash(root: string): string {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** What `npm audit --json` (report version 2) has answered. Anything else is no answer. */
export function auditResult(stdout: string): Pick<AuditRecord, 'result' | 'reason' | 'counts' | 'advisories'> {
  const counts = { critical: 0, high: 0, moderate: 0, low: 0, info: 0 };
  const unavailable = (reason: string) => ({ result: 'unavailable' as const, reason, counts, advisories: [] });
  let answer: Partial<NpmAudit>;
  try {
    answer = JSON.parse(stdout) as Partial<NpmAudit>;
  } catch {
    return unavailable('npm audit gave no JSON');
  }
  if (!answer.metadata?.vulnerabilities || !answer.vulnerabilities)
    return unavailable(
      typeof answer.statusCode === 'number'
        ? `the registry answers audits with status ${answer.statusCode}`
        : 'the registry gave no audit report',
    );
  for (const severity of SEVERITIES) counts[severity] = answer.metadata.vulnerabilities[severity] ?? 0;
  const found = new Map<string, Advisory>();
  for (const { via } of Object.values(answer.vulnerabilities))
    for (const one of via)
      if (typeof one !== 'string') {
        const id = /GHSA(-[0-9a-z]{4}){3}/.exec(one.url)?.[0] ?? String(one.source);
        found.set(`${id} ${one.name}`, {
          id,
          package: one.name,
          severity: one.severity,
          title: one.title,
          url: one.url,
        });
      }
  const advisories = [...found.values()].sort((a, b) => inOrder(a.id, b.id) || inOrder(a.package, b.package));
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  return { result: total + advisories.length > 0 ? 'findings' : 'ok', counts, advisories };
}

interface NpmAudit {
  statusCode: number;
  metadata: { vulnerabilities: Partial<Record<Severity, number>> };
  vulnerabilities: Record<
    string,
    { via: (string | { source: number; name: string; title: string; url: string; severity: Severity })[] }
  >;
}

/** A look that got no answer never takes the place of one that did: it keeps it beside itself. */
export function keepAnswer(newest: AuditRecord, before: AuditRecord | undefined): AuditRecord {
  if (newest.result !== 'unavailable' || !before) return newest;
  const answered = before.result === 'unavailable' ? before.lastAnswer : before;
  return answered ? { ...newest, lastAnswer: answered } : newest;
}

export function readAudit(file: string): AuditRecord | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AuditRecord) : undefined;
}
