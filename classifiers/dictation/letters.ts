/** Letters of the alphabet by their names, as they are read aloud. */
const NAMES: Readonly<Record<string, string>> = {
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
  V: 'ブイ ヴィー',
  W: 'ダブリュー ダブル',
  X: 'エックス',
  Y: 'ワイ',
  Z: 'ゼット',
};

const LETTER_OF = new Map(
  Object.entries(NAMES).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)),
);
const NAME = [...LETTER_OF.keys()].sort((one, other) => other.length - one.length).join('|');
/** エム, M, ブラボーのビー, ブイはビクトリーのV, エムがひとつ. */
const LETTER = new RegExp(
  `(?:(?:${NAME}|[A-Z])は)?(?:[「『]?[ァ-ヴー一-龠ぁ-ん]{1,7}?[」』]?の)?(?:(${NAME})|([A-Z])(?![a-z]))(?:がひとつ)?(?![ァ-ヴー])|(${NAME})(?=(?:${NAME})(?![ァ-ヴー]))`,
  'y',
);

/** The letter that is said at `at`, with the word that explains it. */
export function letterAt(text: string, at: number): { letter: string; length: number } | undefined {
  LETTER.lastIndex = at;
  const match = LETTER.exec(text);
  if (!match) return undefined;
  const name = match[1] ?? match[3];
  return { letter: name === undefined ? match[2]! : LETTER_OF.get(name)!, length: match[0].length };
}
