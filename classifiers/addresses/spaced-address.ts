import { municipalityStart } from './municipality.js';
import { type ParsedAddress, parseAddress } from './parse-address.js';
import { PREFECTURES } from './place-lexicon.js';

const REACH_BACK = 24;
const REACH = 80;

/**
 * An address printed with a space between all characters, as forms and scanned cards have it, around the municipality
 * that ends before `cueEnd`: 八 尾 市 太 子 堂 4 - 3. Offsets are of the text with its spaces.
 */
export function spacedAddress(text: string, cueStart: number, cueEnd: number): ParsedAddress | undefined {
  if (text[cueStart - 1] !== ' ' || text[cueStart - 3] !== ' ' || text[cueEnd] !== ' ' || text[cueEnd + 2] !== ' ')
    return undefined;
  let from = cueStart;
  while (from > 1 && cueStart - from < REACH_BACK && text[from - 1] === ' ' && isLetter(text[from - 2])) from -= 2;
  const places: number[] = [];
  let joined = '';
  let at = from;
  for (; at < text.length && at - from < REACH && isLetter(text[at]); at += text[at + 1] === ' ' ? 2 : 1) {
    places.push(at);
    joined += text[at];
    if (text[at + 1] !== ' ') break;
  }
  const cue = places.indexOf(cueStart);
  const start = municipalityStart(joined, cue + 1, 0);
  if (start === undefined) return undefined;
  const prefecture = PREFECTURES.find((name) => joined.slice(0, start).endsWith(name));
  const parsed = parseAddress(joined, start - (prefecture?.length ?? 0));
  return parsed.block === 0 ? undefined : { ...parsed, start: places[parsed.start]!, end: places[parsed.end - 1]! + 1 };
}

const isLetter = (unit: string | undefined): boolean => unit !== undefined && !/[\s。、:]/.test(unit);
