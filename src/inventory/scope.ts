import { canonicalHash } from '../base/canonical-json.js';
import { LEVELS, type Level } from '../base/level.js';
import { inventoryHash, type ScopedVersion } from '../dispose/inventory-hash.js';
import type { DisappearedLine, ScopeLine } from '../dispose/plan.js';
import { type Fate, Selection } from '../dispose/selection.js';
import type { UnreadableObject } from '../dispose/unreadable.js';
import type { Catalog, CatalogObject } from '../ports/catalog.js';
import type { SystemSettings } from '../run/ports.js';
import { formerUnitOf } from './former-key.js';
import { fateIn, placeOf } from './place.js';
import { unopenedBy } from './unopened.js';

export interface Scope {
  /** One line per system × level, highest level first: all that is in scope, exceptions included. */
  lines: ScopeLine[];
  /** Of that, what the plan excepts. */
  kept: ScopeLine[];
  /** Binds the plan to exactly the versions counted in `lines`. */
  inventoryHash: string;
  /** Unit ids that protect something which is erased. */
  unitIds: Set<string>;
  /** Unit ids that protect the current version of something which is not. */
  otherUnitIds: Set<string>;
  /** Objects to be erased that no key of this service opens. */
  unreadable: UnreadableObject[];
  /** Versions that vanished without us. */
  disappeared: DisappearedLine[];
  /** First and last month of what is in scope, `YYYY-MM`; undefined when that is nothing known. */
  months: { from: string; to: string } | undefined;
}

const EVERYTHING = new Selection({ scope: {}, exceptions: [] });

/**
 * What the catalogue knows to be stored in these systems and `selection` covers, counted and hashed in one pass.
 * Objects whose level is not known count as level 3.
 */
export async function scopeOf(
  systems: readonly SystemSettings[],
  catalog: Catalog,
  selection: Selection = EVERYTHING,
): Promise<Scope> {
  const scope: Scope = {
    lines: [],
    kept: [],
    inventoryHash: '',
    unitIds: new Set(),
    otherUnitIds: new Set(),
    unreadable: [],
    disappeared: [],
    months: undefined,
  };
  const hashes: Record<string, string> = {};
  for (const system of systems) {
    const tally: Tally = { lines: new Map(), kept: new Map() };
    hashes[system.id] = await inventoryHash(count(system, tally, catalog, selection, scope));
    for (const level of LEVELS) {
      const [line, kept] = [tally.lines.get(level), tally.kept.get(level)];
      if (line) scope.lines.push(line);
      if (kept) scope.kept.push(kept);
    }
    const lost = await countLost(system.id, catalog, selection);
    if (lost > 0) scope.disappeared.push({ system: system.id, versions: lost, reason: 'inventory/not-in-store' });
  }
  scope.inventoryHash = canonicalHash(hashes);
  return scope;
}

/** Versions of the scope that vanished without us. */
async function countLost(system: string, catalog: Catalog, selection: Selection): Promise<number> {
  let lost = 0;
  for await (const { objectId } of catalog.versions({ system, state: 'exception' }))
    if (fateIn(selection, await catalog.object(objectId), system) !== 'outside') lost += 1;
  return lost;
}

interface Tally {
  lines: Map<Level, ScopeLine>;
  kept: Map<Level, ScopeLine>;
}

async function* count(
  system: SystemSettings,
  tally: Tally,
  catalog: Catalog,
  selection: Selection,
  scope: Scope,
): AsyncIterable<ScopedVersion> {
  let object: CatalogObject | undefined;
  let objectId: string | undefined;
  let fate: Fate = 'outside';
  for await (const version of catalog.versions({ system: system.id, state: 'present' })) {
    const first = version.objectId !== objectId;
    if (first) {
      objectId = version.objectId;
      object = await catalog.object(objectId);
      fate = fateIn(selection, object, system.id);
      const unitId = object?.protection?.unitId;
      const code = fate === 'erased' && object ? unopenedBy(object) : undefined;
      if (code !== undefined) scope.unreadable.push({ objectId, system: system.id, code });
      if (unitId && fate === 'erased') scope.unitIds.add(unitId);
      // What is under a former key of the unit does not need the one that it has now, as long as it lies there.
      else if (unitId && !(object?.state === 'classified' && formerUnitOf(object))) scope.otherUnitIds.add(unitId);
    }
    if (fate === 'outside') continue;
    if (first && object) widen(scope, placeOf(object).period);
    for (const lines of fate === 'excepted' ? [tally.lines, tally.kept] : [tally.lines])
      add(lines, system, object, version.size, first);
    yield version;
  }
}

function widen(scope: Scope, month: string): void {
  const { from, to } = scope.months ?? { from: month, to: month };
  scope.months = { from: month < from ? month : from, to: month > to ? month : to };
}

function add(
  lines: Map<Level, ScopeLine>,
  system: SystemSettings,
  object: CatalogObject | undefined,
  bytes: number,
  first: boolean,
): void {
  const level = object?.classification?.level ?? 3;
  const line = lines.get(level) ?? emptyLine(system, level);
  lines.set(level, line);
  line.versions += 1;
  line.bytes += bytes;
  if (!first) return;
  line.objects += 1;
  line.records += recordsOf(object);
  if (object?.protection?.plaintextHistory !== 'never') line.plaintextBefore += 1;
}

function recordsOf(object: CatalogObject | undefined): number {
  if (!object?.classification) return 1;
  const { 1: one, 2: two, 3: three } = object.classification.records;
  return one + two + three;
}

function emptyLine(system: SystemSettings, level: Level): ScopeLine {
  return {
    system: system.id,
    systemName: system.name,
    level,
    objects: 0,
    records: 0,
    versions: 0,
    bytes: 0,
    plaintextBefore: 0,
  };
}
