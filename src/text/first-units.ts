import { firstUnitsOf } from './pattern-units.js';
import type { UnitSet } from './unit-set.js';

/** By pattern; null where every unit may begin a match. */
const known = new WeakMap<RegExp, UnitSet | null>();

/**
 * Whether a match of the pattern may be in the text, by the units that matches begin with. Most short texts hold none of
 * them, and to ask a long pattern at each of their places takes several times as long.
 */
export function mayHold(text: string, pattern: RegExp): boolean {
  let first = known.get(pattern);
  if (first === undefined) {
    first = firstUnits(pattern);
    known.set(pattern, first);
  }
  if (first === null) return true;
  for (let at = 0; at < text.length; at++) if (first.has(text.charCodeAt(at))) return true;
  return false;
}

function firstUnits({ source, flags }: RegExp): UnitSet | null {
  const needed = firstUnitsOf(new RegExp(`^(?:${source})`, flags));
  return needed && !needed.open && !needed.edge ? needed.units : null;
}
