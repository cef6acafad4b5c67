/** One letter of the alphabet by its name, as it is read aloud; the source of a pattern. */
export const LETTER_NAME =
  '(?:ダブリュー|エックス|エイチ|ゼット|ティー|デー|ディー|ジェー|ジェイ|キュー|ブイ|エー|ビー|シー|イー|エフ|ジー|アイ|ケー|ケイ|エル|エム|エヌ|オー|ピー|アール|エス|ユー|ワイ)';

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
const WORDS = Object.values(CODE_WORDS).flatMap((words) => words.split(' '));
WORDS.sort((one, other) => other.length - one.length);

/** One code word; the source of a pattern. */
export const CODE_WORD = `(?:${WORDS.join('|')})`;
/** Two letters by code words, as numbers have them: タンゴ、ロメオ. One alone is an ordinary word. */
export const TWO_CODE_WORDS = `${CODE_WORD}[ ・、,]{0,2}${CODE_WORD}`;
