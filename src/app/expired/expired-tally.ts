import { japaneseDay } from '../../base/japanese-day.js';
import type { Level } from '../../base/level.js';
import type { Hold } from '../../dispose/hold.js';
import { type RetentionRule, retainedUntil } from '../../dispose/retention.js';
import { isAt } from '../../dispose/selection.js';
import { Frozen } from '../../inventory/frozen.js';
import { placeOf } from '../../inventory/place.js';
import type { CatalogObject, ObjectState } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { holdsInForce } from '../end-of-service/holds.js';

/** Objects of one system, level and month that need not be kept any longer. */
export interface ExpiredLine {
  system: string;
  level: Level;
  /** `YYYY-MM`. */
  period: string;
  /** The latest day on which one of them had to be kept, `YYYY-MM-DD`, and what demanded it. */
  retainedUntil: string;
  basis: string;
  objects: number;
  records: number;
  bytes: number;
  /** Of these objects, the ones that a hold keeps all the same. */
  held: number;
}

export interface Expired {
  /** The day in Japan by which was counted. */
  asOf: string;
  lines: ExpiredLine[];
  examined: number;
  /** No retention rule fits them: whether they may go is not for kimitsu to say. */
  withoutRule: number;
}

export interface ExpiredNeeds extends Pick<JobPorts, 'catalog' | 'clock'> {
  service: { systems: readonly { id: string }[]; retention: readonly RetentionRule[] };
}

/** States of what lies in a store. */
export const KEPT_STATES: readonly ObjectState[] = ['found', 'classified', 'protected'];

/**
 * Counts what is stored although its retention period has passed: by the same rule that `plan disposal --expired`
 * selects by. What an erasure is already destroying is left out.
 */
export class ExpiredTally {
  readonly #lines = new Map<string, ExpiredLine>();
  readonly #order: readonly string[];
  readonly #retention: readonly RetentionRule[];
  readonly #holds: readonly Hold[];
  readonly #frozen: Frozen;
  readonly #asOf: string;
  examined = 0;
  #withoutRule = 0;

  private constructor({ service, clock }: ExpiredNeeds, holds: readonly Hold[], frozen: Frozen) {
    this.#order = service.systems.map(({ id }) => id);
    this.#retention = service.retention;
    this.#holds = holds;
    this.#frozen = frozen;
    this.#asOf = japaneseDay(clock.now());
  }

  static async begin(needs: ExpiredNeeds): Promise<ExpiredTally> {
    return new ExpiredTally(needs, await holdsInForce(needs.catalog), await Frozen.in(needs.catalog));
  }

  /** Objects in other states than `KEPT_STATES` do not count. */
  add(object: CatalogObject): void {
    if (!KEPT_STATES.includes(object.state)) return;
    this.examined += 1;
    const place = placeOf(object);
    const retained = retainedUntil(place, this.#retention);
    if (!retained) this.#withoutRule += 1;
    if (!retained || retained.day >= this.#asOf || this.#frozen.has(place)) return;
    const { system, level, period } = place;
    const id = `${system}/${level}/${period}`;
    const start = { retainedUntil: retained.day, basis: retained.basis, objects: 0, records: 0, bytes: 0, held: 0 };
    const line = this.#lines.get(id) ?? { system, level, period, ...start };
    if (retained.day > line.retainedUntil) Object.assign(line, { retainedUntil: retained.day, basis: retained.basis });
    const records = object.classification?.records;
    line.objects += 1;
    line.records += records === undefined ? 0 : records[1] + records[2] + records[3];
    line.bytes += object.size;
    if (this.#holds.some(({ filter }) => isAt(place, filter))) line.held += 1;
    this.#lines.set(id, line);
  }

  result(): Expired {
    const at = (system: string): number => this.#order.indexOf(system);
    const lines = [...this.#lines.values()].sort(
      (a, b) => at(a.system) - at(b.system) || b.level - a.level || a.period.localeCompare(b.period),
    );
    return { asOf: this.#asOf, examined: this.examined, withoutRule: this.#withoutRule, lines };
  }
}
