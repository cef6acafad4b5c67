import { speakerAt } from '../dictation/turns.js';
import { turnsApart } from '../dictation/turns-apart.js';
import { FILLER } from './block.js';
import { officeAt } from './office-address.js';
import type { Piece } from './pieces.js';
import { type Element, elementAt, type Wanted } from './told-elements.js';

const BEGUN = new RegExp(`^(?:${FILLER}[、。 ]{0,2}|ええ[、。]|それで?、|あ、|住所は?、?|[ 「])+`);
/** The parts of one breath. */
const BETWEEN = new RegExp(`^[のノ]?(?:、|,|…| )?(?:${FILLER}、?)?`);
/** What the other speaker asks for next. */
const NUMBER_ASKED = /番地|丁目|何番|なんばん|号室|部屋|へや|その先|続き|号棟/;
const TOWN_ASKED = /町名|地区|大字|字は|町の名/;
const BUILDING_ASKED = /建物|マンション|アパート|団地|寮|ハイツ|棟|部屋|へや|号室/;
/** Something else is asked for. */
const OTHER_ASKED =
  /名前|氏名|生年月日|誕生日|電話|でんわ|連絡先|郵便|(?<!部屋)番号(?!は?と?番地|$|\?|[はを。]*$)|保険|年金|口座|用件|いつ|何時|どなた|ご用|メール|家族|人数|状況/;
const HEARD = /^(?:はい|ええ|うん|どうぞ|承知|かしこまり|ありがとう|お願い)[^0-9]{0,16}$/;
const ANSWERED = /^(?:は|を)?[ :→>]{0,2}「/;
const MOST_TURNS = 14;
const MOST_QUIET = 2;
const REACH = 480;
/** What tells whether the first is an office's, and how a part goes on. */
const REACH_BEFORE = 100;
const REACH_BEHIND = 60;
const LONGEST_QUIET = 34;
const STARTS_WITH_NUMBER = /[0-9一二三四五六七八九十百千〇]/;
const MOST_OF_TURN = 5;

/**
 * Parts of an address that is told turn by turn behind a question for it: 「岐阜県です」「各務原市…」「番地は」「十五の三」.
 * A prefecture or a city alone is none.
 *
 * @param question - end of the words that ask
 */
export function toldOverTurns(whole: string, asked: number): { pieces: Piece[]; end: number } {
  const before = Math.max(0, asked - REACH_BEFORE);
  const { pieces, end } = toldIn(turnsApart(whole.slice(before, asked + REACH + REACH_BEHIND)), asked - before);
  return {
    pieces: pieces.map((piece) => ({ ...piece, start: piece.start + before, end: piece.end + before })),
    end: end + before,
  };
}

function toldIn(text: string, question: number): { pieces: Piece[]; end: number } {
  const limit = Math.min(text.length, question + REACH);
  const found: { start: number; element: Element }[] = [];
  const wanted: Wanted = { town: false, number: false, building: false };
  const lineBegin = Math.max(0, text.lastIndexOf('\n', question - 1) + 1, question - 40);
  // ご住所→「…」: answered in the same line.
  const answered = ANSWERED.exec(text.slice(question, question + 8))?.[0].length;
  let begin = answered === undefined ? lineEnd(text, question, limit) + 1 : question + answered - 1;
  listenFor(text.slice(lineBegin, begin), wanted);
  let quiet = 0;
  for (let turn = 0; turn < MOST_TURNS && begin < limit; turn++) {
    const end = lineEnd(text, begin, limit);
    const from = begin + speakerAt(text, begin, end);
    const told = tellsIn(text, from, end, wanted);
    found.push(...told);
    const rest = text.slice(told.at(-1)?.element.end ?? from, end);
    if (OTHER_ASKED.test(rest)) break;
    listenFor(rest, wanted);
    if (told.length > 0) {
      quiet = 0;
      wanted.number = true;
      wanted.town = true;
    } else if (!HEARD.test(rest) && (++quiet > MOST_QUIET || rest.length > LONGEST_QUIET)) break;
    begin = end + 1;
  }
  while (found.at(-1)?.element.kind === 'area') found.pop();
  const first = found[0];
  if (!first || !found.some(({ start, element }) => saysAddress(text.slice(start, element.end), element)))
    return { pieces: [], end: question };
  if (officeAt(text, first.start, first.element.end) !== undefined) return { pieces: [], end: question };
  return {
    pieces: found.map(({ start, element }) => ({
      start,
      end: element.end,
      because: 'told',
      // 元町四の二: with its number a town is no surname.
      score: element.kind === 'number' && !STARTS_WITH_NUMBER.test(text[start]!) ? 0.94 : 0.7,
    })),
    end: found.at(-1)!.element.end,
  };
}

/** 喜連瓜破 alone is a place that is spoken of. */
const saysAddress = (value: string, { kind }: Element): boolean =>
  kind !== 'town' || /[市区町村郡目]/.test(value) || /^[ぁ-んァ-ヴー゛゜、 ]+$/.test(value);

/** Parts from `from` on, one behind the other; each breath is one. */
export function tellsIn(text: string, from: number, to: number, wanted: Wanted): { start: number; element: Element }[] {
  const told: { start: number; element: Element }[] = [];
  let at = from + (BEGUN.exec(text.slice(from, Math.min(to, from + 16)))?.[0].length ?? 0);
  for (let count = 0; count < MOST_OF_TURN && at < to; count++) {
    const element = elementAt(text, at, {
      town: wanted.town || told.length > 0,
      number: wanted.number || told.length > 0,
      building: wanted.building,
    });
    if (!element || element.end > to) break;
    told.push({ start: at, element });
    const gap = BETWEEN.exec(text.slice(element.end, element.end + 10))![0];
    if (gap === '') break;
    at = element.end + gap.length;
  }
  return told;
}

function listenFor(words: string, wanted: Wanted): void {
  if (NUMBER_ASKED.test(words)) wanted.number = true;
  if (TOWN_ASKED.test(words)) wanted.town = true;
  if (BUILDING_ASKED.test(words)) wanted.building = true;
}

function lineEnd(text: string, from: number, limit: number): number {
  const end = text.slice(from, limit).indexOf('\n');
  return end < 0 ? limit : from + end;
}
