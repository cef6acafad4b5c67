import type { Finding } from '../finding.js';

/** Names judged by all that stands around them are seldom surer. */
const SURE = 0.7;
/** Whole runs of katakana: whoever is called アデニイ・フンケ is フンケ further on. */
const KATAKANA = /[ァ-ヺー]+/g;
const HIRAGANA = /[ぁ-ん]+/g;
/** Shorter ones are ordinary words as well: アン, ビン. */
const SHORTEST = 3;
const LONGEST = 10;
const TWO_PARTS = /[ァ-ヺー][・=＝ ][ァ-ヺー]/;
const ONLY_HIRAGANA = /^[ぁ-ん]+(?:[ \u3000][ぁ-ん]+)?$/;
/** Beside a run that is a part of a longer name, or of a text that is written in katakana with spaces. */
const JOINED_BEFORE = /(?:[・=＝]|[ァ-ヺー][ \u3000])$/;
const JOINED_BEHIND = /^(?:[・=＝]|[ \u3000][ァ-ヺー])/;
/** Behind a name in hiragana that is said again. */
const ENDS = /^(?:です|でご|でよろ|ではな|様|さま|さん|と申|といい|と言|と書|と読|って|や[ねけの]|じゃ|だ[がよけ])/;

type Place = Pick<Finding, 'type' | 'start' | 'end'>;

/**
 * Places where a certain value in kana stands again, or one of its several parts in katakana, whether or not anything
 * there looked like it. Works on the whole text, so its result does not depend on how the text was cut; takes linear time.
 *
 * @param certain - findings of the types that are known again by a part
 */
export function saidByPart(text: string, certain: readonly Finding[]): Place[] {
  if (certain.length === 0) return [];
  const [katakana, hiragana] = [new Map<string, string>(), new Map<string, string>()];
  for (const { type, start, end, score } of certain) {
    if (score < SURE) continue;
    const value = text.slice(start, end);
    if (TWO_PARTS.test(value)) remember(value, KATAKANA, type, katakana);
    else if (ONLY_HIRAGANA.test(value)) remember(value, HIRAGANA, type, hiragana);
  }
  const places: Place[] = [];
  if (katakana.size > 0) inKatakana(text, katakana, places);
  if (hiragana.size > 0) inHiragana(text, hiragana, places);
  return places;
}

function remember(value: string, parts: RegExp, type: string, known: Map<string, string>): void {
  for (const [part] of value.matchAll(parts)) if (part.length >= SHORTEST) known.set(part, type);
}

function inKatakana(text: string, known: ReadonlyMap<string, string>, places: Place[]): void {
  for (const { index: start, 0: run } of text.matchAll(KATAKANA)) {
    const type = known.get(run);
    const end = start + run.length;
    if (type === undefined || JOINED_BEFORE.test(text.slice(Math.max(0, start - 2), start))) continue;
    if (JOINED_BEHIND.test(text.slice(end, end + 2))) continue;
    places.push({ type, start, end });
  }
}

/** Where its run begins, and before a word that follows names: みどり様 says nothing of みどり保全課. */
function inHiragana(text: string, known: ReadonlyMap<string, string>, places: Place[]): void {
  for (const { index: start, 0: run } of text.matchAll(HIRAGANA)) {
    for (let length = Math.min(run.length, LONGEST); length >= SHORTEST; length--) {
      const type = known.get(run.slice(0, length));
      const end = start + length;
      if (type === undefined || !ENDS.test(text.slice(end, end + 3))) continue;
      places.push({ type, start, end });
      break;
    }
  }
}
