import { NUMBER } from './block.js';
import type { ParsedAddress } from './parse-address.js';
import { isNumbered } from './told-elements.js';
import { tellsIn } from './told-over-turns.js';

const PAUSE = /^(?:[のノ]?(?:、|…| えー)|[のノ](?=[一-龠]))/;
const REACH = 60;
/** 鵜飼町613, 別当町の三十七: a town that says it is one, and its number. */
const NUMBER_OF_TOWN = new RegExp(`^[一-龠々ヶケノ]{2,8}町の?${NUMBER}$`);
/** Of what is told so far nothing but a city: two more parts, or a number with its unit or its town, make an address. */
const FEWEST = 2;

/**
 * End of an address that is told with pauses behind its municipality: 高知市の、介良乙の、八百八十八の三. Undefined where no
 * number follows.
 */
export function toldInOne(text: string, { end, municipalities, prefecture, town }: ParsedAddress): number | undefined {
  if (municipalities === 0 && !prefecture) return undefined;
  const pause = PAUSE.exec(text.slice(end, end + 4));
  if (!pause) return undefined;
  const line = text.slice(end, end + REACH).split('\n', 1)[0]!.length;
  const told = tellsIn(text, end + pause[0].length, end + line, { town: true, number: town !== '', building: false });
  const last = told.findLastIndex(({ element }) => element.kind === 'number' || element.kind === 'building');
  if (last < 0 || last + 1 + (town === '' ? 0 : 1) < FEWEST) {
    const value = last < 0 ? '' : text.slice(told[last]!.start, told[last]!.element.end);
    if (!/丁目|番/.test(value) && !isNumbered(value) && !NUMBER_OF_TOWN.test(value)) return undefined;
  }
  return told[last]!.element.end;
}
