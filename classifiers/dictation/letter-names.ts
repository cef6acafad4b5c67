/** Letters of the alphabet by their names, as they are read aloud. */
export const LETTER_NAMES: Readonly<Record<string, string>> = {
  A: 'エー エイ',
  B: 'ビー',
  C: 'シー',
  D: 'ディー デー',
  E: 'イー',
  F: 'エフ',
  G: 'ジー',
  H: 'エイチ エッチ',
  I: 'アイ',
  J: 'ジェー ジェイ',
  K: 'ケー ケイ',
  L: 'エル',
  M: 'エム',
  N: 'エヌ',
  O: 'オー',
  P: 'ピー',
  Q: 'キュー',
  R: 'アール',
  S: 'エス',
  T: 'ティー',
  U: 'ユー',
  V: 'ブイ ヴイ ヴィー',
  W: 'ダブリュー ダブル',
  X: 'エックス',
  Y: 'ワイ',
  Z: 'ゼット',
};

/** One letter by its name; the source of a pattern. */
export const LETTER_NAME = anyOf(LETTER_NAMES);

/** ICAO's spelling alphabet as it is written in katakana, by letter. */
export const CODE_WORDS: Readonly<Record<string, string>> = {
  A: 'アルファ アルファー',
  B: 'ブラボー ブラヴォー',
  C: 'チャーリー',
  D: 'デルタ',
  E: 'エコー',
  F: 'フォックストロット フォックス',
  G: 'ゴルフ',
  H: 'ホテル',
  I: 'インディア',
  J: 'ジュリエット ジュリエッタ',
  K: 'キロ',
  L: 'リマ',
  M: 'マイク',
  N: 'ノベンバー ノーベンバー',
  O: 'オスカー',
  P: 'パパ',
  Q: 'ケベック',
  R: 'ロメオ ロミオ',
  S: 'シエラ',
  T: 'タンゴ',
  U: 'ユニフォーム',
  V: 'ビクター ヴィクター',
  W: 'ウイスキー ウィスキー',
  X: 'エックスレイ',
  Y: 'ヤンキー',
  Z: 'ズールー ズール',
};
/** One code word; the source of a pattern. */
export const CODE_WORD = anyOf(CODE_WORDS);
/** Two letters by code words, as numbers have them: タンゴ、ロメオ. One alone is an ordinary word. */
export const TWO_CODE_WORDS = `${CODE_WORD}[ ・、,]{0,2}${CODE_WORD}`;

/** The longest first, so that none is taken for the beginning of another. */
function anyOf(names: Readonly<Record<string, string>>): string {
  const words = Object.values(names).flatMap((some) => some.split(' '));
  return `(?:${words.sort((one, other) => other.length - one.length).join('|')})`;
}
