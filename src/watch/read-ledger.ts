import type { Json } from '../base/canonical-json.js';
import { DAY_MS } from '../base/clock.js';
import type { Catalog } from '../ports/catalog.js';
import { type EvidenceLine, type Finding, findingId, MAX_EVIDENCE } from './finding.js';
import type { ReadCount } from './log-tally.js';
import type { WatchSettings } from './setting.js';

/** Readings of a principal in an hour, by log content. */
type Counts = Record<string, { count: number; file: string; first: number; last: number }>;
/** Of a day: hour `00`–`23` → principal → counts. */
type Day = Record<string, Record<string, Counts>>;

/** Days that a principal's median is taken of. */
const DAYS = 28;
/** Hours in which it has read, below which a median says nothing. */
const HOURS_AT_LEAST = 5;

/** Counts readings per principal and hour over all logs of a source, and finds the hours with too many. */
export class ReadLedger {
  readonly #days = new Map<string, Day>();

  constructor(
    private readonly catalog: Pick<Catalog, 'document' | 'saveDocument'>,
    private readonly source: string,
    private readonly thresholds: WatchSettings['thresholds'],
  ) {}

  /**
   * Adds what a log tells; the same content again changes nothing.
   * @param replaces - content that the same log had before
   * @returns what of the hours it tells of is mass reading now
   */
  async add(reads: readonly ReadCount[], content: string, detectedAt: string, replaces?: string): Promise<Finding[]> {
    const days = new Map<string, Day>();
    for (const { hour, principal, ...counted } of reads) {
      const [day = '', name = ''] = hour.split('T');
      const hours = days.get(day) ?? (await this.#day(day));
      hours[name] ??= {};
      const principals = hours[name];
      if (!Object.hasOwn(principals, principal)) principals[principal] = {};
      const counts = principals[principal] as Counts;
      counts[content] = counted;
      if (replaces !== undefined && replaces !== content) delete counts[replaces];
      days.set(day, hours);
    }
    for (const [day, hours] of days) {
      const body = hours as unknown as Json;
      await this.catalog.saveDocument(
        { kind: 'run', id: this.#id(day), parentId: `watch-reads/${this.source}`, body },
        [],
      );
    }
    const found: Finding[] = [];
    for (const { hour, principal } of reads) {
      const finding = await this.#judge(principal, hour, detectedAt);
      if (finding) found.push(finding);
    }
    return found;
  }

  async #judge(principal: string, hour: string, detectedAt: string): Promise<Finding | undefined> {
    const [day = '', name = ''] = hour.split('T');
    const counts = (await this.#day(day))[name]?.[principal] ?? {};
    const count = sum(counts);
    const { readsPerHour, timesMedian, readsAtLeast } = this.thresholds;
    if (count < Math.min(readsAtLeast, readsPerHour)) return undefined;
    if (count < readsPerHour) {
      const median = await this.#median(principal, day, name);
      if (count < readsAtLeast || median === undefined || count < timesMedian * median) return undefined;
    }
    const start = `${day}T${name}:00:00.000+09:00`;
    const firstAt = new Date(start).toISOString();
    const evidence = Object.entries(counts)
      .slice(0, MAX_EVIDENCE)
      .map(([content, { file, first }]): EvidenceLine => {
        return { at: firstAt, action: 'read', outcome: 'success', file, position: first, requestId: '-', content };
      });
    return {
      schema: 'kimitsu/access-finding/1',
      findingId: findingId('mass-reading', this.source, principal, hour),
      rule: 'mass-reading',
      severity: 'serious',
      source: this.source,
      principal,
      hour,
      firstAt,
      lastAt: new Date(Date.parse(start) + 3_599_999).toISOString(),
      count,
      contributions: Object.fromEntries(Object.entries(counts).map(([content, each]) => [content, each.count])),
      evidence,
      detectedAt,
    };
  }

  /** Median of the other hours of the last days in which the principal has read; undefined when they are few. */
  async #median(principal: string, day: string, hour: string): Promise<number | undefined> {
    const others: number[] = [];
    for (let back = 0; back < DAYS; back += 1) {
      const date = new Date(Date.parse(day) - back * DAY_MS).toISOString().slice(0, 10);
      for (const [name, principals] of Object.entries(await this.#day(date)))
        if ((date !== day || name !== hour) && Object.hasOwn(principals, principal))
          others.push(sum(principals[principal] ?? {}));
    }
    if (others.length < HOURS_AT_LEAST) return undefined;
    others.sort((a, b) => a - b);
    const middle = others.length >> 1;
    const upper = others[middle] ?? 0;
    return others.length % 2 === 1 ? upper : (upper + (others[middle - 1] ?? 0)) / 2;
  }

  async #day(day: string): Promise<Day> {
    const held = this.#days.get(day);
    if (held) return held;
    const read = { ...((await this.catalog.document('run', this.#id(day)))?.body as unknown as Day | undefined) };
    if (this.#days.size > 2 * DAYS) this.#days.clear();
    this.#days.set(day, read);
    return read;
  }

  #id(day: string): string {
    return `watch-reads/${this.source}/${day}`;
  }
}

const sum = (counts: Counts): number => Object.values(counts).reduce((total, { count }) => total + count, 0);
