import { japaneseHour } from './business-hours.js';
import { evidenceOf, type FindingPart, findingId } from './finding.js';
import type { LogFile } from './log-source.js';
import { logFileName } from './printable.js';
import type { OtherRuleId } from './rules/other-rules.js';

/** A finding about a log itself; its name stands where else the principal does. */
export function logFinding(rule: OtherRuleId, source: string, log: Pick<LogFile, 'path' | 'modified'>): FindingPart {
  const name = logFileName(log.path);
  const at = log.modified;
  const time = new Date(at).toISOString();
  const evidence = evidenceOf({
    at,
    source,
    principal: name,
    ip: undefined,
    action: rule,
    kind: 'other',
    resource: undefined,
    outcome: 'failed',
    requestId: '-',
    evidence: { file: name, position: 1 },
  });
  return {
    findingId: findingId(rule, source, name, japaneseHour(at)),
    rule,
    severity: 'serious',
    source,
    principal: name,
    hour: japaneseHour(at),
    firstAt: time,
    lastAt: time,
    count: 1,
    evidence: [evidence],
  };
}
