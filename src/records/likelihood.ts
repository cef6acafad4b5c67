import { COMMON_KANJI } from './common-kanji.js';

/** JIS X 0208 level 1 (rows 16–47): the 2,965 kanji that ordinary text is made of. */
const LEVEL_1 = rows(16, 47);
const LEVEL_2 = rows(48, 84);
const COMMON = new Set(COMMON_KANJI);

/** Half-width katakana that can carry ﾞ (ｳ ｶ–ﾄ ﾊ–ﾎ) and ﾟ (ﾊ–ﾎ). */
const VOICED = /^[ｳｶ-ﾄﾊ-ﾎ]$/u;
const HALF_VOICED = /^[ﾊ-ﾎ]$/u;

/**
 * How unlikely `text` is as a Japanese business record: a sum of costs per character, roughly −log of their frequency.
 * Sums are comparable between decodings of the same bytes; a wrong decoding costs several times the right one.
 */
export function unlikelihood(text: string): number {
  let cost = 0;
  let before = '';
  for (const character of text) {
    cost += costOf(character, before);
    before = character;
  }
  return cost;
}

function costOf(character: string, before: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return asciiCost(code);
  if (code < 0xa0) return 12;
  if (code === 0xfffd) return 20;
  // Accented Latin letters follow Latin letters; the symbols of JIS X 0208 in this block (§ ± ´ × ÷ …) are rare.
  if (code < 0x250) return /[A-Za-z\u00c0-\u024f]/.test(before) ? 2 : 6;
  if (code >= 0x3041 && code <= 0x3096) return 1;
  if (code >= 0x30a1 && code <= 0x30fe) return 1.3;
  if ((code >= 0x3000 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e)) return 1.5;
  if (code >= 0xff61 && code <= 0xff9f) return halfWidthCost(code, before);
  if (COMMON.has(character)) return 1.5;
  if (LEVEL_1.has(character)) return 4;
  if (LEVEL_2.has(character)) return 7;
  if (code >= 0x2010 && code <= 0x266f) return 4;
  if (code >= 0xe000 && code <= 0xf8ff) return 10;
  if (code >= 0x3400 && code <= 0x9fff) return 9;
  // Emoji and the kanji of the supplementary planes (𠮷): four well-formed bytes seldom come about by chance.
  if (code >= 0x1f000 && code <= 0x2ffff) return 5;
  return 9;
}

function asciiCost(code: number): number {
  const control = (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || code === 0x7f;
  return control ? 12 : 1;
}

function halfWidthCost(code: number, before: string): number {
  if (code === 0xff9e) return VOICED.test(before) ? 0.5 : 9;
  if (code === 0xff9f) return HALF_VOICED.test(before) ? 0.5 : 9;
  const halfWidthBefore = /[\uff61-\uff9f]/.test(before);
  // ｡｢｣､･
  if (code <= 0xff65) return halfWidthBefore ? 5 : 7;
  // ｦ, small kana and ｰ stand inside words.
  if (code <= 0xff70) return halfWidthBefore ? 3 : 7;
  return /[A-Za-z]/.test(before) ? 4 : 2;
}

function rows(first: number, last: number): Set<string> {
  const bytes: number[] = [];
  for (let row = first; row <= last; row += 1) {
    for (let cell = 1; cell <= 94; cell += 1) bytes.push(0xa0 + row, 0xa0 + cell);
  }
  return new Set(new TextDecoder('euc-jp').decode(Uint8Array.from(bytes)).replaceAll('\ufffd', ''));
}
