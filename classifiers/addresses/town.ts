import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import { numberBegins } from './block.js';
import { placeEnd, placeTrie } from './place-lexicon.js';

const LONGEST_TOWN = 24;
const TOWN_UNIT = UnitSet.of('[一-龠々ヶァ-ヴーノツ\\ud840-\\udfff]');
const NUMERAL = UnitSet.of('[第0-9一二三四五六七八九十]');
const BLOCK_NUMERAL = UnitSet.of('[一二三四五六七八九十百千壱弐参拾第]');
const HIRAGANA = UnitSet.of('[ぁ-ん]');
const TOWN_END =
  /(?:町|丁|条[東西南北]?|台|丘|野|原|通|筋|新田|字[一-龠]{1,4}|郷|里|浜|島|谷|沢|崎|堀|江|団地|[北南東西中上下](?![一-龠])|上る|下る|入る?|[上下入]ル|[甲乙丙丁])$/;
/** 北24条西5丁目, 千本東入1丁目下る: numbers inside the name of a town. */
const NUMBER_WITHIN =
  /^(?:[0-9一二三四五六七八九十]{1,3}(?:条(?:通り?)?[東西南北]?|線[東西南北]|地割|通り(?=[0-9]))|[0-9]{1,2}丁目(?=[東西]入|[上下](?:る|ル))|[東西南北]?[0-9]{1,2}[東西南北](?=[0-9])|第[0-9]{1,2}号(?=[0-9])|第[0-9]{1,2}地割(?=字|[一-龠]{2,6}[0-9])|[0-9]{1,2}字(?=[0-9])|[0-9]{1,2}部(?=の?[0-9])|[0-9]{1,2}番耕地(?=[0-9])|[0-9]{1,2}丁目(?=[イロハニホヘトチリヌルヲワカヨタレソツネ][0-9]))/;
/** 寺町東入|2丁目御旅町35: behind a turn into a street of Kyoto the number is the street's, and the town follows. */
const OF_STREET = /^[0-9]{1,2}丁目(?=[一-龠々]{1,8}[0-9])/;
const TURNED_IN = /(?:入|[上下入][るル])$/;
/** Where a town's name is over though kanji go on. */
const OVER =
  /在住|居住|出身|在中|付近|周辺|近辺|近く|方面|県道|国道|府道|市道|村道|町道|地区|地内|地域|住所|自宅|実家|電話|交差点|番地|駅|公園(?!町)|小学校|中学校|高校|発電|農協|の(?!町)|から|宛|着$/;
/** いぶき野, みどりの: a name in hiragana that no lexicon knows, between a municipality and a number or a town's last kanji. */
const HIRAGANA_TOWN =
  /^(?![のにでをはがもとへや]|から|まで|より|です|など|では|には)[ぁ-ん]{2,6}(?:が[丘浜原台]|ヶ[丘浜原台])?[一-龠]{0,3}?(?=[のノ]?(?:[0-9]|[一二三四五六七八九十百千]{1,5}(?:丁目|番地?|の))|(?<=町)(?:[のにで、。 )」]|$))/;

/** 彩都|あさぎ5丁目: behind kanji only right before a number with its unit. */
const HIRAGANA_BEFORE_NUMBER =
  /^(?![のにでをはがもとへや]|から|まで|より|です|など)[ぁ-ん]{2,5}(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}(?=丁))(?:丁目|-[0-9])/;

/** End of the town's name: kanji and katakana, hiragana only inside a name that a lexicon knows. */
export function townEnd(text: string, from: number, afterMunicipality = false): number {
  let at = from;
  while (at < text.length && at - from < LONGEST_TOWN) {
    const unit = text[at]!;
    if (
      afterMunicipality &&
      (at === from || text[at - 1] === '町' || HIRAGANA_BEFORE_NUMBER.test(text.slice(at, at + 9)))
    ) {
      const named = HIRAGANA_TOWN.exec(text.slice(at, at + 12));
      if (named) {
        at += named[0].length;
        continue;
      }
    }
    const code = unitIn(text, at);
    if (NUMERAL.has(code)) {
      const within =
        NUMBER_WITHIN.exec(text.slice(at, at + 14)) ??
        (TURNED_IN.test(text.slice(Math.max(from, at - 2), at)) ? OF_STREET.exec(text.slice(at, at + 14)) : null);
      if (within) {
        at += within[0].length;
        continue;
      }
    }
    if (
      BLOCK_NUMERAL.has(code) &&
      (at > from || afterMunicipality) &&
      numberBegins(text, at) &&
      !knownOver(text, from, at)
    )
      break;
    if (TOWN_UNIT.has(code) || (unit === 'ケ' && at > from)) at++;
    else if ((unit === '上' || unit === '下' || unit === '入') && text[at + 1] === 'る') at += 2;
    else if (unit === 'る' && /[上下入]/.test(text[at - 1] ?? '')) at++;
    else {
      const end = hiraganaPlaceEnd(text, from, at) ?? (afterMunicipality ? partEnd(text, from, at) : undefined);
      if (end === undefined) break;
      at = end;
    }
  }
  return at;
}

/** 麻布十番: a known name goes on over the number at `at`. */
function knownOver(text: string, from: number, at: number): boolean {
  for (let start = Math.max(from, at - 3); start < at; start++)
    if (placeEnd(text, start, Math.min(text.length, at + 2), at + 3) >= 0) return true;
  return false;
}

/** みなとみらい, ひばりが丘, 一の宮: end of the known place that covers the kana at `at`, starting at most three units before. */
function hiraganaPlaceEnd(text: string, from: number, at: number): number | undefined {
  if (!HIRAGANA.has(unitIn(text, at))) return undefined;
  for (let start = Math.max(from, at - 3); start <= at; start++) {
    const end = placeEnd(text, start, at + 1, start + 6);
    if (end >= 0) return end;
  }
  return undefined;
}

/** 木幡の南山十二の五: part of a town, said with の, when a number of more than one part follows. */
function partEnd(text: string, from: number, at: number): number | undefined {
  if (text[at] !== 'の' || at === from) return undefined;
  // 桜の町3丁目
  if (IN_NAME.test(text.slice(at, at + 6))) return at + 2;
  if (at - from < 2) return undefined;
  const part = PART.exec(text.slice(at, at + 16));
  return part ? at + part[1]!.length : undefined;
}
const IN_NAME = /^の[町丘台森里宮内浦浜沢木原杜山平](?=[のノ]?[0-9]|[のノ]?[一二三四五六七八九十]{1,3}(?:丁目|番|の))/;
const PART =
  /^(の(?:(?![一二三四五六七八九十百千])[一-龠々]){1,4}?)(?=[0-9一二三四五六七八九十百千]{1,6}(?:丁目|番地|[のノ-][0-9一二三四五六七八九十]{1,4}(?![一-龠])))/;

/** Length of a town's name without what follows it in kanji: 船川港船川|在住. */
export function townWithoutMore(town: string): number {
  const over = OVER.exec(town);
  return over ? over.index : town.length;
}

/** 寺戸町東ノ段: what follows a 町 or 字 is a small place that no lexicon knows. */
const WITHIN_TOWN = /(?:[一-龠々]町|字)[一-龠々ァ-ヶノ]{1,5}$/;

/** Whether the town ends as towns do, or in a name that a lexicon knows. */
export function isTown(town: string): boolean {
  return town.length > 0 && (TOWN_END.test(town) || WITHIN_TOWN.test(town) || endsWithPlace(town));
}

/** Whether what begins at `start` is a place, with or without its 町 or 村. */
function endsPlace(town: string, start: number): boolean {
  const last = unitIn(town, town.length - 1);
  const places = placeTrie();
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < town.length; at++) {
    if (at === town.length - 1 && (last === CHO || last === MURA) && places.valueOf(node) !== UnitTrie.NONE)
      return true;
    node = places.next(node, unitIn(town, at));
    if (node < 0) return false;
  }
  return places.valueOf(node) !== UnitTrie.NONE;
}

const CHO = '町'.charCodeAt(0);
const MURA = '村'.charCodeAt(0);

function endsWithPlace(town: string): boolean {
  for (let length = Math.min(6, town.length); length >= 2; length--) {
    if (endsPlace(town, town.length - length)) return true;
  }
  return false;
}
