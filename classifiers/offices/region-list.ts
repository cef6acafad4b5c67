import { UnitTrie } from '../../src/text/unit-trie.js';
import { isKnownPlace } from '../names/words/known-places.js';
import { nameTries } from '../names/words/name-tries.js';

/** An entry of a list: a word and its landline. 空知 0126-20-0200/石狩(011)231-4111. */
const ENTRY =
  /(?:^|[\n/、・|\t 〈(])([^\s0-9/、・|:()〈〉]{2,6})[ :〉]{0,2}\(?0[1-9][0-9]{0,3}[-)][0-9]{1,4}-[0-9]{4}/g;
/** Regions that are known as such beside others only: by itself each is somebody's surname. */
const REGIONS: ReadonlySet<string> = new Set(
  '空知 後志 胆振 渡島 檜山 上川 宗谷 置賜 最上 村山 三八 気仙 比企 木曽 那賀 相楽 大隅 球磨'.split(' '),
);
const KANA = /^[ぁ-んァ-ヴー]{3,6}$/;
/** Fewer may be people who are called as places are. */
const FEWEST = 4;
/** Of these, so many are nobody's surname: 十勝, 南信, オホーツク. */
const FEWEST_BARE = 2;
const REACH = 240;
const OF_SOMEBODY = /様|さん|[氏姓]|自宅|携帯|名簿|連絡網|0[5-9]0[-(の]/;

/** Whether the word at `offset` is one of several places of a list that each have their number, and can be no list of people. */
export function inRegionList(text: string, offset: number): boolean {
  const around = text.slice(Math.max(0, offset - REACH), offset + REACH);
  if (OF_SOMEBODY.test(around)) return false;
  let places = 0;
  let bare = 0;
  ENTRY.lastIndex = 0;
  for (let match = ENTRY.exec(around); match; match = ENTRY.exec(around)) {
    const word = match[1]!;
    const place = isKnownPlace(word, 0, word.length) || REGIONS.has(word);
    if (!place && !KANA.test(word)) return false;
    places++;
    if (place && nameTries().surnames.find(word, 0, word.length) === UnitTrie.NONE) bare++;
  }
  return places >= FEWEST && bare >= FEWEST_BARE;
}
