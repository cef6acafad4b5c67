import { blockAt, FILLER, NUMBER } from './block.js';
import { buildingAlone, buildingEnd, KEYWORD } from './building.js';
import { isTown, townEnd } from './town.js';

/**
 * Pieces of an address said one after the other: 「天神橋、何丁目でしょうか」「三丁目の二の十五」「コーポ山の203」. They count
 * only shortly behind an address or a question for one.
 */
export interface Piece {
  start: number;
  end: number;
  because: string;
  score: number;
}

const REACH = 150;
const MOST = 8;
/** Where a phrase begins: a line, a turn, behind a comma or a particle, 「うちが…」, 「違う、…」. */
const BEGIN = `(?:^|[\\n、。:>」』「(→?・]|[はがも](?![ぁ-ん])|ごめんなさい|ごめん|違う|ない|ちゃう|はい|いえ|の| )(?:${FILLER}[、ー]?)?[ 「『]{0,4}`;
const END =
  '(?=です|や[でねわ、。]|で(?:す|ご|、|した)|だ|の[一-龠]{1,4}(?:さん|宅|家|様|いう)|[、。,\\n 」?)]|って|いう|か[な、。\\n]|$)';
const WITH_UNIT = `${NUMBER}(?:丁目|番地)(?:[のノ]?、?(?:${FILLER}、?)?${NUMBER}(?:番地?|号)?(?![年月日時分円人件名回歳個枚台])){0,3}(?![目年月])`;
const NUMBERED = `${NUMBER}番(?:[のノ]、?|、)?${NUMBER}号?(?!室)`;
const SAID = `(?<![0-9一二三四五六七八九十百千〇]の)${NUMBER}(?:[のノ]、?(?:${FILLER}、?)?${NUMBER}){1,3}(?:号室?|番地?)?${END}`;
const WRITTEN = `[1-9][0-9]{0,3}(?:-[1-9][0-9]{0,3}){1,3}(?:号室?)?(?![0-9-])${END}`;
const BLOCK = new RegExp(`${BEGIN}(${WITH_UNIT}|${NUMBERED}|${SAID}|${WRITTEN})`, 'g');
/** 松原の: a municipality named without what it is. */
const CITY = /^[一-龠々]{2,4}の(?=[一-龠々ヶ]{2})/;
const OVER = /^(?:じゃ|です|や|だ|の|に住|、|。|\n|$)/;
const TOWN = new RegExp(`${BEGIN}(?=[一-龠々])`, 'g');
const SAME = new RegExp(
  `(同(?:(?:市|区|町|所|番地)? ?|[一-龠]{1,3})${NUMBER}(?:番地?)?(?:[のノ-](?:${NUMBER}|[A-Z])){0,2})(?=[にはがもとのへでを、。) \\n]|$)`,
  'g',
);
const ROOM =
  /(?:部屋|お部屋|室|号室)(?:番号)?[はが:、? ]{1,3}(?:[^\n]{0,12}\n[^\n:]{0,10}:)?(?:えー?っ?と、?)?([0-9]{3,4}|[一二三四五六七八九〇]{3,4})(?![0-9一-龠])/g;
const BUILDING = new RegExp(`${BEGIN}(?=[^\\n]{0,20})`, 'g');
const HAS_BUILDING = new RegExp(KEYWORD);
const HAS_NUMBER = /[0-9一二三四五六七八九十百千]/;
const NO_BLOCK =
  /(?:電話|番号|TEL|Tel|tel|FAX|No\.?|受付|伝票|内線|整理|管理|郵便|〒|ID|記号|口座|携帯|件目?|型番|コード|様式|別紙|記入|生年月日|生まれ|時間|令和|平成|昭和|ゼロ|まる|〇)[^\n。]{0,8}$/;

/** Pieces between `from` and `to`, in order, at most `MOST`. `asked`: there is only a question before, no address. */
export function* piecesAfter(text: string, from: number, to: number, asked = false): Generator<Piece> {
  const limit = Math.min(to, from + REACH);
  if (limit - from < 2) return;
  const window = text.slice(from, limit);
  const found: Piece[] = [];
  for (const match of HAS_NUMBER.test(window) ? window.matchAll(BLOCK) : []) {
    const value = match[1]!;
    const start = match.index + match[0].length - value.length;
    if (isBlock(window, start, value, asked) && !isHeadingNumber(text, from + start, value))
      found.push({ start, end: start + value.length, because: 'block', score: 0.7 });
  }
  if (asked) found.push(...townsOf(window));
  if (!asked && window.includes('同')) {
    for (const match of window.matchAll(SAME))
      found.push({ start: match.index, end: match.index + match[0].length, because: 'same', score: 0.7 });
  }
  for (const match of window.includes('室') || window.includes('部屋') ? window.matchAll(ROOM) : []) {
    const start = match.index + match[0].length - match[1]!.length;
    found.push({ start, end: start + match[1]!.length, because: 'room', score: 0.7 });
  }
  for (const match of HAS_BUILDING.test(window) ? window.matchAll(BUILDING) : []) {
    const start = match.index + match[0].length;
    const length = buildingAlone(window.slice(start, start + 40));
    if (length > 0) found.push({ start, end: start + length, because: 'building', score: 0.7 });
  }
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  let done = 0;
  let count = 0;
  for (const piece of found) {
    if (piece.start < done || count++ >= MOST) continue;
    done = piece.end;
    const end = piece.end + from;
    const whole = piece.because === 'block' ? Math.min(to, buildingEnd(text, end)) : end;
    done = Math.max(done, whole - from);
    yield { ...piece, start: piece.start + from, end: whole, score: whole > end ? 0.75 : piece.score };
  }
}

/** 松原の天美東2の3の4, 花園町15-3: towns with their numbers, which without a question would be too little. */
function* townsOf(window: string): Generator<Piece> {
  for (const match of window.matchAll(TOWN)) {
    const start = match.index + match[0].length;
    const from = start + (CITY.exec(window.slice(start))?.[0].length ?? 0);
    const end = townEnd(window, from);
    const block = isTown(window.slice(from, end)) ? blockAt(window, end) : undefined;
    // 三原の本郷町じゃ: a town of a city that is named, without a number.
    if (!block && from > start && /町$/.test(window.slice(from, end)) && OVER.test(window.slice(end)))
      yield { start, end, because: 'town', score: 0.7 };
    if (block && block.numbers > 1) yield { start, end: block.end, because: 'block', score: 0.7 };
  }
}

/** 5-3 通告した人の名は…, with 5-2 or 5-4 at the head of another line: the number of a paragraph. */
function isHeadingNumber(text: string, start: number, value: string): boolean {
  const [chapter, number, more] = value.split('-').map(Number);
  if (text[start - 1] !== '\n' || text[start + value.length] !== ' ' || more !== undefined) return false;
  const around = text.slice(Math.max(0, start - HEADING_REACH), start + HEADING_REACH);
  return [number! - 1, number! + 1].some((other) => around.includes(`\n${chapter}-${other} `));
}
const HEADING_REACH = 400;

function isBlock(window: string, start: number, value: string, asked: boolean): boolean {
  if (/^[0〇]/.test(value) || NO_BLOCK.test(window.slice(Math.max(0, start - 14), start))) return false;
  const unit = /丁目|番/.test(value);
  const numbers = value.match(/[0-9]+|[一二三四五六七八九十百千〇]+/g)!;
  // Telephone numbers are said in groups of four; 531-0041 is a postal code, 2024-5 a date.
  if (!unit && numbers.some((number) => /^[一二三四五六七八九〇]{4,}$/.test(number))) return false;
  if (/[0-9]{3}[-の][0-9]{3}|[-の][0-9]{4}/.test(value) || /^(?:19|20)[0-9]{2}-/.test(value)) return false;
  if (!unit && /^-?[0-9]*[月日年時円件]/.test(window.slice(start + value.length, start + value.length + 2)))
    return false;
  return unit || !asked || numbers.length > (value.includes('-') ? 2 : 1);
}
