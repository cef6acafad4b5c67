import { JUDGED_TYPES } from './circumstance-examples.js';
import type { GroupedRecord } from './development-part.js';
import { asRead } from './in-kana.js';
import { Seeded } from './seeded.js';

/** Nobody writes longer ones in kana. */
const LONGEST = 80;
/** Share of those that tell nothing which is copied. */
const OF_NOTHING = 0.2;
/** Share from machines without small kana. */
const OLD_MACHINES = 0.25;

/**
 * Short records once more as they are read, in plain hiragana: all in which something is told, and some of the others. What
 * was written in kana differs in nearly every unit from the same in kanji, and of itself there is hardly any.
 */
export function kanaCopies(gold: readonly GroupedRecord[]): GroupedRecord[] {
  const row = new Seeded(1);
  return gold.flatMap(({ group, record }) => {
    const isTold = record.fields.some(({ spans }) => spans.some(({ type }) => JUDGED_TYPES.includes(type)));
    const length = record.fields.reduce((sum, { text }) => sum + text.length, 0);
    const [share, machine] = [row.share(), row.share()];
    if (length > LONGEST || (!isTold && share > OF_NOTHING)) return [];
    const writing = { hiragana: true, parted: false, large: machine < OLD_MACHINES };
    const fields = record.fields.flatMap((field) => asRead(field, writing) ?? []);
    return fields.length > 0 ? [{ group, record: { ...record, fields } }] : [];
  });
}
