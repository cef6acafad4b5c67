import { unitIn } from '../../../src/text/unit-in.js';
/** A stretch of kanji, with the small kana that stand inside names (一ノ瀬, 三ツ木, 四ヶ所). */
export interface KanjiRun {
  start: number;
  end: number;
}

const MARKS = '々〆ヶノツッケ';

/** Whether a unit may stand in a name in kanji: kanji, and the small kana inside 一ノ瀬. */
export function isNameUnit(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0xd840 && unit <= 0xd87f) ||
    (unit >= 0xdc00 && unit <= 0xdfff) ||
    (unit >= 0x3005 && unit <= 0x30f6 && MARKS.includes(String.fromCharCode(unit)))
  );
}

/** End of the run of hiragana or katakana that starts at `at`, at most `limit` units. */
export function kanaEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < text.length && end - at < limit && isKana(unitIn(text, end))) end++;
  return end;
}

export function isKana(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x3096) || isKatakana(unit);
}

export function isKatakana(unit: number): boolean {
  return (unit >= 0x30a1 && unit <= 0x30fa) || unit === 0x30fc || unit === 0x309b || unit === 0x309c;
}
