import { readLexicon } from '../../src/classify/lexicon.js';
import { foldedWord } from '../../src/text/fold.js';
import { SliceSet } from '../../src/text/slice-set.js';

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
const SINGLE = new SliceSet([
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
]);

let places: SliceSet | undefined;

/** Names of places without 市, 区 and the like; read on first use, about 30 ms. */
export function placeNames(): SliceSet {
  places ??= new SliceSet(
    PLACE_LEXICONS.flatMap((name) => readLexicon(name).rows.map(([surface]) => foldedWord(surface!))),
  );
  return places;
}

/** Whether the part [from, to) of `text`, which ends in 市, 区, 町, 村 or 郡, is the name of one that exists. */
export function isMunicipality(text: string, from: number, to: number): boolean {
  if (SINGLE.has(text, from, to)) return true;
  if (to - from < 3) return false;
  const known = placeNames();
  return known.has(text, from, to - 1) || known.has(text, from, to);
}
