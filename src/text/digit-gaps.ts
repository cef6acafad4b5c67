import { fillerAt } from './fillers.js';
import { unitIn } from './unit-in.js';
import { UnitSet } from './unit-set.js';

/**
 * What stands between two groups.
 * `mark`: one separator such as `-`, `.`, `/`, `)`; `space`; `loose`: の, commas, fillers, a new line, as when a number
 * is read aloud; `none`: anything else, the number ends here.
 */
export type Gap = 'mark' | 'space' | 'loose' | 'none';

/** A gap longer than this ends the number, and one that goes over turns when it is longer than that. */
export const MAX_GAP = 28;
const MAX_TURNS_GAP = 120;
/** What the other speaker says in between without ending the number: もう一度お願いできますか. */
const LONGEST_INTERJECTION = 40;

const LOOSE_MARKS = new Set(' 、,。…・\n\r\t:「」―—–'.split(''));
/** A new turn of a transcript: `お客様：`, `[CU]`, `A: `. */
const SPEAKER =
  /[\r\n]+[ \t]*(?:[[(]?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]{1,3}(?: --> [0-9:.]{5,12})?)?[\])]?[ \t]*|\[[0-9]{1,4}\.[0-9]{1,2}\][ \t]*|[0-9]{2}h[0-9]{2}m[0-9]{2}s[ \t]*)?(?:[^\s:0-9「」、。|/=→⇒]{1,10}: ?|(?![^\s:]{0,9}(?:番|No|コード|電話|TEL|FAX|携帯|口座|記号|枝|住所|生年))[^\s:0-9「」、。|/=→⇒]{1,10}(?:[|/=→⇒] ?|[ \t>)」「]+)|\[[^\]\n0-9]{1,10}\] ?|[①-⑨] ?|【[^】\n0-9]{1,10}】 ?|>> ?|<v [^>\n]{1,12}>)/y;
/** How many digits come next: 下4桁が. */
const COUNTED = /(?:下|末尾の?|最後の?|頭の?|上|あと)?[0-9〇一二三四五六七八九十]{1,2}(?:桁|けた|ケタ)(?:目|で)?/y;
/** What somebody wrote beside the words: (はい), [無音]. */
const ASIDE = /[(<[【〈][^()<>[\]【】〈〉\n0-9]{1,10}[)>\]】〉]/y;
const MARK = /^(?: ?[-./・~_*] ?|[)] ?-? ?|-? ?[(])$/;

/** A bracket is part of a number only where it encloses one of its groups: (06)6941, 090(1234)5678; not 4020) 17. */
function pairsUp(text: string, gap: string, from: number, to: number): boolean {
  if (gap.includes('_'))
    return (
      to - from === 1 &&
      !/\d{5}$/.test(text.slice(Math.max(0, from - 5), from)) &&
      !/^\d{5}/.test(text.slice(to, to + 5))
    );
  if (gap.includes(')')) return /\(\d{1,5}$/.test(text.slice(Math.max(0, from - 6), from));
  return !gap.includes('(') || /^\d{1,5}\)/.test(text.slice(to, to + 6));
}

const DIGIT = /[0-9]/;
const GAPS: readonly Gap[] = ['mark', 'space', 'loose', 'none'];
/** Gaps of one unit, as most are, by that unit: 1 + position in `GAPS`, 0 until one came up. */
const OF_ONE_UNIT = new Uint8Array(0x10000);

/** Classifies what stands between two neighbouring groups. */
export function gapBetween(text: string, from: number, to: number): Gap {
  const length = to - from;
  if (length === 0) return 'mark';
  if (length > MAX_GAP) {
    if (length > MAX_TURNS_GAP) return 'none';
    const line = text.indexOf('\n', from);
    if (line < 0 || line >= to) return 'none';
  }
  if (length > 1) return gapOf(text, from, to);
  const unit = unitIn(text, from);
  // What brackets and lines join depends on what stands around them.
  if (unit === 0x28 || unit === 0x29 || unit === 0x5f) return gapOf(text, from, to);
  if (OF_ONE_UNIT[unit] === 0) OF_ONE_UNIT[unit] = 1 + GAPS.indexOf(gapOf(text, from, to));
  return GAPS[OF_ONE_UNIT[unit]! - 1]!;
}

/** Length of what begins the turn at `at`; 0 where none begins. */
function speakerAt(gap: string, at: number): number {
  SPEAKER.lastIndex = at;
  return SPEAKER.exec(gap)?.[0].length ?? 0;
}

function gapOf(text: string, from: number, to: number): Gap {
  const gap = text.slice(from, to);
  const { length } = gap;
  if (gap === ' ' || gap === '  ' || gap === '\t') return 'space';
  // ０ ７ ０   ６ ０: in the boxes of a form the groups are as far from each other as boxes are.
  if (gap === '   ' && text[from - 2] === ' ' && text[to + 1] === ' ') return 'space';
  if (length <= 3 && MARK.test(gap) && pairsUp(text, gap, from, to)) return 'mark';
  // A colon is a time of day, a comma a thousands separator or a cell's border; a pause has a word or a mark of its own.
  if (gap === ':' || gap === ',' || !/[^ \n\r\t:,.「」]/.test(gap)) return 'none';
  const heard = gap.includes('\n') ? gap.replace(STAMPS, '\n') : gap;
  return isFilled(heard) || isInterrupted(heard) || goesOnAfterWords(heard) ? 'loose' : 'none';
}

/** Numbers and times of a transcript's turns, and the numbers of its speakers. */
const STAMPS =
  /\n[ \t]*(?:[0-9]{1,4}[ \t]*\n)?[ \t]*[[(<]?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,3})?(?: --> [0-9:.,]{5,12})?[\])>]?[ \t]*\n?|\n[ \t]*(?:ID:?|SP?|[Ss]pk|ch|CH|話者|発話者?|[Ss]peaker)[ _]?[0-9]{1,2}[: ]{1,2}|\n[ \t]*(?=[^\s0-9:]{1,8}[ _]?[0-9]{1,2} ?[:>)\]])[^\s0-9:]{1,8}[ _]?[0-9]{1,2} ?[:>)\]] ?/g;

/** Whether nothing is said but pauses, fillers and who speaks. */
function isFilled(gap: string): boolean {
  const { length } = gap;
  let at = 0;
  while (at < length) {
    const turn = gap[at] === '\n' || gap[at] === '\r' ? speakerAt(gap, at) : 0;
    if (turn > 0) {
      at += turn;
      continue;
    }
    if (LOOSE_MARKS.has(gap[at]!)) {
      at++;
      continue;
    }
    COUNTED.lastIndex = at;
    const filler = fillerAt(gap, at);
    ASIDE.lastIndex = at;
    const said = filler ?? ASIDE.exec(gap)?.[0] ?? COUNTED.exec(gap)?.[0];
    if (said === undefined) return false;
    at += said.length;
  }
  return true;
}

/** A question for something else, or an amount: what follows is no further part of the number. */
const ANOTHER_ASKED =
  /(?:電話|生年月日|誕生日|免許|口座|保険|年金|住民票|郵便|名前|住所|携帯|ファ)[^\n。]{0,8}(?:は|を|も)|円/;

/** 072の、ちょっと待ってや眼鏡が、837の: の says that more comes, whatever is said in between. */
const GOES_ON = /^の[、,。… ](?![^\n]*(?:番号|件|です|ます|円|年|月|日|時))[^0-9\n]{2,24}(?:、|…|が|は|の|[ ]|や)$/;
/** 992の、いや9921の: what was said before is taken back. A sentence that ended stands. */
const TAKEN_BACK =
  /^(?!です|でした)[の、… あいえーっとでは]{0,6}(?:いや|違う|違い?ます|違った|(?<!ま)ちがう|(?<!ま)ちがい?ます|ちゃう|ちゃい|じゃなく|やなく|やのう|じゃない|ではなく|間違え|まちがえ)(?!ありません|ない)[^0-9\n]{0,12}$/;
/** 090-7…すみません、090: the speaker begins anew. */
const BEGUN_ANEW = /すみません|すいません|もう一[度回]|最初から|頭から|いやいや/;

/** One of these stands in whatever takes digits back or begins them anew. */
const OF_REPAIR = new UnitSet().add('い違ちじやで間ますも最頭');

function mayRepair(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (OF_REPAIR.has(text.charCodeAt(at))) return true;
  return false;
}

function goesOnAfterWords(gap: string): boolean {
  return (
    ((gap[0] === 'の' && GOES_ON.test(gap)) || (mayRepair(gap, 0, gap.length) && TAKEN_BACK.test(gap))) &&
    !ANOTHER_ASKED.test(gap)
  );
}

/**
 * What is said between two groups of what stands before: `group` takes the last one back, `start` begins anew with what
 * was said some groups ago; undefined when it stands.
 */
export function takenBack(text: string, from: number, to: number): 'group' | 'start' | undefined {
  if (to - from < 2 || to - from > MAX_GAP || !mayRepair(text, from, to)) return undefined;
  const gap = text.slice(from, to);
  if (gap.includes('\n')) return undefined;
  return TAKEN_BACK.test(gap) ? 'group' : BEGUN_ANEW.test(gap) ? 'start' : undefined;
}

/** はい between pauses: the other speaker, in a transcript without turns. */
const HEARD = /[ 、。]はい[ 、。]/;

/** Whether something other than pauses and fillers is said between two groups, or the other speaker has a turn. */
export function isCut(text: string, from: number, to: number): boolean {
  const gap = text.slice(from, to);
  return gap.includes('\n') || HEARD.test(gap) || (gap[0] === 'の' && GOES_ON.test(gap) && !isFilled(gap));
}

/** Whether the speaker goes on after something short of the other's: の⏎オペレーター：ごゆっくりどうぞ⏎客：. */
function isInterrupted(gap: string): boolean {
  const first = gap.indexOf('\n');
  const last = gap.lastIndexOf('\n');
  if (first < 0 || first === last || !isFilled(gap.slice(0, first)) || !isFilled(gap.slice(last))) return false;
  const between = gap.slice(first, last);
  if (ANOTHER_ASKED.test(between)) return false;
  for (let at = 0; at < between.length; ) {
    const turn = Math.max(1, speakerAt(between, at));
    const end = between.indexOf('\n', at + turn);
    const said = between.slice(at + turn, end < 0 ? between.length : end);
    if (said.length > LONGEST_INTERJECTION || DIGIT.test(said)) return false;
    at = end < 0 ? between.length : end;
  }
  return true;
}
