import type { Finding } from './finding.js';

/** Whole runs of katakana: whoever is called アデニイ・フンケ is フンケ further on. */
const KATAKANA = /[ァ-ヺー]+/g;
/** Names judged by all that stands around them are seldom surer. */
const SURE = 0.7;
/** Shorter ones are ordinary words as well: アン, ビン. */
const SHORTEST = 3;
const TWO_PARTS = /[ァ-ヺー][・=＝ ][ァ-ヺー]/;
/** Beside a run that is a part of a longer name, or of a text that is written in katakana with spaces. */
const JOINED_BEFORE = /(?:[・=＝]|[ァ-ヺー][ \u3000])$/;
const JOINED_BEHIND = /^(?:[・=＝]|[ \u3000][ァ-ヺー])/;

/**
 * Places where a part of a certain value of several parts in katakana stands again, whether or not anything there looked
 * like one. Works on the whole text, so its result does not depend on how the text was cut; takes linear time.
 *
 * @param certain - findings of the types that are known again by a part
 */
export function saidByPart(text: string, certain: readonly Finding[]): Pick<Finding, 'type' | 'start' | 'end'>[] {
  const types = new Map<string, string>();
  for (const { type, start, end, score } of certain) {
    if (score < SURE) continue;
    const value = text.slice(start, end);
    if (!TWO_PARTS.test(value)) continue;
    for (const [part] of value.matchAll(KATAKANA)) if (part.length >= SHORTEST) types.set(part, type);
  }
  if (types.size === 0) return [];
  const places: Pick<Finding, 'type' | 'start' | 'end'>[] = [];
  for (const { index: start, 0: run } of text.matchAll(KATAKANA)) {
    const type = types.get(run);
    const end = start + run.length;
    if (type === undefined || JOINED_BEFORE.test(text.slice(Math.max(0, start - 2), start))) continue;
    if (JOINED_BEHIND.test(text.slice(end, end + 2))) continue;
    places.push({ type, start, end });
  }
  return places;
}
