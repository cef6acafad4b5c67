import type { CueHit } from '../../src/classify/recognizer.js';
import { isLatin } from '../../src/text/ascii.js';
import { unitIn } from '../../src/text/unit-in.js';
import type { TradeWord } from './candidate.js';
import { KINDS, SOFT_KINDS, SOFT_TRADES, TRADES } from './organization-words.js';

export const trades: ReadonlySet<string> = new Set(TRADES);
/** Some trades are a kind of house as well: グループホームつばさ, 陽だまりグループホーム. */
export const houses: ReadonlySet<string> = new Set(KINDS);

/** Ends of names that common words have as well. */
const soft: ReadonlySet<string> = new Set(SOFT_TRADES);
/** In katakana they stand before a name as well: クリーン山城, ワークスタッフ今治. */
const softHouses: ReadonlySet<string> = new Set([
  ...SOFT_KINDS,
  ...[...SOFT_TRADES, ...TRADES].filter((word) => /^[ァ-ヴー]{3,}$/.test(word)),
]);

/** The hits that name a trade or a kind of house. */
export function tradeWords(text: string, hits: readonly CueHit[]): TradeWord[] {
  const found: TradeWord[] = [];
  for (const { start, end } of hits) {
    if (isWithinLatin(text, start, end)) continue;
    const word = text.slice(start, end);
    const [isTrade, isHouse] = [trades.has(word) || soft.has(word), houses.has(word) || softHouses.has(word)];
    if (isTrade || isHouse) found.push({ start, end, isTrade, isHouse });
  }
  return found;
}

/** JA in JAN, Bar in Barcode. */
function isWithinLatin(text: string, start: number, end: number): boolean {
  return (
    (isLatin(unitIn(text, end - 1)) && isLatin(unitIn(text, end))) ||
    (isLatin(unitIn(text, start)) && isLatin(unitIn(text, start - 1)))
  );
}
