import { readLexicon } from '../../../src/classify/lexicon.js';
import { foldedWord } from '../../../src/text/fold.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';

/** Word lists that names are read from. */
export const NAME_LEXICONS = [
  'surnames',
  'surnames-rare',
  'surnames-words',
  'given-names',
  'given-names-recent',
  'foreign-names',
] as const;

/** How much rather a surface is this kind of name than another word: IPADIC's cost difference, −6000 to 6000. */
export type Margin = number;

/** Entries written down by hand say nothing about frequency; they are names first of all. */
const BY_HAND: Margin = 1500;
/** Surnames that are other words first of all. */
export const OTHER_WORD: Margin = -4600;
/** Word cost under which IPADIC's surnames are everyday ones, some 2,000. */
const COMMON_COST = 7600;

/** Given names that begin or end with a character when it is one of names. */
const MANY = 8;
const KANJI = /^[々\u4e00-\u9fff\ud800-\udfff]/;

/** Surnames of one character that are everyday ones. */
const SINGLE_SURNAMES =
  '林森原東南西北岡堀辻谷関秦泉島平村橋畑沢浜菅角榊柳桂楠湊滝乾巽堤牧岸奥梶城峰脇境金朴李張王陳黄崔趙姜劉呉徐許楊周鄭尹權曹';
/** Surnames that in most texts are a place. */
export const RATHER_PLACES = new Set(
  '大阪 東京 京都 神戸 奈良 福岡 福島 山口 千葉 長野 宮城 石川 富山 福井 岡山 広島 香川 徳島 高知 長崎 熊本 大分 宮崎 秋田 青森 山形 岩手 静岡 愛知 三重 滋賀 兵庫 和歌山 鳥取 島根 愛媛 佐賀 沖縄 茨城 栃木 群馬 埼玉 神奈川 新潟 山梨 岐阜 北海道 堺 高槻 豊中 吹田 枚方 茨木 八尾 池田 守口 門真 箕面 柏原 摂津 泉佐野 富田林 河内 松原 大東 和泉 羽曳野 藤井寺 泉南 四條畷 交野 高石 貝塚 岸和田 泉大津 中央 本町 梅田 難波 天王寺 新宿 渋谷 池袋 品川 上野 横浜 川崎 仙台 名古屋 平方 大宮 松山 高松 松江'.split(
    ' ',
  ),
);

interface NameLexicon {
  surnames: Map<string, Margin>;
  givenNames: Map<string, Margin>;
  /** Readings in katakana. */
  surnameReadings: Set<string>;
  givenReadings: Set<string>;
  /** Readings of the more frequent surnames: in kana the rare ones are mostly other words. */
  commonReadings: Set<string>;
  /** The everyday surnames themselves, without those that are rather a prefecture or a large city. */
  common: Set<string>;
  foreign: Set<string>;
  /** Characters that many given names begin with, and end with. */
  first: UnitSet;
  last: UnitSet;
}

let lexicon: NameLexicon | undefined;

/** Read on first use, about 50 ms. */
export function names(): NameLexicon {
  lexicon ??= load();
  return lexicon;
}

function load(): NameLexicon {
  const surnames = new Map<string, Margin>();
  const givenNames = new Map<string, Margin>();
  const surnameReadings = new Set<string>();
  const givenReadings = new Set<string>();
  const commonReadings = new Set<string>();
  const common = new Set<string>(SINGLE_SURNAMES);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  const foreign = new Set(readLexicon('foreign-names').rows.map(([name]) => name!));

  for (const [surface, margin, cost, ...readings] of readLexicon('surnames').rows) {
    surnames.set(surface!, Number(margin));
    if (KANJI.test(surface!)) {
      for (const reading of readings) surnameReadings.add(reading);
      if (Number(cost) < COMMON_COST && readings[0]!.length > 2) commonReadings.add(readings[0]!);
      if (Number(cost) < COMMON_COST && surface!.length > 1 && !RATHER_PLACES.has(surface!)) common.add(surface!);
    }
    if (/^[ァ-ヶー]/.test(surface!)) foreign.add(surface!);
    // 𠮷 (U+20BB7) cannot be folded one unit to one.
    if (surface!.includes('吉')) surnames.set(surface!.replace('吉', '𠮷'), BY_HAND);
  }
  for (const [raw, ...readings] of readLexicon('surnames-rare').rows) {
    const surface = foldedWord(raw!);
    if (!surnames.has(surface)) surnames.set(surface, surface.length === 1 ? -3000 : BY_HAND);
    for (const reading of readings) surnameReadings.add(reading);
  }
  for (const [raw] of readLexicon('surnames-words').rows) {
    const surface = foldedWord(raw!);
    if (!surnames.has(surface)) surnames.set(surface, OTHER_WORD);
  }
  const count = (surface: string, weight: number) => {
    if (!KANJI.test(surface) || surface.length > 3) return;
    const [head, tail] = [surface[0]!, surface.at(-1)!];
    first.set(head, (first.get(head) ?? 0) + weight);
    last.set(tail, (last.get(tail) ?? 0) + weight);
  };
  for (const [surface, margin, , ...readings] of readLexicon('given-names').rows) {
    givenNames.set(surface!, Number(margin));
    count(surface!, 1);
    for (const reading of readings) givenReadings.add(reading);
  }
  for (const [raw, ...readings] of readLexicon('given-names-recent').rows) {
    const surface = foldedWord(raw!);
    if (!givenNames.has(surface)) givenNames.set(surface, surface.length === 1 ? -2000 : BY_HAND);
    count(surface, 8);
    for (const reading of readings) givenReadings.add(reading);
  }
  return {
    surnames,
    givenNames,
    surnameReadings,
    givenReadings,
    commonReadings,
    common,
    foreign,
    first: frequent(first),
    last: frequent(last),
  };
}

function frequent(counts: ReadonlyMap<string, number>): UnitSet {
  const units = new UnitSet();
  for (const [unit, count] of counts) if (count >= MANY) units.add(unit);
  return units;
}

/** Whether characters that no lexicon holds together look like a given name: 2–3 kanji that begin and end many. */
export function looksGiven(text: string): boolean {
  if (text.length < 2 || text.length > 3) return false;
  const { first, last } = names();
  return first.has(unitIn(text, 0)) && last.has(unitIn(text, text.length - 1));
}
