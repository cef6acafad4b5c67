import type { Candidate } from '../../../src/classify/recognizer.js';
import { type Column, columnAt } from '../../../src/classify/record/columns.js';
import type { Scan } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { sortByKey } from './cell-key.js';
import { fillsCell, lineAround, OF_PEOPLE, TITLED } from './cell-shape.js';
import { isTitleOfThings, sortOfLabel } from './label-words.js';
import { isHeaderInLatin } from './latin-header.js';
import { isFromTo, isOnTheWay } from './way.js';

/** Other columns of a table of places or things. */
const OF_THINGS =
  /^(?:.{0,4}(?:面積|開館|閉館|休館|学級数|収容.{0,2}|標高|幅員|緯度|経度|樹[齢高]|水位.*|流量.*|雨量.*|貯水率|残塩|湿度|満空|上屋|来[庁館]者数?|被保険者数|人口|空き?[室台]|始発|終発|終電|満潮|干潮|遊具|架設|運航|大雨|洪水|積雪|震度|交通量|乗降[客者].*|ETC.*|ELV|ESC|WC))$/i;
/** What trains, sluices and car parks do, and people do not. */
const DEED =
  '(?:搭乗中|遅延|欠航|運休|定刻|満車|空車|通行止め?|徐行|冠水|氾濫|越水|放流|[全片]閉|[全半]開|晴れ?|曇り?|雨|雪|ch[0-9]|[0-9.]+(?:mm|m³|ha|kW)(?![a-z]))(?![一-龠ぁ-ん])';
const DOES = new Opening(new RegExp(`^["']?[ ,|/\\t:=]{0,3}${DEED}`), 16);
/** A part of a line that begins with some name and goes on with a deed. */
const IS_PART_WITH_DEED = new RegExp(`^ ?[^ :,]{1,8}[ ,\\t:=]{1,3}${DEED}`);
const PARTED = /[/、・|]|, /;
const NAME_OF = '(?:室|駅|園|館|校|店|橋|川|港|山|町|地区|施設|バス停|停留所|会場|部屋|便|船|列車|花|品)名(?!簿|義|前)';
/** What the first word of a row lists: 園名札 発注:. */
const LISTS = new RegExp(`^[^ :\\n]{0,6}${NAME_OF}[^ :\\n]{0,6}[ :]`);
/** Said of all in a row behind it: (室名プレート用), (いずれも観測井). */
const ALL_ARE = new RegExp(
  `\\([^()\\n]{0,8}${NAME_OF}[^()\\n]{0,12}\\)|\\((?:いずれも|すべて|全て)[^()\\n]{0,4}(?:井|駅|所|局|館|店|場|校|園|川|橋|港|課|地区|バス停|施設)\\)`,
);
/** 横山中, 南高: a school or a team by its short name. */
const SHORT_SCHOOL = UnitSet.of('[小中高工商農東西南北]');

/**
 * Why the name in a cell is that of a place or a thing: by its key, the header of its column, the other columns, what
 * its row begins with, or what stands beside it. Undefined where it may be a person's, and outside rows. Looks at most
 * 960 units up and 600 down.
 */
export function thingInCell({ text }: Scan, { start, end, rule }: Candidate): string | undefined {
  if (rule === 'judged-latin' && isHeaderInLatin(text, start, end)) return 'header';
  if (rule === 'labelled') return isSaidOfWay(text, start, end) ? 'way' : undefined;
  if (!rule.startsWith('judged-') || TITLED.test(text, end)) return undefined;
  if (!fillsCell(text, start, end)) return undefined;
  const byKey = rule === 'judged-spaced' ? undefined : sortByKey(text, start, end);
  if (byKey !== undefined) return byKey === 'thing' ? 'key of a thing' : undefined;
  const { before, behind } = lineAround(text, start, end);
  const name = text.slice(start, end);
  const column = rule === 'judged-spaced' ? undefined : columnAt(text, start);
  // A header 名前 says nothing of what is named.
  if (column?.index === 0 && isAmongSchools(text, start, end)) return 'school';
  if (column?.isOfWords && !isCutShort(text, end, column)) {
    const byColumn = sortByColumn(column);
    if (byColumn !== undefined) return byColumn === 'thing' && !MOBILE.test(behind) ? 'column of things' : undefined;
  }
  if (OF_PEOPLE.test(before + behind)) return undefined;
  if (DOES.test(text, end) && isOneOfMany(before + name + behind)) return 'does as things do';
  if (LISTS.test(before) || ALL_ARE.test(behind)) return 'list of things';
  if (isInRowOfThings(before, behind) || isBelowThings(text, start)) return 'row of things';
  if (isOnTheWay(before, name, behind)) return 'way';
  return isShortSchool(before, name, behind) ? 'school' : undefined;
}

/** 利用者: 岩田 から 平井 まで: no label but who speaks. */
function isSaidOfWay(text: string, start: number, end: number): boolean {
  if (!KARA.test(text, end)) return false;
  const { before, behind } = lineAround(text, start, end);
  const name = text.slice(start, end);
  const line = before + name + behind;
  return !OF_PEOPLE.test(line) && isFromTo(line, name);
}

const KARA = new Opening(/^ ?から/, 4);

/** 岩田 in 岩田 健一,公民館. */
function isCutShort(text: string, end: number, { hasBlanks }: Column): boolean {
  return hasBlanks && GIVEN.test(text, end);
}

const GIVEN = new Opening(/^ [一-龠々ぁ-んァ-ヶA-Za-z]/, 2);

/** 岩田 雨 / 平井 雪: one deed alone may be that of a person who comes late. */
function isOneOfMany(line: string): boolean {
  return line.split(PARTED).filter((part) => IS_PART_WITH_DEED.test(part)).length > 1;
}

/** Nobody gives a place a telephone to carry. */
const MOBILE = /(?<![0-9-])0[789]0-?[0-9]{4}-?[0-9]{4}(?![0-9-])/;

/** By its own header; the others tell only what the first column is of. */
function sortByColumn({ headers, header, index, isCertain }: Column): 'thing' | 'person' | undefined {
  const own = sortOfLabel(header);
  if (own === 'person') return own;
  if (!isCertain) return undefined;
  if (own !== undefined) return own;
  if (index > 0 || headers.some((one) => sortOfLabel(one) === 'person')) return undefined;
  return headers.some((one) => OF_THINGS.test(one)) ? 'thing' : undefined;
}

const LONGEST_PART = 12;

/** 消火栓 岩田 良 / 平井 不良: a row that begins with a word for what it lists. */
function isInRowOfThings(before: string, behind: string): boolean {
  const [title, rest] = split(before);
  if (title === undefined || !isTitleOfThings(title)) return false;
  const parts = (rest + behind).split(/[/、・|]/);
  return parts.length > 1 && parts.every((part) => part.trim().length <= LONGEST_PART);
}

/** 各駅の設備⏎岩田 有/平井 無: the line above says what is listed. */
function isBelowThings(text: string, start: number): boolean {
  const lines = text.slice(Math.max(0, start - TITLE_REACH), start).split('\n');
  const own = lines.pop()!;
  const title = lines.pop();
  if (title === undefined || title.length > LONGEST_TITLE || own.length > LONGEST_ROW) return false;
  return EACH.test(title) && !OF_SOMEBODY.test(title);
}

const LONGEST_ROW = 36;
const TITLE_REACH = 120;
const LONGEST_TITLE = 40;
const EACH =
  /各(?:駅|校|館|園|局|店|会場|施設|地区|支[所店]|事業所|公園|バス停)|(?:駅|校|館|園|局|店|会場|施設|地区|支[所店]|事業所|公園|バス停|避難所)別/;
const OF_SOMEBODY = /者|員|長|氏|係|担|当番|名簿|連絡/;

function split(before: string): [string | undefined, string] {
  const found = /^([^ :\n]{1,12})[ :]/.exec(before);
  return found ? [found[1], before.slice(found[0].length)] : [undefined, ''];
}

/** 横山中 - 南中: schools that play each other. */
function isShortSchool(before: string, name: string, behind: string): boolean {
  if (name.length < 3 || !SHORT_SCHOOL.has(unitIn(name, name.length - 1))) return false;
  const last = name.at(-1)!;
  const others = (before + behind).split(/[ ,/|\t・、]+|対/);
  return others.some((one) => one.length > 2 && one.length < 5 && one.endsWith(last));
}

/** 三原中 in a row below 若松小 and above 内山公民館. */
function isAmongSchools(text: string, start: number, end: number): boolean {
  if (end - start < 3 || !SCHOOL.has(unitIn(text, end - 1))) return false;
  const above =
    text
      .slice(Math.max(0, start - NEXT_ROW), start)
      .split('\n')
      .at(-2) ?? '';
  const below = text.slice(end, end + NEXT_ROW).split('\n')[1] ?? '';
  return IS_OF_SCHOOL.test(above) || IS_OF_SCHOOL.test(below);
}

const SCHOOL = UnitSet.of('[小中高]');
const NEXT_ROW = 120;
/** A row whose first cell is a school or a hall; 田中 and 山高 are people as well. */
const IS_OF_SCHOOL =
  /^["']?[^,|\t\n "']{0,12}(?:[^,|\t\n "']{2}[小中高]|学校|公民館|体育館|会館|集会所|センター)["']? ?[,|\t]/;
