/** 年, 円: what the digits count. */
const UNIT = /^ ?(?:[年月日歳才円時分秒件人組番丁号階頁%/:]|桁|けた|ケタ|ヶ月|か月|万|つ(?!ぎ))/;
/** Signs of what is written rather than told: 5,204, R2.12, 12:41, 01税. */
const TOUCHING = /[0-9A-Za-z.:~+%/*●■○×?-]/;
const ENDED =
  /^(?:[、。 …・」』!?―—–-]|です|でし|で(?:[ごよいお間検照登、 ]|$)|の|か|って|と|や|ね|が|じゃ|だ|ちゅ|よ|まで|は[、。 ]|から始|いう|っ)/;
const BEGUN = /[、。 …・「『」はがのでとーに―—–:号]/;

const SOMEBODY = /[一-龠々] ?さん$/;
const DIGIT_KANJI = /[〇零一二三四五六七八九] ?さん$/;

/** 5,204 and 2.28: a sign with digits behind it is a part of an amount or a date. */
export function isAmount(text: string, end: number): boolean {
  return /^(?:[,.:~/][0-9]|[*●■○×]|\?[0-9?*-])/.test(text.slice(end, end + 2));
}

/** Whether what was read is told as digits: no unit behind it, no syllable of another word. */
export function stands(
  text: string,
  { start, end, value }: { start: number; end: number; value: string },
  from: number,
  to: number,
): boolean {
  if (UNIT.test(text.slice(end, end + 3)) && end < to) return false;
  if (isAmount(text, end)) return false;
  // イチから始まる5桁: how it begins.
  if (value.length === 1 && text.startsWith('から', end)) return false;
  if (/[でてつ個コ]/.test(text[end - 1]!)) return true;
  if (start > from && TOUCHING.test(text[start - 1]!) && !/[0-9]-/.test(text.slice(start - 2, start))) return false;
  // 咲 さんですね: somebody is spoken of.
  const before = text.slice(Math.max(0, start - 2), end);
  if (end - start === 2 && SOMEBODY.test(before) && !DIGIT_KANJI.test(before)) return false;
  const ended = end >= to || ENDED.test(text.slice(end, Math.min(to, end + 3)));
  // に and ご alone are no digits but between two pauses: に、ろく.
  if (end - start === 1 && /[ぁ-ん]/.test(text[start]!))
    return (
      ended &&
      (end >= to || /[、 。]/.test(text[end]!) || text.startsWith('です', end)) &&
      (start === from || /[、 ]/.test(text[start - 1]!))
    );
  const begun = start === from || BEGUN.test(text[start - 1]!) || /[0-9]-/.test(text.slice(start - 2, start));
  return ended && (begun || (value.length > 2 && !/[0-9]/.test(text[start]!)));
}
