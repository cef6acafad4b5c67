import type { Parties } from '../dispose/plan.js';
import type { Finding } from './finding.js';
import type { SourceSummary, WatchRun } from './source-summary.js';

/** What the daily report says; the same for paper, Markdown and the screen. */
export interface AccessReport {
  schema: 'kimitsu/access-report/1';
  reportId: string;
  /** Day in Japan, `2026-04-01`. */
  day: string;
  createdAt: string;
  createdBy: string;
  parties: Parties;
  /** Over all runs of the day. */
  runs: number;
  sources: SourceSummary[];
  rulesNotApplied: string[];
  /** First found on that day; serious ones first. */
  findings: Finding[];
  auditHead: { seq: number; hash: string };
}

/** Sums of the runs of a day. */
export function summed(runs: readonly WatchRun[]): Pick<AccessReport, 'runs' | 'sources' | 'rulesNotApplied'> {
  const sources = new Map<string, SourceSummary>();
  for (const run of runs)
    for (const one of run.sources) {
      const sum = sources.get(one.id);
      if (!sum) {
        sources.set(one.id, structuredClone(one));
        continue;
      }
      sum.logs += one.logs;
      sum.events += one.events;
      sum.problems += one.problems;
      // What could not be read was tried again: the last run tells.
      sum.failed = one.failed;
      if (!one.digests) continue;
      const before = sum.digests;
      sum.digests = before
        ? {
            digests: before.digests + one.digests.digests,
            logsVerified: before.logsVerified + one.digests.logsVerified,
            logsUnknown: before.logsUnknown + one.digests.logsUnknown,
            chainsBegunMidway: before.chainsBegunMidway + one.digests.chainsBegunMidway,
            signatures: {
              valid: before.signatures.valid + one.digests.signatures.valid,
              invalid: before.signatures.invalid + one.digests.signatures.invalid,
              unknown: Math.max(0, before.signatures.unknown + one.digests.signatures.unknown),
            },
          }
        : one.digests;
    }
  return { runs: runs.length, sources: [...sources.values()], rulesNotApplied: runs.at(-1)?.rulesNotApplied ?? [] };
}

/** Serious ones first, then by time. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding) => (severity === 'serious' ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b) || a.firstAt.localeCompare(b.firstAt));
}
