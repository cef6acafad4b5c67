import type { Level } from '../../base/level.js';
import { placeOf } from '../../inventory/place.js';
import type { CatalogObject, ObjectState, Protection, ProtectionMode } from '../../ports/catalog.js';
import { type Expired, ExpiredTally } from '../expired/expired-tally.js';
import type { OpenCatalogue } from '../open-catalogue.js';
import { type RunRecord, runsOf } from '../runs/run-record.js';
import { type LyingAfterEnd, lyingAfterEnd } from '../status/after-end.js';
import { type WaitingKey, waitingKeys } from '../status/waiting-keys.js';
import { isProtected, STORED_STATES } from './report-texts.js';

/** Objects that have system, level, month and state in common. */
export interface ReportLine {
  system: string;
  /** Undefined before they are classified. */
  level: Level | undefined;
  /** `YYYY-MM`. */
  period: string;
  state: ObjectState;
  objects: number;
  records: number;
  bytes: number;
  toReview: number;
  /** Bytes that were read and those that were not, of classified objects. */
  examinedBytes: number;
  unexaminedBytes: number;
  /** Objects whose place has held them unencrypted. */
  plaintextBefore: number;
}

export interface ReviewLine {
  objectId: string;
  system: string;
  maskedKey: string;
  level: Level;
  codes: string[];
}

export interface Report {
  madeAt: string;
  service: { id: string; name: string; contract: string };
  contractor: string;
  prefecture: string;
  /** In the order of the configuration. */
  systems: { id: string; name: string }[];
  lines: ReportLine[];
  review: { total: number; byCode: { code: string; objects: number }[]; first: ReviewLine[] };
  protection: { level: Level; mode: ProtectionMode | 'none'; objects: number }[];
  plaintextHistory: Record<Protection['plaintextHistory'], number>;
  expired: Expired;
  waitingKeys: WaitingKey[];
  /** Newest first. */
  runs: RunRecord[];
  /** Absent while the service goes on. */
  afterEnd?: LyingAfterEnd;
}

const REVIEW_SHOWN = 200;
const RUNS_SHOWN = 20;

/**
 * B1-2-2: everything a report says, in one pass over the catalogue and in memory bounded by its lines.
 *
 * @param ended - whether the whole service was erased: only then the store is asked
 */
export async function gatherReport(open: OpenCatalogue, ended: boolean): Promise<Report> {
  const { config, catalog, clock } = open;
  const afterEnd = await lyingAfterEnd(open, ended);
  const tally = new Tally();
  const service = { systems: config.systems, retention: config.retention };
  const expired = await ExpiredTally.begin({ catalog, clock, service });
  for await (const object of catalog.objects()) {
    tally.add(object);
    expired.add(object);
  }
  const order = config.systems.map(({ id }) => id);
  return {
    madeAt: clock.now().toISOString(),
    service: { ...config.service },
    contractor: config.contractor.name,
    prefecture: config.prefecture.name,
    systems: config.systems.map(({ id, name }) => ({ id, name })),
    lines: [...tally.lines.values()].sort(
      (a, b) =>
        order.indexOf(a.system) - order.indexOf(b.system) ||
        (b.level ?? 4) - (a.level ?? 4) ||
        a.period.localeCompare(b.period) ||
        a.state.localeCompare(b.state),
    ),
    review: {
      total: tally.toReview,
      byCode: [...tally.codes]
        .map(([code, objects]) => ({ code, objects }))
        .sort((a, b) => b.objects - a.objects || a.code.localeCompare(b.code)),
      first: tally.review,
    },
    protection: [...tally.protection.values()].sort((a, b) => b.level - a.level || a.mode.localeCompare(b.mode)),
    plaintextHistory: tally.plaintextHistory,
    expired: expired.result(),
    waitingKeys: await waitingKeys(catalog, clock.now()),
    runs: (await runsOf(catalog)).reverse().slice(0, RUNS_SHOWN),
    ...(afterEnd === undefined ? {} : { afterEnd }),
  };
}

class Tally {
  readonly lines = new Map<string, ReportLine>();
  readonly codes = new Map<string, number>();
  readonly review: ReviewLine[] = [];
  readonly protection = new Map<string, Report['protection'][number]>();
  readonly plaintextHistory: Report['plaintextHistory'] = { never: 0, 'plaintext-before': 0, unknown: 0 };
  toReview = 0;

  add(object: CatalogObject): void {
    const { system, state, classification, protection } = object;
    const { period } = placeOf(object);
    const level = classification?.level;
    const id = `${system}/${level}/${period}/${state}`;
    const line = this.lines.get(id) ?? { system, level, period, state, ...NOTHING };
    this.lines.set(id, line);
    line.objects += 1;
    line.bytes += object.size;
    if (classification) {
      const { records, examinedBytes, unexaminedBytes } = classification;
      line.records += records[1] + records[2] + records[3];
      line.examinedBytes += examinedBytes;
      line.unexaminedBytes += unexaminedBytes;
    }
    if (protection?.plaintextHistory === 'plaintext-before') line.plaintextBefore += 1;
    if (!STORED_STATES.includes(state)) return;
    this.#addProtection(object);
    if (classification && classification.review.length > 0) {
      line.toReview += 1;
      this.#addReview(object, classification.level);
    }
  }

  #addProtection(object: CatalogObject): void {
    const { classification, protection } = object;
    const level = classification?.level ?? 3;
    const mode = isProtected(object) && protection ? protection.mode : 'none';
    const id = `${level}/${mode}`;
    const line = this.protection.get(id) ?? { level, mode, objects: 0 };
    line.objects += 1;
    this.protection.set(id, line);
    this.plaintextHistory[protection?.plaintextHistory ?? 'unknown'] += 1;
  }

  #addReview({ objectId, system, maskedKey, classification }: CatalogObject, level: Level): void {
    const codes = [...new Set(classification?.review.map(({ code }) => code))];
    this.toReview += 1;
    for (const code of codes) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (this.review.length < REVIEW_SHOWN) this.review.push({ objectId, system, maskedKey, level, codes });
  }
}

const NOTHING = {
  objects: 0,
  records: 0,
  bytes: 0,
  toReview: 0,
  examinedBytes: 0,
  unexaminedBytes: 0,
  plaintextBefore: 0,
};

/** Sums of some members of lines that have the same id, in the order they first come. */
export function grouped<Line, Member extends keyof Line>(
  lines: readonly Line[],
  idOf: (line: Line) => string,
  members: readonly Member[],
): Map<string, Line> {
  const groups = new Map<string, Line>();
  for (const line of lines) {
    const group = groups.get(idOf(line));
    if (!group) groups.set(idOf(line), { ...line });
    else for (const member of members) (group[member] as number) += line[member] as number;
  }
  return groups;
}
