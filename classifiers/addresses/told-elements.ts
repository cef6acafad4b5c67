import { blockAt, FILLER, NUMBER } from './block.js';
import { buildingEnd } from './building.js';
import { parseAddress } from './parse-address.js';
import { isTown, townEnd, townWithoutMore } from './town.js';

/** A part of an address as it is told in one breath. */
export interface Element {
  end: number;
  /** `area` is a prefecture or municipality alone, of which many live. */
  kind: 'area' | 'town' | 'number' | 'building';
}

/** What was asked for before: numbers and names of buildings alone say little. */
export interface Wanted {
  /** A town's name that does not say that it is one. */
  town: boolean;
  number: boolean;
  building: boolean;
}

const SYLLABLE =
  '(?:いち|イチ|に(?!ち?ょ?う?です)|ニ|さん|サン|よん|ヨン|ご[ーう]?(?!ざい)|ゴー?|ろく|ロク|なな|ナナ|しち|シチ|はち|ハチ|きゅう|キュウ|じゅう|ジュウ|ひゃく|ヒャク|びゃく|ビャク|ぜろ|ゼロ|まる|マル|れい|レイ)';
const KANA_UNIT = '(?:ちょうめ|チョウメ|ばんち?|バンチ?|ごう(?:しつ)?|ゴウ(?:シツ)?)';
/** ニチョウメ、ジュウナナノ、ゴ; ごーまるよん */
const KANA_NUMBER = new RegExp(
  `^${SYLLABLE}{1,7}${KANA_UNIT}?(?:[のノ]?、?[ ]?${SYLLABLE}{1,7}${KANA_UNIT}?){0,3}(?=です|でご|[のノ]?[、。 」\\n]|[のノ]?$|の[裏隣前横角近へあ])`,
);
/** ふくおかし、はかたく、えきみなみ; サカイシ ミナミク */
const KANA_PLACE =
  /^(?:(?:[ぁ-んー]{1,8}(?:し|く|ぐん|まち|ちょう|むら|けん)|[ァ-ヴー゛゜]{1,8}(?:シ|ク|グン|マチ|チョウ|ムラ|ケン))(?:の?[、 ]{1,2}|(?=[ぁ-ん]{2,8}[、 ]))){2,3}(?:[ぁ-んー]{2,9}?|[ァ-ヴー゛゜]{2,9}?)?(?=です|でご|[のノ]?[、。」\n]|[のノ]?$| )/;
/** 2, 31-16, 百三, 六百…六百三十の、二: numbers alone, behind a question for them. */
const PLAIN_NUMBER = new RegExp(
  `^(?:[A-Z]棟?[の-]?、?|[甲乙丙丁]の?、?)?${NUMBER}(?:番地?|号室?|丁目?|棟)?(?:(?:、?[のノ-]、?|、|…)(?:${FILLER}、?|ハイフン、?)?${NUMBER}(?:番地?|号室?|丁目?)?){0,4}(?=です|でご|ですね|[のノ]?[、。」\\n?]|[のノ]?$|に|や)`,
);
const OVER =
  /^(?:[のノ]?[、。」\n? ]|[のノ]?$|です|でご|でし|だ|じゃ(?!な)|や(?![めな])|って|と(?:い|申)|になり|に住|[のノ](?:何|裏|隣|となり|前|横|角|近く|へん|あたり|向か|[^\s、。]{1,6}(?:です|に)))/;
/** 大潟区: of a town that became part of a city, which no lexicon knows. */
const WARD = /^[一-龠々]{1,4}(?<![地校学特管街農漁工選全各])区$/;
/** Behind a whole one any sentence goes on: 長沼の、六百の一に. */
const PARTICLE = /^(?:に|へ|まで|から|は|が|を|も)(?![0-9一二三四五六七八九])/;
const NUMBERED = new RegExp(`^[一-龠々ヶケノ]{2,8}(?:の、?|、)?${NUMBER}(?:[のノ-]、?|丁目)`);
const TOWN_END = /[町丁目字]$/;
const NO_HOUSE = /^(?:平屋|一軒家|一戸建て?|戸建て?|持ち家|借家|実家|自宅)/;
const LONGEST_TOWN = 14;
const KANJI = /^[一-龠々]+$/;

/** The part of an address that begins at `at`; undefined where none does or other words go on behind it. */
export function elementAt(text: string, at: number, wanted: Wanted): Element | undefined {
  if (NO_HOUSE.test(text.slice(at, at + 5))) return undefined;
  const found =
    placeAt(text, at, wanted) ?? (wanted.building ? houseAt(text, at) : undefined) ?? numberAt(text, at, wanted);
  if (!found) return undefined;
  const rest = text.slice(found.end, found.end + 10);
  return OVER.test(rest) || (PARTICLE.test(rest) && isNumbered(text.slice(at, found.end))) ? found : undefined;
}

/** A town with a number of more than one part. */
export const isNumbered = (value: string): boolean => NUMBERED.test(value);

function placeAt(text: string, at: number, wanted: Wanted): Element | undefined {
  const kana = KANA_PLACE.exec(text.slice(at, at + 48))?.[0];
  if (kana !== undefined) return { end: at + kana.length, kind: 'town' };
  const parsed = parseAddress(text, at);
  if (parsed.municipalities > 0 || parsed.prefecture)
    return { end: parsed.end, kind: parsed.block > 0 ? 'number' : parsed.town === '' ? 'area' : 'town' };
  const whole = text.slice(at, townEnd(text, at, true));
  const town = whole.slice(0, townWithoutMore(whole));
  // 香川, 松原: towns, and as well prefectures, cities, people.
  if (!wanted.town && town === whole && !TOWN_END.test(town) && !blockAt(text, at + town.length)) return undefined;
  if (town.length < 2 || town.length > LONGEST_TOWN) return undefined;
  const block = town === whole ? blockAt(text, at + town.length) : undefined;
  // 加世浦の一四九の四: with a number of two parts a name that no list holds is a town as well.
  if (!isTown(town) && !WARD.test(town) && ((block?.numbers ?? 0) < 2 || !KANJI.test(town))) return undefined;
  return block ? { end: buildingEnd(text, block.end), kind: 'number' } : { end: at + town.length, kind: 'town' };
}

function houseAt(text: string, at: number): Element | undefined {
  const named = buildingEnd(text, at, true);
  if (named > at) return { end: named, kind: 'building' };
  const end = buildingEnd(text, at);
  return end > at + 2 ? { end, kind: 'building' } : undefined;
}

function numberAt(text: string, at: number, wanted: Wanted): Element | undefined {
  if (!wanted.number) return undefined;
  const rest = text.slice(at, at + 40);
  const plain = PLAIN_NUMBER.exec(rest)?.[0] ?? KANA_NUMBER.exec(rest)?.[0];
  if (plain === undefined || /^[0〇]/.test(plain) || /[0-9]{3}-[0-9]{4}/.test(plain)) return undefined;
  return { end: at + plain.length, kind: 'number' };
}
