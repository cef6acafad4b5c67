import { Opening } from '../../../src/text/edge-pattern.js';
import { hasContactBeside } from './contact-beside.js';
import { isNeutral, type Sort, sortOfLabel, sortOfTable } from './label-words.js';

/** Units before a place in which its key and what encloses it are looked for. */
const REACH = 160;

/** site=, "place": ", AREA_NM= directly before a value. */
const KEY = /(?:^|[\s,;{([|/&])["']?(?:([A-Za-z][A-Za-z0-9_.-]{0,23})["']? ?[=:]|([一-龠ァ-ヶー]{1,8}) ?=) ?["']?$/;
/** "site":{ and [office.east], which say what a name within them is of. */
const OBJECT = /"([A-Za-z_]{1,24})" ?: ?\{[^{}]{0,80}$/;
const SECTION = /(?:^|\n)\[([A-Za-z_]{1,24})(?:[. :][^\]\n]{0,24})?\]\n[^[\]]{0,80}$/;
/** AGT=0231 NM= is the name of who has the number. */
const BESIDE =
  /(?:^|[\s,;{])["']?([A-Za-z]{1,16})["']? ?[=:] ?["']?[A-Z]{0,4}[0-9]{1,8}["']?[ ,;]{1,2}["']?[A-Za-z]{2,8}["']? ?[=:] ?["']?$/;
/** INSERT INTO m_stop VALUES (1,' names a table. */
const TABLE = /\b(?:INTO|FROM|UPDATE|TABLE) ["`]?([A-Za-z_.]{1,32})["`]? [^;]{0,400}$/i;
const TABLE_REACH = 440;

/**
 * What the key of a value says of it: its own, or where that is `name`, of what encloses it. What would be a thing by
 * its key may be a person's where one is reached by telephone, or where there are several.
 */
export function sortByKey(text: string, start: number, end: number): Sort | undefined {
  const sort = sortOfKey(text, start);
  if (sort !== 'thing') return sort;
  return LISTING.test(text, end) || hasContactBeside(text, start) ? undefined : sort;
}

/** One more name in the same value. */
const LISTING = new Opening(/^(?:[・、/&+]|, ?[一-龠]{2,4}(?:[,\s]|$))/, 8);

/** Ends what stands before a value that has a key or is quoted: most cells have neither. */
const MARKED = /[=:] ?["']?$|["']$/;

function sortOfKey(text: string, start: number): Sort | undefined {
  if (!MARKED.test(text.slice(Math.max(0, start - 3), start))) return undefined;
  const before = text.slice(Math.max(0, start - REACH), start);
  const found = KEY.exec(before);
  const key = found?.[1] ?? found?.[2];
  if (key === undefined) return QUOTE.test(before) && !LOOKED_FOR.test(before) ? sortByTable(text, start) : undefined;
  const own = sortOfLabel(key);
  if (own !== undefined || !isNeutral(key)) return own;
  const around = OBJECT.exec(before)?.[1] ?? SECTION.exec(before)?.[1] ?? BESIDE.exec(before)?.[1];
  return around === undefined ? undefined : sortOfLabel(around);
}

const QUOTE = /[(,] ?['"]$/;
/** IN ('岩田','平井') lists what is looked for. */
const LOOKED_FOR = /\bIN ?\([^()]*$/i;

function sortByTable(text: string, start: number): Sort | undefined {
  const table = TABLE.exec(text.slice(Math.max(0, start - TABLE_REACH), start))?.[1];
  return table === undefined ? undefined : sortOfTable(table);
}
