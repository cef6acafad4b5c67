import { unitIn } from './unit-in.js';

/** Hiragana of `text`, unit by unit; what is no katakana stays. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヴ]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - APART));
}

/** Katakana of `text`: hiragana shifted, and separate sound marks (half-width input) put back into their letters. */
export function toKatakana(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const unit = unitIn(text, at);
    if (unit === 0x309b) result = `${result}\u3099`.normalize('NFC');
    else if (unit === 0x309c) result = `${result}\u309a`.normalize('NFC');
    else result += unit >= 0x3041 && unit <= 0x3096 ? String.fromCharCode(unit + APART) : text[at];
  }
  return result;
}

/** Old machines know no small kana: シヨウガイ. Unit by unit. */
export function largeKana(text: string): string {
  return text.replace(/[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ]/g, (unit) =>
    String.fromCharCode(unit.charCodeAt(0) + 1),
  );
}

/** Katakana as half-width text has it once it is normalised: the sound marks stand by themselves, シ゛ユウシヨ. */
export function partedMarks(text: string): string {
  return text.normalize('NFD').replaceAll('\u3099', '゛').replaceAll('\u309a', '゜');
}

/** Units from a hiragana to its katakana. */
const APART = 0x60;
