import { canonicalHash } from '../base/canonical-json.js';
import type { AccessEvent, Outcome } from './access-event.js';
import type { Severity } from './rules/rule.js';

/** One event of a finding, so that anybody can look it up in the log. No object key, no user agent. */
export interface EvidenceLine {
  at: string;
  action: string;
  outcome: Outcome;
  ip?: string;
  resource?: string;
  file: string;
  position: number;
  requestId: string;
  /** First half of the SHA-256 of the log's content. */
  content: string;
}

/** What of one hour goes against one rule, by one principal in one source. */
export interface Finding {
  schema: 'kimitsu/access-finding/1';
  findingId: string;
  rule: string;
  severity: Severity;
  source: string;
  principal: string;
  /** Day and hour in Japan, `2026-04-01T22`. */
  hour: string;
  firstAt: string;
  lastAt: string;
  /** Events in all logs. */
  count: number;
  /** Events by log content, so that the same log counts once however often it is read. */
  contributions: Record<string, number>;
  /** The first ones. */
  evidence: EvidenceLine[];
  /** When it was found first. */
  detectedAt: string;
}

/** What one log contributes to a finding. */
export type FindingPart = Pick<
  Finding,
  'findingId' | 'rule' | 'severity' | 'source' | 'principal' | 'hour' | 'firstAt' | 'lastAt' | 'count' | 'evidence'
>;

export const MAX_EVIDENCE = 5;

export function findingId(rule: string, source: string, principal: string, hour: string): string {
  return `access-${canonicalHash([rule, source, principal, hour]).slice(0, 24)}`;
}

/** The evidence of an event; `content` is filled in once the whole log was read. */
export function evidenceOf({ at, action, outcome, ip, resource, evidence, requestId }: AccessEvent): EvidenceLine {
  return {
    at: new Date(at).toISOString(),
    action,
    outcome,
    ...(ip === undefined ? {} : { ip }),
    ...(resource === undefined ? {} : { resource }),
    ...evidence,
    requestId,
    content: '',
  };
}

/**
 * A finding with what a log contributes. Adding the same content again changes nothing.
 *
 * @param replaces - content that the same log had before
 */
export function withPart(
  known: Finding | undefined,
  { count, evidence, severity, firstAt, lastAt, ...part }: FindingPart,
  content: string,
  detectedAt: string,
  replaces?: string,
): Finding {
  const contributions = { ...known?.contributions, [content]: count };
  if (replaces !== undefined && replaces !== content) delete contributions[replaces];
  const others = (known?.evidence ?? []).filter((line) => line.content !== content && line.content !== replaces);
  const lines = [...others, ...evidence.map((line) => ({ ...line, content }))];
  return {
    schema: 'kimitsu/access-finding/1',
    ...part,
    severity: known?.severity === 'serious' ? 'serious' : severity,
    firstAt: known && known.firstAt < firstAt ? known.firstAt : firstAt,
    lastAt: known && known.lastAt > lastAt ? known.lastAt : lastAt,
    count: Object.values(contributions).reduce((sum, each) => sum + each, 0),
    contributions,
    evidence: lines.sort((a, b) => a.at.localeCompare(b.at) || a.position - b.position).slice(0, MAX_EVIDENCE),
    detectedAt: known?.detectedAt ?? detectedAt,
  };
}
