import type { AccessEvent, LogProblem } from './access-event.js';
import { japaneseHour } from './business-hours.js';
import { evidenceOf, type FindingPart, findingId, MAX_EVIDENCE } from './finding.js';
import { EVENT_RULES } from './rules/event-rules.js';
import type { Severity } from './rules/rule.js';
import type { WatchSetting } from './setting.js';

/** Readings of one principal in one hour, as one log tells them. */
export interface ReadCount {
  principal: string;
  hour: string;
  count: number;
  file: string;
  /** Where the first and the last of them stand. */
  first: number;
  last: number;
}

/** Principals and hours of one log that are kept apart; an attacker could invent any number. */
const MAX_PARTS = 5_000;
const OTHERS = '(others)';

/** What one log says, in memory bounded however long it is. */
export class LogTally {
  events = 0;
  /** Problems beyond the first ones of each kind are counted in the finding. */
  problems = 0;
  readonly #parts = new Map<string, { part: FindingPart; first: number; last: number }>();
  readonly #reads = new Map<string, ReadCount>();

  constructor(
    private readonly source: string,
    private readonly setting: WatchSetting,
  ) {}

  take(event: AccessEvent): void {
    this.events += 1;
    for (const rule of EVENT_RULES) {
      if (rule.matches(event, this.setting))
        this.add(rule.id, event.outcome === 'denied' ? 'notice' : rule.severity, event);
    }
    if (event.kind === 'read' && event.outcome === 'success') this.#countRead(event);
  }

  /** @param readAt - milliseconds since 1970; a broken log has no time of its own, so its file's is taken */
  problem({ code, position }: LogProblem, file: string, readAt: number): void {
    this.problems += 1;
    this.add(code, 'serious', {
      at: readAt,
      source: this.source,
      principal: file,
      ip: undefined,
      action: code,
      kind: 'other',
      resource: undefined,
      outcome: 'failed',
      requestId: '-',
      evidence: { file, position },
    });
  }

  /** Adds an event to the finding of its rule, source, principal and hour. */
  add(rule: string, severity: Severity, event: AccessEvent): void {
    const hour = japaneseHour(event.at);
    const key = `${rule}\n${hour}\n${event.principal}`;
    const known = this.#parts.get(key);
    if (known) {
      const { part } = known;
      part.count += 1;
      if (severity === 'serious') part.severity = severity;
      known.first = Math.min(known.first, event.at);
      known.last = Math.max(known.last, event.at);
      if (part.evidence.length < MAX_EVIDENCE) part.evidence.push(evidenceOf(event));
      return;
    }
    if (this.#parts.size >= MAX_PARTS && event.principal !== OTHERS) {
      this.add(rule, severity, { ...event, principal: OTHERS });
      return;
    }
    const { source } = this;
    const { principal } = event;
    const at = new Date(event.at).toISOString();
    const part: FindingPart = {
      findingId: findingId(rule, source, principal, hour),
      rule,
      severity,
      source,
      principal,
      hour,
      firstAt: at,
      lastAt: at,
      count: 1,
      evidence: [evidenceOf(event)],
    };
    this.#parts.set(key, { part, first: event.at, last: event.at });
  }

  get parts(): FindingPart[] {
    return [...this.#parts.values()].map(({ part, first, last }) => ({
      ...part,
      firstAt: new Date(first).toISOString(),
      lastAt: new Date(last).toISOString(),
    }));
  }

  get reads(): ReadCount[] {
    return [...this.#reads.values()];
  }

  #countRead({ at, principal, evidence }: AccessEvent): void {
    const hour = japaneseHour(at);
    const key = `${hour}\n${principal}`;
    const known = this.#reads.get(key);
    if (known) {
      known.count += 1;
      known.last = evidence.position;
    } else if (this.#reads.size < MAX_PARTS)
      this.#reads.set(key, {
        principal,
        hour,
        count: 1,
        file: evidence.file,
        first: evidence.position,
        last: evidence.position,
      });
    else if (principal !== OTHERS) this.#countRead({ at, principal: OTHERS, evidence } as AccessEvent);
  }
}
