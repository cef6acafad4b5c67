import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { isMunicipalityAt, PREFECTURES } from './place-lexicon.js';

export interface Municipalities {
  end: number;
  prefecture: boolean;
  /** How many of 郡, 市, 区, 町, 村 stand there. */
  count: number;
  /** The first is a 町 or 村 with neither 郡 nor prefecture: it may as well be part of a city. */
  loose: boolean;
}

const LONGEST = 8;
const PREFECTURE_STARTS = new UnitSet().add(PREFECTURES.map((name) => name[0]!).join(''));
/** What may follow what: a ward a city, a town a district. The 町 behind a city or ward belongs to the town's name. */
const AFTER: Record<string, string> = { '': '郡市区町村', 郡: '町村', 市: '区', 区: '', 町: '', 村: '' };
const NAME = UnitSet.of('[一-龠々ヶケノァ-ヴーぁ-ん]');
const SHORT = /^[一-龠々ヶケノ]{1,5}.$/;
/** What stands for any of them: 市区町村. */
const KIND = new UnitSet().add('市区町村');
const HIRAGANA = UnitSet.of('[ぁ-ん]');
/** うちは|つがる市 */
const PARTICLE = UnitSet.of('[はがのをにで]');
const HIRAGANA_GOES_ON = UnitSet.of('[ぁ-んー]');
/** 葛城地区, 通学区: parts of a town that no law knows. */
const NO_WARD = /[地校学特管街農漁工選]区$/;

/** Reads prefecture, 郡, 市, 区, 町, 村 from `start`, each where there is one. */
export function municipalitiesAt(text: string, start: number): Municipalities {
  const prefecture = PREFECTURE_STARTS.has(unitIn(text, start))
    ? PREFECTURES.find((name) => text.startsWith(name, start))
    : undefined;
  let at = start + (prefecture?.length ?? 0);
  let last = '';
  let count = 0;
  let loose = false;
  for (; count < 3; count++) {
    const from = text[at] === ' ' ? at + 1 : at;
    const end = nameEnd(text, from, AFTER[last]!, count > 0 || prefecture !== undefined);
    if (end === undefined) break;
    at = end;
    last = text[end - 1]!;
    if (count === 0) loose = prefecture === undefined && (last === '町' || last === '村');
  }
  return { end: at, prefecture: prefecture !== undefined, count, loose };
}

/** End of 堺市, 泉北郡, 中央区 … at `from`. Known names win; after a place any short name is taken. */
function nameEnd(text: string, from: number, kinds: string, afterPlace: boolean): number | undefined {
  let shortest: number | undefined;
  let known: number | undefined;
  for (let at = from; kinds !== '' && at < text.length && at - from < LONGEST; at++) {
    if (!NAME.has(unitIn(text, at))) break;
    const unit = text[at]!;
    if (at === from || !kinds.includes(unit)) continue;
    if (isMunicipalityAt(text, from, at + 1)) known = at + 1;
    else if (shortest === undefined && isShort(text.slice(from, at + 1))) shortest = at + 1;
    // 大和郡山市 and 四日市市 go on; 東大阪市 is over before 八尾市.
    if (known !== undefined && (unit === '市' || unit === '区') && text[at + 1] !== '市') break;
  }
  if (known !== undefined) return known;
  if (!afterPlace || shortest === undefined) return undefined;
  return kinds === '町村' || text[shortest - 1] !== '町' ? shortest : undefined;
}

function isShort(name: string): boolean {
  return SHORT.test(name) && !NO_WARD.test(name);
}

/** Where the municipality begins that ends at `end` and is known; nothing before `lowest` belongs to it. */
export function municipalityStart(text: string, end: number, lowest: number): number | undefined {
  // お住まいの市区町村: a kind of place, no name.
  if (KIND.has(unitIn(text, end)) && KIND.has(unitIn(text, end + 1))) return undefined;
  const before = unitIn(text, end - 2);
  // 市 behind a mark or at a word's beginning, as in 、市民.
  if (!(before >= 0x3041 && before <= 0xfaff)) return undefined;
  for (let length = LONGEST; length >= 2; length--) {
    const start = end - length;
    if (start < lowest || !isMunicipalityAt(text, start, end)) continue;
    // 東大阪市 is not 大阪市 behind something: the longest name is tried first. Hiragana goes on from the word before.
    if (
      HIRAGANA.has(unitIn(text, start)) &&
      HIRAGANA_GOES_ON.has(unitIn(text, start - 1)) &&
      !(length > 3 && PARTICLE.has(unitIn(text, start - 1)))
    )
      continue;
    return start;
  }
  return undefined;
}
