import { FILLER } from './block.js';
import { isPlaceName } from './place-lexicon.js';

const REACH_BACK = 16;
const MOST = 2;
const CITY = new RegExp(`(?<![一-龠々ヶァ-ヴーA-Za-z])([一-龠々ヶ]{2,5})の、?(?:${FILLER}、?)?$`);
/** In the lists of places, and said of anything. */
const NO_CITY = /^(?:[東西南北中]部|全国|日本|国内|地元|中央|本町|隣町|大学|関[東西]|東北|九州|四国|北陸)$/;

/**
 * Where an address begins whose city or prefecture is said without what it is: 富田林の若松町四の七, 津島の、橘町の四丁目.
 * `start` when none stands before it.
 */
export function withNamedCity(text: string, start: number, lowest: number): number {
  let from = start;
  for (let count = 0; count < MOST; count++) {
    const named = CITY.exec(text.slice(Math.max(lowest, from - REACH_BACK), from));
    if (!named || NO_CITY.test(named[1]!) || !isPlaceName(named[1]!)) break;
    from -= named[0].length;
  }
  return from;
}
