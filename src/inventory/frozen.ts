import { Fault } from '../base/fault.js';
import { japaneseMonth } from '../base/japanese-day.js';
import { type ErasureRecord, leavesRest } from '../dispose/erasure.js';
import { type DisposalPlan, endsService } from '../dispose/plan.js';
import { coversAll, type Place, Selection } from '../dispose/selection.js';
import type { Catalog, CatalogObject } from '../ports/catalog.js';
import { unitIdOf } from '../protect/unit-keys.js';
import type { SystemSettings } from '../run/ports.js';

/**
 * What erasures have frozen: from the moment an erasure is under way until it is complete, and for ever where it ended
 * the service, nothing else touches what it erases.
 */
export class Frozen {
  readonly #plans: readonly { plan: DisposalPlan; selection: Selection }[];

  private constructor(plans: readonly DisposalPlan[]) {
    this.#plans = plans.map((plan) => ({ plan, selection: new Selection(plan) }));
  }

  static async in(catalog: Catalog): Promise<Frozen> {
    const plans: DisposalPlan[] = [];
    for (const { body, parentId } of await catalog.documents('erasure')) {
      const record = body as unknown as ErasureRecord;
      const { phase } = record;
      if (phase === 'approved' || phase === 'cancelled' || parentId === undefined) continue;
      const planned = await catalog.document('plan', parentId);
      const plan = (planned?.body as { plan?: DisposalPlan } | undefined)?.plan;
      if (plan && (phase !== 'complete' || (endsService(plan) && !leavesRest(record)))) plans.push(plan);
    }
    return new Frozen(plans);
  }

  has(place: Place): boolean {
    return this.#plans.some(({ selection }) => selection.fateOf(place) === 'erased');
  }

  /**
   * Whether the object, though no plan erases it, would be encrypted under a key that one is about to destroy: it waits
   * until that erasure is complete, and then gets a key of its own.
   */
  hasUnitOf({ system, classification, lastModified }: CatalogObject): boolean {
    const unitId = unitIdOf({
      system,
      level: classification?.level ?? 3,
      period: japaneseMonth(new Date(lastModified)),
    });
    return this.#plans.some(({ plan }) => plan.keys.some(({ unitIds }) => unitIds.includes(unitId)));
  }

  /**
   * Systems that are not frozen as a whole.
   * @throws {Fault} conflict `erase/frozen` when none is left
   */
  without(systems: readonly SystemSettings[]): SystemSettings[] {
    const open = systems.filter(({ id }) => !this.#plans.some(({ plan }) => freezesSystem(plan, id)));
    if (open.length > 0 || systems.length === 0) return open;
    throw new Fault(
      'conflict',
      'erase/frozen',
      'the records of these systems are being erased or were erased',
      {},
      { hint: 'finish the erasure with the same plan; new records belong into a new workspace' },
    );
  }

  /** @throws {Fault} conflict `erase/frozen` */
  assertOpen(place: Place): void {
    if (this.has(place))
      throw new Fault(
        'conflict',
        'erase/frozen',
        'the record is being erased',
        {},
        { hint: 'finish the erasure first' },
      );
  }
}

function freezesSystem({ scope }: DisposalPlan, id: string): boolean {
  const { systems, ...rest } = scope;
  return coversAll(rest) && (systems?.includes(id) ?? true);
}
