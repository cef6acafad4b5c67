import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { placeEnd } from './place-lexicon.js';
import { townEnd } from './town.js';

const REACH_BACK = 16;
const STRIPPED =
  /^(?:(?:現|新|旧)?住所|自宅|実家|転居先|送付先|場所|現場|所在地?|隣|近所|当方|私|今|現在|以前|昨年|先日|本日|宛先)/;

const NUMERAL = UnitSet.of('[0-9一二三四五六七八九十百]');
const NAME = UnitSet.of('[一-龠々ヶケノァ-ヴー\\ud840-\\udfff]');
const LOW_SURROGATE = UnitSet.of('[\\udc00-\\udfff]');
const HIRAGANA = UnitSet.of('[ぁ-ん]');

/** Numbers that stand apart from the name of their town. */
const APART = /^(?:[1-9][0-9]{0,2}(?:[-の][1-9][0-9]{0,3}){2,3}(?![-0-9年月日/])|[1-9][0-9]{0,4}番地)/;

/** Before a block number with 丁目, 番地 or hyphens: back over the town's name. */
export function townStart(text: string, cueStart: number, lowest: number): number | undefined {
  let number = cueStart;
  while (number > lowest && NUMERAL.has(unitIn(text, number - 1))) number--;
  if (number === cueStart) return undefined;
  // 栄田町 14-3, 大町南 1-5-9
  if (
    text[number - 1] === ' ' &&
    number - 2 > lowest &&
    (text[number - 2] === '町' || APART.test(text.slice(number, number + 20)))
  )
    number--;
  // 大久保町の三丁目, 若松町の四の七
  if (text[number - 1] === 'の' && number - 1 > lowest && /^(?:丁目|番地|の)/.test(text.slice(cueStart, cueStart + 2)))
    number--;
  let from = number;
  while (from > lowest && number - from < REACH_BACK && NAME.has(unitIn(text, from - 1))) from--;
  // 𠮷 is two units: a name is not taken from its middle on.
  if (from < number && LOW_SURROGATE.has(unitIn(text, from))) from++;
  for (let start = Math.max(lowest, from - 5); start < from && start < number - 1; start++)
    if (HIRAGANA.has(unitIn(text, start)) && placeEnd(text, start, from, start + 6) >= 0) return start;
  const stripped = from < number ? STRIPPED.exec(text.slice(from, number)) : null;
  if (stripped) from += stripped[0].length;
  if (from >= number) return undefined;
  return townEnd(text, from) >= number ? from : undefined;
}

const OPENED_BY_NAME = /(?<=[一-龠々ぁ-んァ-ヴー] ?)(?<![店館所園校社局院署寺駅課場室] ?)\(([一-龠々ヶケノ]{1,6})$/;
const CLOSED = /^ ?[1-9][0-9]{0,4}(?:-[0-9A-Z]{1,4}){0,2}(?=[)、])/;

/** 布袋屋 久(長曽根町 918): behind a name in brackets a town, which ends at `townTo`, with one number. */
export function besideName(text: string, townTo: number, lowest: number): { start: number; end: number } | undefined {
  const number = CLOSED.exec(text.slice(townTo, townTo + 18))?.[0];
  if (number === undefined) return undefined;
  const town = OPENED_BY_NAME.exec(text.slice(Math.max(lowest, townTo - 10), townTo))?.[1];
  return town === undefined ? undefined : { start: townTo - town.length, end: townTo + number.length };
}
