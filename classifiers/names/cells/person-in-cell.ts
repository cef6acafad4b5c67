import { type Column, columnAt } from '../../../src/classify/record/columns.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import type { NameCandidate } from '../candidates/name-candidate.js';
import { isKnownPlace } from '../words/known-places.js';
import { sortByKey } from './cell-key.js';
import { beginsCell, fillsCell, lineAround } from './cell-shape.js';
import { sortOfLabel } from './label-words.js';

/** What rows begin with that list people and nothing else. */
const TITLE =
  /^(?:[0-9/.:]{1,10} )?(?:検温|体温|アルコール|飲酒|検知|名札|点呼|有休|年休|欠勤|早退|遅刻|相乗り|同乗|立替|出演|登壇|講師|主審|副審|線審|監督|コーチ|香典|祝儀|席次|席順|オンコール|派遣|弁当不可|歩数|健診受診|出欠)[^ :\n]{0,6}(?:\([^()\n]{0,12}\))?[ :\n]/;
/** Counts of people or goods, which stand behind places. */
const COUNTED = /[0-9](?:人|名|件|台|枚|か所|箇所|本|世帯|戸)/;
const PART = /[/、・→ ①-⑳()]/;
const LONGEST_PART = 10;
/** What only people are. */
const IS = new Opening(/^(?:有休|年休|早退|遅刻|欠勤|離席|在宅勤務|テレワーク|ベビー|預かり(?!所))/, 6);

const SHORTEST_FULL = 3;
/** Of whatever has a name. */
const OF_ANYTHING = /^(?:お?名前|name)$/i;

/** Names that a list holds: what is one by its sound or its capitals alone is as often another word. */
function isListed({ kind, start, end, traits }: NameCandidate): boolean {
  if (kind === 'latin') return traits !== 0;
  return kind === 'surname' || kind === 'spaced' || (kind === 'full' && end - start >= SHORTEST_FULL);
}

/**
 * Why a name that looks like none by itself is a person's all the same: the key of its cell, the header of its column, or
 * what its row begins with says so. Undefined where nothing does. Looks at most 960 units up and 60 to either side.
 */
export function personInCell(text: string, candidate: NameCandidate): string | undefined {
  const { kind, start, end } = candidate;
  if (end - start === 1 || !beginsCell(text, start) || !isListed(candidate)) return undefined;
  if (kind === 'surname' && IS.test(text, end)) return 'is as people are';
  if (!fillsCell(text, start, end)) return undefined;
  const byKey = sortByKey(text, start, end);
  if (byKey !== undefined) {
    return byKey === 'person' && !isSpeech(text, start) && !isOwnedByPlace(text, start, end)
      ? 'key of a person'
      : undefined;
  }
  const column = columnAt(text, start);
  if (column?.isOfWords && !OF_ANYTHING.test(column.header)) {
    const own = sortOfLabel(column.header);
    if (own !== undefined)
      return own === 'person' && !isCounted(text, start, end, column) ? 'column of people' : undefined;
  }
  return isInRowOfPeople(text, start, end) ? 'row of people' : undefined;
}

/** owner=, primary= may be a place as well, where everybody knows it. */
function isOwnedByPlace(text: string, start: number, end: number): boolean {
  return OWNER.test(text.slice(Math.max(0, start - OWNER_REACH), start)) && isKnownPlace(text, start, end);
}

const OWNER_REACH = 16;
const OWNER = /(?:^|[^a-z])(?:owner|family|primary|backup)["']? ?[=:] ?["']?$/i;

/** 患者,割合 above 山口,300: how many there are of them in a place that everybody knows. */
function isCounted(text: string, start: number, end: number, { headers, header }: Column): boolean {
  if (!CROWD.test(header) || headers.some((one) => OF_ONE.test(one)) || !isKnownPlace(text, start, end)) return false;
  const { before, behind } = lineAround(text, start, end);
  return NUMBERS.test(before + behind);
}

/** Of many: nobody has the name 職員. */
const CROWD = /(?:[者員客人児]|生徒|学生|児童)$/;
/** What one of them has: a line, a room, an age. */
const OF_ONE = /内線|電話|携帯|TEL|番|No|ID|号|室|床|歳|年齢|体温|血圧|脈|日|時|退勤|残業/i;
const NUMBERS = /^[0-9.,%\s|;/"'-]+$/;

/** 1 before a name, at the beginning of its line. */
const NUMBER = /^(?:[0-9]{1,3}[ .):位]{1,2}|[①-⑳] ?)$/;
const TITLE_REACH = 240;

/** Below a title, in one of the lines that begin with a number. */
function isBelowTitle(text: string, start: number): boolean {
  const lines = text.slice(Math.max(0, start - TITLE_REACH), start).split('\n');
  const title = lines.slice(0, -1).findLast((line) => !/^[0-9①-⑳]/.test(line));
  return title !== undefined && TITLE.test(`${title}\n`);
}

/** Agent: Card number, please: who speaks is no key. */
function isSpeech(text: string, start: number): boolean {
  return SPEAKER.test(text.slice(Math.max(0, start - SPEAKER_REACH), start));
}

const SPEAKER_REACH = 32;
const SPEAKER = /(?:^|\n)[A-Za-z][\w .-]{0,23}: ?$/;

/** 体温 岩田 36.4 / 平井 36.8: a part of a list of which the beginning says that it is one of people. */
function isInRowOfPeople(text: string, start: number, end: number): boolean {
  const { before, behind } = lineAround(text, start, end);
  const title = TITLE.exec(before)?.[0] ?? (NUMBER.test(before) && isBelowTitle(text, start) ? '' : undefined);
  if (title === undefined) return false;
  const list = before.slice(title.length) + text.slice(start, end) + behind;
  return !COUNTED.test(list) && list.split(PART).every((part) => part.trim().length <= LONGEST_PART);
}
