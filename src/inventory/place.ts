import { japaneseMonth } from '../base/japanese-day.js';
import type { Fate, Place, Selection } from '../dispose/selection.js';
import type { CatalogObject } from '../ports/catalog.js';

/**
 * Where the catalogue says the object stands. What is not classified counts as level 3. The month is that of the unit
 * key which protects it, or else that of its last modification, which is also what a unit key would be chosen by: a
 * record that was written again since is of the month of what it says now.
 */
export function placeOf({ objectId, system, classification, protection, lastModified, etag }: CatalogObject): Place {
  const unitMonth = protection?.etag === etag ? protection.unitId?.split('/').at(-1) : undefined;
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
