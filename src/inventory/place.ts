import { japaneseMonth } from '../base/japanese-day.js';
import type { Fate, Place, Selection } from '../dispose/selection.js';
import type { CatalogObject } from '../ports/catalog.js';
import { formerUnitOf } from './former-key.js';

/**
 * Where the catalogue says the object stands. What is not classified counts as level 3. The month is that of the unit
 * key which protects it, or else that of its last modification, which is also what a unit key would be chosen by: a
 * record that was written again since is of the month of what it says now. Ciphertext of an erased record that was put
 * back is of the month of that record.
 */
export function placeOf(object: CatalogObject): Place {
  const { objectId, system, classification, protection, lastModified, etag } = object;
  const unitId = formerUnitOf(object) ?? (protection?.etag === etag ? protection.unitId : undefined);
  const unitMonth = unitId?.split('/').at(-1);
  return {
    objectId,
    system,
    level: classification?.level ?? 3,
    kind: classification?.kind,
    period: unitMonth ?? japaneseMonth(new Date(lastModified)),
  };
}

/** What the plan says of an object by what the catalogue knows of it, be it nothing. */
export function fateIn(selection: Selection, object: CatalogObject | undefined, system: string): Fate {
  return object ? selection.fateOf(placeOf(object)) : selection.fateOfUnknown(system);
}
