import type { CueHit } from '../../src/classify/recognizer.js';
import type { TradeWord } from './organization-candidates.js';
import { KINDS, TRADES } from './organization-words.js';

export const trades: ReadonlySet<string> = new Set(TRADES);
/** Some trades are a kind of house as well: グループホームつばさ, 陽だまりグループホーム. */
export const houses: ReadonlySet<string> = new Set(KINDS);

/** The hits that name a trade or a kind of house. */
export function tradeWords(text: string, hits: readonly CueHit[]): TradeWord[] {
  const found: TradeWord[] = [];
  for (const { start, end } of hits) {
    const word = text.slice(start, end);
    const [isTrade, isHouse] = [trades.has(word), houses.has(word)];
    if (isTrade || isHouse) found.push({ start, end, isTrade, isHouse });
  }
  return found;
}
