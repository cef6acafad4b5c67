import { placeNames } from './place-lexicon.js';
import { townEnd } from './town.js';

const REACH_BACK = 16;
const STRIPPED =
  /^(?:(?:現|新|旧)?住所|自宅|実家|転居先|送付先|場所|現場|所在地?|隣|近所|当方|私|今|現在|以前|昨年|先日|本日|宛先)/;

/** Before a block number with 丁目, 番地 or hyphens: back over the town's name. */
export function townStart(text: string, cueStart: number, lowest: number): number | undefined {
  let number = cueStart;
  while (number > lowest && /[0-9一二三四五六七八九十百]/.test(text[number - 1]!)) number--;
  if (number === cueStart) return undefined;
  // 大久保町の三丁目
  if (text[number - 1] === 'の' && number - 1 > lowest && /^(?:丁目|番地)/.test(text.slice(cueStart, cueStart + 2)))
    number--;
  let from = number;
  while (from > lowest && number - from < REACH_BACK && /[一-龠々ヶケノァ-ヴー\ud840-\udfff]/.test(text[from - 1]!))
    from--;
  const kana = text.slice(Math.max(lowest, from - 5), number);
  for (let at = /[ぁ-ん]/.test(kana) ? 0 : kana.length; at < kana.length - 1; at++) {
    const start = number - kana.length + at;
    if (start < from && /[ぁ-ん]/.test(text[start]!) && coversKana(text, start, from)) return start;
  }
  const stripped = STRIPPED.exec(text.slice(from, number));
  if (stripped) from += stripped[0].length;
  if (from >= number) return undefined;
  return townEnd(text, from) >= number ? from : undefined;
}

/** A known place that begins at `start` and reaches to or over `until`: ひばりが丘. */
function coversKana(text: string, start: number, until: number): boolean {
  for (let end = start + 6; end >= until && end - start >= 2; end--)
    if (placeNames().has(text.slice(start, end))) return true;
  return false;
}
