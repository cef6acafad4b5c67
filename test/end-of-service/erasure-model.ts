import { expect } from 'vitest';
import { DAY_MS } from '../../src/base/clock.js';
import type { ObjectVersion } from '../../src/ports/object-store.js';
import type { SystemId } from '../support/memory-service.js';

/** Months that records of a kind are kept; other kinds have no period, so they never expire and are never excepted. */
export const RETENTION = [{ kind: 'call', months: 1, basis: '契約書第10条' }];

/** What the outside knows of a record, newest version first. */
export interface ModelRecord {
  texts: string[];
  /** Whether its newest version was brought to the protection of its level. */
  settled: boolean;
  /** Month in which its newest version came, `YYYY-MM`: plans choose by it, whenever it was encrypted. */
  month: string;
}

export interface ModelFilter {
  systems?: SystemId[];
  levels?: (1 | 2 | 3)[];
  from?: string;
  to?: string;
  expired?: boolean;
  despiteRetention?: boolean;
}

export interface ModelPlan {
  planId: string;
  erases: Set<string>;
  /** What it leaves for a hold or a retention period. */
  excepted: Set<string>;
  whole: boolean;
  /** Of the whole service, but for what is excepted. */
  all: boolean;
  /** Whether anything came since it was begun, of whatever name. */
  touched: boolean;
  versions: ObjectVersion[];
  approved: boolean;
  /** Something may have been destroyed, or is frozen to be. */
  begun: boolean;
  /** Erased and read back: only now may anything be claimed. */
  done: boolean;
  /** Nothing is frozen by it any more. */
  finished: boolean;
  /** Versions that came to its records after it was begun; they are none of its business. */
  later: Map<string, number>;
}

/** What must exist and what may be claimed. Knows names, months, holds and plans, and nothing of keys or versions. */
export class ErasureModel {
  readonly records = new Map<string, ModelRecord>();
  /** Hold id → names it covers. */
  readonly holds = new Map<string, string>();
  plan: ModelPlan | undefined;
  /** The catalogue's key is gone, so nothing of the service can be named any more. */
  ended = false;
  certificates = 0;
  /** Of those: certificates that say that something came too late for their plan. */
  rests = 0;
  /** Keys of the key service that were put back after the end. */
  returns = 0;

  get isUnderWay(): boolean {
    return this.plan?.begun === true && !this.plan.finished;
  }

  put(name: string, text: string, now: Date): void {
    const texts = [text, ...(this.records.get(name)?.texts ?? [])];
    this.records.set(name, { texts, settled: false, month: monthOf(now) });
    if (this.isUnderWay && this.plan) this.plan.touched = true;
    if (this.isUnderWay && !this.plan?.done) this.plan?.later.set(name, (this.plan.later.get(name) ?? 0) + 1);
  }

  /** Which records a plan of this filter has in view, and which of those it must leave. */
  select(filter: ModelFilter, now: Date): { erases: Set<string>; excepted: Set<string> } {
    const [erases, excepted] = [new Set<string>(), new Set<string>()];
    const held = new Set(this.holds.values());
    for (const [name, { month }] of this.records) {
      const { system, level, kind } = partsOf(name);
      const [from, to] = [filter.from ?? month, filter.to ?? month];
      const expired = kind === 'call' && now >= afterPeriod(month);
      const inView =
        (filter.systems?.includes(system) ?? true) &&
        (filter.levels?.includes(level) ?? true) &&
        from <= month &&
        month <= to &&
        (!filter.expired || expired);
      if (!inView) continue;
      const retained = kind === 'call' && !expired && !filter.despiteRetention;
      (held.has(name) || retained ? excepted : erases).add(name);
    }
    return { erases, excepted };
  }

  /** Everything of the plan is gone now; what came later stays. */
  erased(): void {
    const { plan } = this;
    if (!plan) return;
    for (const name of plan.erases) {
      const record = this.records.get(name);
      const texts = record?.texts.slice(0, plan.later.get(name) ?? 0) ?? [];
      if (record && texts.length > 0) this.records.set(name, { ...record, texts });
      else this.records.delete(name);
    }
    plan.done = true;
  }

  /** No record is lost: of what is being erased at this moment nothing can be said but of what came later. */
  assertHolds(contents: ReadonlyMap<string, readonly string[]>): void {
    for (const [name, { texts }] of this.records) {
      const found = contents.get(name) ?? [];
      if (!this.isUnderWay || this.plan?.done || !this.plan?.erases.has(name)) expect(found, name).toEqual(texts);
      else
        expect(found.slice(0, this.plan.later.get(name) ?? 0), name).toEqual(
          texts.slice(0, this.plan.later.get(name) ?? 0),
        );
    }
    for (const name of contents.keys()) expect(this.records.has(name), `${name} is there`).toBe(true);
  }
}

export function partsOf(name: string): { system: SystemId; key: string; level: 1 | 2 | 3; kind: string } {
  const [system, key] = name.split('/') as [SystemId, string];
  const [level, kind] = key.split('-') as [string, string];
  return { system, key, level: Number(level) as 1 | 2 | 3, kind };
}

const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** First instant in Japan at which a record of this month need not be kept any more. */
function afterPeriod(month: string): Date {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + RETENTION[0]!.months + 1, 1) - (9 / 24) * DAY_MS);
}
