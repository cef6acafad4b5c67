/**
 * What is folded, one UTF-16 code unit to one. Sources: Unicode NFKC where it maps one unit to one unit, the hyphen-likes
 * of Unicode's Pd category and their Japanese look-alikes, and the old and variant kanji of names (常用漢字表 旧字体 and
 * the variants that the 戸籍統一文字 treat as the same character).
 */
const TABLE = new Uint16Array(0x10000);
const CHANGES = new Uint8Array(0x10000);

const HYPHEN_LIKES = '‐‑‒–—―−﹣－─━⁃˗➖˗﹘';
const SPACES = '\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f';
const WAVES = '〜∼';

/** Variant, then the character it stands for. */
const VARIANTS =
  '髙高﨑崎澤沢濱浜濵浜邊辺邉辺齋斎齊斉廣広國国眞真惠恵櫻桜藏蔵瀨瀬德徳曾曽萬万壽寿實実淸清兒児榮栄學学靜静應応' +
  '嶽岳彌弥瑤瑶祿禄豐豊鐵鉄關関縣県條条緣縁總総縱縦轉転鹽塩顯顕龜亀澁渋冨富峯峰槇槙瀧滝礒磯籔藪舘館躰体圓円' +
  '槗橋桒桑栁柳賴頼郞郎緖緒巢巣驒騨圖図爲為與与號号區区檢検舊旧勞労讀読';

/** Half-width katakana U+FF66–U+FF9D in order; the sound marks that follow stay separate units. */
const KATAKANA =
  'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン';

function define(from: number, to: number): void {
  TABLE[from] = to;
  CHANGES[from] = 1;
}

for (let unit = 0; unit < 0x10000; unit++) TABLE[unit] = unit;
for (const [from, to] of [
  [0x2e80, 0x2fdf],
  [0xf900, 0xfaff],
  [0xff01, 0xff5e],
] as const) {
  for (let unit = from; unit <= to; unit++) {
    const folded = String.fromCharCode(unit).normalize('NFKC');
    if (folded.length === 1 && folded.charCodeAt(0) !== unit) define(unit, folded.charCodeAt(0));
  }
}
for (const hyphen of HYPHEN_LIKES) define(hyphen.charCodeAt(0), 0x2d);
for (const space of SPACES) define(space.charCodeAt(0), 0x20);
for (const wave of WAVES) define(wave.charCodeAt(0), 0x7e);
for (let at = 0; at + 1 < VARIANTS.length; at += 2) {
  if (VARIANTS[at] !== VARIANTS[at + 1]) define(VARIANTS.charCodeAt(at), VARIANTS.charCodeAt(at + 1));
}
for (let at = 0; at < KATAKANA.length; at++) define(0xff66 + at, KATAKANA.charCodeAt(at));
for (const [from, to] of ['｡。', '｢「', '｣」', '､、', '･・', 'ﾞ゛', 'ﾟ゜'].map((pair) => [
  pair.charCodeAt(0),
  pair.charCodeAt(1),
])) {
  define(from!, to!);
}
// NFKC gives the old kanji of a radical (⿔ → 龜), which is a variant itself: go on to the end, so that folding twice
// changes nothing.
for (let unit = 0; unit < 0x10000; unit++) {
  while (TABLE[TABLE[unit]!] !== TABLE[unit]) TABLE[unit] = TABLE[TABLE[unit]!]!;
}
// Folding ー and ○ depends on their neighbours, so their presence alone asks for the slow path.
CHANGES[0x30fc] = 1;
CHANGES[0x25cb] = 1;

/** The unit that `unit` is folded to; itself for most. */
export function folded(unit: number): number {
  return TABLE[unit]!;
}

/** Whether a text with this unit may differ from its folded form. */
export function isFolded(unit: number): boolean {
  return CHANGES[unit] === 1;
}

/** A word of a lexicon or a cue list, folded as texts are. */
export function foldedWord(word: string): string {
  let result = '';
  for (let at = 0; at < word.length; at++) result += String.fromCharCode(TABLE[word.charCodeAt(at)]!);
  return result;
}
