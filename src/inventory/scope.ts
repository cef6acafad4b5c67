import { canonicalHash } from '../base/canonical-json.js';
import type { Level } from '../base/level.js';
import { inventoryHash, type ScopedVersion } from '../dispose/inventory-hash.js';
import type { DisappearedLine, ScopeLine } from '../dispose/plan.js';
import type { Catalog, CatalogObject } from '../ports/catalog.js';
import type { SystemSettings } from '../run/ports.js';

export interface Scope {
  /** One line per system × level, highest level first. */
  lines: ScopeLine[];
  /** Binds the plan to exactly the versions counted in `lines`. */
  inventoryHash: string;
  /** Unit ids that protect something in scope. */
  unitIds: Set<string>;
  /** Versions that vanished without us. */
  disappeared: DisappearedLine[];
}

/**
 * Everything the catalogue knows to be stored in these systems, counted and hashed in one pass.
 * Objects whose level is not known count as level 3.
 */
export async function scopeOf(systems: readonly SystemSettings[], catalog: Catalog): Promise<Scope> {
  const scope: Scope = { lines: [], inventoryHash: '', unitIds: new Set(), disappeared: [] };
  const hashes: Record<string, string> = {};
  for (const system of systems) {
    const lines = new Map<Level, ScopeLine>();
    hashes[system.id] = await inventoryHash(count(system, lines, catalog, scope));
    for (const level of [3, 2, 1] as const) {
      const line = lines.get(level);
      if (line) scope.lines.push(line);
    }
    let lost = 0;
    for await (const _ of catalog.versions({ system: system.id, state: 'exception' })) lost += 1;
    if (lost > 0) scope.disappeared.push({ system: system.id, versions: lost, reason: 'inventory/not-in-store' });
  }
  scope.inventoryHash = canonicalHash(hashes);
  return scope;
}

async function* count(
  system: SystemSettings,
  lines: Map<Level, ScopeLine>,
  catalog: Catalog,
  scope: Scope,
): AsyncIterable<ScopedVersion> {
  let object: CatalogObject | undefined;
  let objectId: string | undefined;
  for await (const version of catalog.versions({ system: system.id, state: 'present' })) {
    const first = version.objectId !== objectId;
    if (first) {
      objectId = version.objectId;
      object = await catalog.object(objectId);
    }
    const level = object?.classification?.level ?? 3;
    const line = lines.get(level) ?? emptyLine(system, level);
    lines.set(level, line);
    line.versions += 1;
    line.bytes += version.size;
    if (first) {
      line.objects += 1;
      line.records += recordsOf(object);
      if (object?.protection?.plaintextHistory !== 'never') line.plaintextBefore += 1;
      if (object?.protection?.unitId) scope.unitIds.add(object.protection.unitId);
    }
    yield version;
  }
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
