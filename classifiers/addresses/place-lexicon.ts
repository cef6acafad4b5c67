import { readLexicon } from '../../src/classify/lexicon.js';
import { foldedWord } from '../../src/text/fold.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitTrie } from '../../src/text/unit-trie.js';

export const PLACE_LEXICONS = ['places', 'places-more'] as const;

export const PREFECTURES: readonly string[] = [
  '北海道',
  '青森県',
  '岩手県',
  '宮城県',
  '秋田県',
  '山形県',
  '福島県',
  '茨城県',
  '栃木県',
  '群馬県',
  '埼玉県',
  '千葉県',
  '東京都',
  '神奈川県',
  '新潟県',
  '富山県',
  '石川県',
  '福井県',
  '山梨県',
  '長野県',
  '岐阜県',
  '静岡県',
  '愛知県',
  '三重県',
  '滋賀県',
  '京都府',
  '大阪府',
  '兵庫県',
  '奈良県',
  '和歌山県',
  '鳥取県',
  '島根県',
  '岡山県',
  '広島県',
  '山口県',
  '徳島県',
  '香川県',
  '愛媛県',
  '高知県',
  '福岡県',
  '佐賀県',
  '長崎県',
  '熊本県',
  '大分県',
  '宮崎県',
  '鹿児島県',
  '沖縄県',
];

/** Municipalities and wards of one character; as such they need a place before them or this suffix. */
const SINGLE = new Set([
  '堺市',
  '堺区',
  '津市',
  '呉市',
  '萩市',
  '柏市',
  '蕨市',
  '関市',
  '燕市',
  '光市',
  '旭市',
  '北区',
  '西区',
  '東区',
  '南区',
  '中区',
  '港区',
  '旭区',
  '緑区',
  '泉区',
  '栄区',
  '灘区',
  '幸区',
  '桜区',
  '葵区',
  '岬町',
  '坂町',
  '錦町',
  '綾町',
  '塙町',
  '森町',
]);

/** Names of places without 市, 区 and the like, read anew each time: as strings they would fill 4 MB in every thread. */
export function placeNames(): Set<string> {
  return new Set(PLACE_LEXICONS.flatMap((name) => readLexicon(name).rows.map(([surface]) => foldedWord(surface!))));
}

const LISTED = 1;
const SPELLED_OTHERWISE = 0;

let trie: UnitTrie | undefined;

/** The same names, to be followed from any place of a text; read on first use, about 30 ms. */
export function placeTrie(): UnitTrie {
  if (!trie) {
    const names = [...placeNames()];
    // The later number of a spelling stays.
    trie = new UnitTrie([
      ...names.flatMap(spellings).map((name) => [name, SPELLED_OTHERWISE] as const),
      ...names.map((name) => [name, LISTED] as const),
    ]);
  }
  return trie;
}

/** Whether a place is called so, as the lists spell it. */
export function isPlaceName(name: string): boolean {
  return placeTrie().get(name) === LISTED;
}

/** 龍ヶ崎 is written 龍ケ崎 as well, and half-width ｹ is folded to it. */
function spellings(name: string): string[] {
  return /[ヶケ]/.test(name) ? [name.replaceAll('ケ', 'ヶ'), name.replaceAll('ヶ', 'ケ')] : [];
}

/**
 * The longest place that begins at `start` and ends at `least` or behind it, but not behind `most`: its end, or -1.
 * No place has fewer than two units here.
 */
export function placeEnd(text: string, start: number, least: number, most: number): number {
  const places = placeTrie();
  const limit = Math.min(text.length, most);
  let end = -1;
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < limit; at++) {
    node = places.next(node, unitIn(text, at));
    if (node < 0) break;
    if (at > start && at + 1 >= least && places.valueOf(node) !== UnitTrie.NONE) end = at + 1;
  }
  return end;
}

/** Whether a part of a text, which ends in 市, 区, 町, 村 or 郡, is one that exists. */
export function isMunicipalityAt(text: string, start: number, end: number): boolean {
  if (end - start === 2) return SINGLE.has(text.slice(start, end));
  const places = placeTrie();
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < end; at++) {
    if (at === end - 1 && places.valueOf(node) !== UnitTrie.NONE) return true;
    node = places.next(node, unitIn(text, at));
    if (node < 0) return false;
  }
  return places.valueOf(node) !== UnitTrie.NONE;
}
