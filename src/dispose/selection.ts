import type { Level } from '../base/level.js';
import type { DisposalPlan, PlanScope } from './plan.js';
import { type RetentionRule, retainedUntil } from './retention.js';

/** Where an object stands among system, level and time: what a plan, a hold or a retention rule can choose by. */
export interface Place {
  objectId: string;
  system: string;
  level: Level;
  /** Kind of record by 別紙４; undefined before it is classified. */
  kind: string | undefined;
  /** Month that its unit key covers, `YYYY-MM`. */
  period: string;
}

/** What a hold or a plan is about: everything where nothing is named, otherwise what meets all that is. */
export interface PlaceFilter {
  systems?: string[] | undefined;
  levels?: Level[] | undefined;
  /** First and last month, `YYYY-MM`, inclusive. */
  from?: string | undefined;
  to?: string | undefined;
  objectIds?: string[] | undefined;
}

export function isAt(place: Place, filter: PlaceFilter): boolean {
  const { systems, levels, from, to, objectIds } = filter;
  return (
    (systems?.includes(place.system) ?? true) &&
    (levels?.includes(place.level) ?? true) &&
    (from === undefined || place.period >= from) &&
    (to === undefined || place.period <= to) &&
    (objectIds?.includes(place.objectId) ?? true)
  );
}

/** `outside`: not of the plan; `excepted`: named in it as staying; `erased`: what it erases. */
export type Fate = 'outside' | 'excepted' | 'erased';

/** Whether the plan covers the whole service, whatever exceptions it names. */
export function coversAll({ systems, levels, from, to, objectIds, expiredOn, accountsOnly }: PlanScope): boolean {
  return [systems, levels, from, to, objectIds, expiredOn, accountsOnly].every((named) => named === undefined);
}

/** What a plan says of each object. */
export class Selection {
  /** Nothing stays: whatever there is goes, known or not. */
  readonly everything: boolean;
  readonly #scope: PlanScope;
  readonly #retention: readonly RetentionRule[];
  readonly #excepted: ReadonlySet<string>;

  constructor({ scope, exceptions, retention = [] }: Pick<DisposalPlan, 'scope' | 'exceptions' | 'retention'>) {
    this.#scope = scope;
    this.#retention = retention;
    this.#excepted = new Set(exceptions.map(({ objectId }) => objectId));
    this.everything = coversAll(scope) && exceptions.length === 0;
  }

  fateOf(place: Place): Fate {
    if (this.#scope.accountsOnly || !isAt(place, this.#scope) || !this.#hasExpired(place)) return 'outside';
    return this.#excepted.has(place.objectId) ? 'excepted' : 'erased';
  }

  /** Of versions and uploads whose object was never current, so that only their system is known. */
  fateOfUnknown(system: string): Fate {
    const { systems, ...rest } = this.#scope;
    return coversAll(rest) && (systems?.includes(system) ?? true) ? 'erased' : 'outside';
  }

  /** Whether anything of the system can be in it. */
  canCover(system: string): boolean {
    return !this.#scope.accountsOnly && (this.#scope.systems?.includes(system) ?? true);
  }

  #hasExpired(place: Place): boolean {
    const { expiredOn } = this.#scope;
    if (expiredOn === undefined) return true;
    const retained = retainedUntil(place, this.#retention);
    return retained !== undefined && retained.day < expiredOn;
  }
}
