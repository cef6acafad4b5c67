import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { type Block, blockAt } from './block.js';
import { buildingEnd } from './building.js';
import { municipalitiesAt } from './municipality.js';
import { isTown, townEnd, townWithoutMore } from './town.js';

/** What an address consists of, as far as it was found; offsets are of normalised text. */
export interface ParsedAddress {
  start: number;
  end: number;
  prefecture: boolean;
  /** 市, 区, 町, 村, 郡 that exist. */
  municipalities: number;
  /** The only one is a 町 or 村 that may be part of a city. */
  loose: boolean;
  /** The town's name before the block number. */
  town: string;
  /** The town is one that a lexicon knows, or ends as towns do. */
  townKnown: boolean;
  /** Numbers of the block: 1 in 3丁目, 3 in 1-2-3. */
  block: number;
  /** 丁目, 番地, 番 or 号 stands with them. */
  blockUnit: boolean;
  building: boolean;
}

const LETTER = UnitSet.of('[一-龠ぁ-んァ-ヴ]');

/** Reads the address that begins at `start`: prefecture, municipalities, town, block, building, each where there is one. */
export function parseAddress(text: string, start: number): ParsedAddress {
  const { end: over, prefecture, count, loose } = municipalitiesAt(text, start);
  const somewhere = count > 0 || prefecture;
  const townFrom = somewhere && text[over] === ' ' && LETTER.has(unitIn(text, over + 1)) ? over + 1 : over;
  const townTo = townEnd(text, townFrom, somewhere);
  const whole = text.slice(townFrom, townTo);
  const apart = whole.endsWith('町') && NUMBER_APART.test(text.slice(townTo, townTo + 22)) ? 1 : 0;
  const block = blockAt(text, whole === '' ? over : townTo + apart);
  // 堺市の12の施設: right behind a municipality only a unit makes it a block. 額田町の三の二十五 may be a town.
  if (block && (whole !== '' || block.unit || text[over] !== 'の' || (loose && block.numbers > 1))) {
    const end = withBuilding(text, block);
    return {
      start,
      end,
      prefecture,
      municipalities: count,
      loose,
      town: whole,
      townKnown: isTown(whole),
      block: block.numbers,
      blockUnit: block.unit,
      building: end > block.end,
    };
  }
  const town = whole.slice(0, townWithoutMore(whole));
  const end = town === '' ? over : townFrom + town.length;
  const parsed: ParsedAddress = {
    start,
    end,
    prefecture,
    municipalities: count,
    loose,
    town,
    townKnown: isTown(town),
    block: 0,
    blockUnit: false,
    building: false,
  };
  // 寺戸町東ノ段 メゾン桂川: a building instead of a number.
  if (!parsed.townKnown || count === 0 || text[end] !== ' ') return parsed;
  const buildingTo = buildingEnd(text, end, true);
  return { ...parsed, end: buildingTo, building: buildingTo > end };
}

const PHONE = /^[、,/・ ]*\(?0[0-9]{1,4}[-)(]/;
/** 栄田町 14-3: a blank before the number, which then has more than one part. */
const NUMBER_APART = /^ (?![0-9]{3}-[0-9]{4}(?![0-9]))[1-9][0-9]{0,4}(?:-[1-9][0-9]{0,3}){1,3}(?![-0-9年月/])/;

/** Where the building ends that stands behind a block; where the block ends if none does. */
function withBuilding(text: string, block: Block): number {
  const over = buildingEnd(text, block.end);
  // 二番十七号、0846-26-1583: a telephone number is no building.
  return PHONE.test(text.slice(block.end, over)) ? block.end : over;
}
