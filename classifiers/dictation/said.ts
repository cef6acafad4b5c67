import { isDigit } from '../../src/text/ascii.js';
import { digitWordAt } from '../../src/text/digit-words.js';
import { fillerAt } from '../../src/text/fillers.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { letterAt } from './letters.js';
import { isAmount, stands } from './stands.js';
import { speakerAt } from './turns.js';

/** Digits or letters that are said without a pause. */
export interface Said {
  start: number;
  end: number;
  value: string;
  /** Turn behind the label, from 0. */
  turn: number;
  /** The speaker takes back what was said before it, or may do so. */
  repairs: boolean;
  mayRepair: boolean;
  /** Something other than a pause or a filler is said between it and the one before. */
  apart: boolean;
}

/** Units and turns behind the label that are listened to. */
const REACH = 640;
const MOST_TURNS = 20;
/** What is said besides, in one turn. */
const LONGEST_ASIDE = 30;
/** Turns without a digit after which nobody goes on. */
const MOST_QUIET = 3;

/** A residence card's. */
const MOST_DIGITS_OF_LETTERED = 8;
const REPAIR = new PatternAt(
  /(?:いやいや|いや|いえいえ|いえ|違う|違い?ます(?:ね|わ)?|違った|ちがう(?:わ|な)?|ちがい?ます|ちゃう(?:わ)?|ごめん(?:なさい)?|失礼(?:しました)?|訂正|じゃなくて?|ではなくて?|やなくて?|間違え(?:た|ました))/,
);
const MAY_REPAIR = new PatternAt(/あっ?、|あ(?=[0-9〇一二三四五六七八九])/);
const HEARD = new PatternAt(/(?:はいはい|はい|うんうん|うん|ええ(?![とー])|どうぞ)/);
const ASKED_FIRST = /^(?:カード|証)?の?番号/;
const PAUSE = new UnitSet().add(' 、,.・…「」『』―—–-。!?\t');
/** 下四桁, 11桁: how many digits are told. */
const COUNTED = new PatternAt(
  /(?:下|末尾の?|最後の?|最初の?|頭の?|上|あと|残り|次の?|続きの?)?[0-9〇一二三四五六七八九十]{1,2}(?:桁|けた|ケタ)(?:目)?(?:ずつ)?|[0-9一二三四五六七八]{1,2}(?:[、・ -][0-9一二三四五六七八]{1,2}){1,3}(?:の順|で区切(?:ると|って))/,
);
/** ゼロが三つ続いて: a digit and how often. */
const REPEATED = new PatternAt(/(?:が|を)?(?:([2-6])|([二三四五六]))(?:つ|個|コ)(?:つ?づ?い?て|つい?て|並んで|で)?/);
const COUNT = '〇一二三四五六七八九';
const WORDS = new PatternAt(
  /(?:ございます|でございます|承知(?:いた)?しました|かしこまりました|復唱(?:いた)?します|よろしい(?:です|でしょう)か|合って(?:い?ます|る)|ありがとうございます|もう一度|英字|数字|アルファベット|小文字|大文字|最初|最後|頭|次|続き|残り|それ|から|が|は|を|で|と|も|の|か|よ|ね|わ|な|や|って|って言う|書いて(?:ある|あります)|ひらがな|棒があって|棒|ハイフン(?:は(?:なし|なくて?|入れず))?|かしら|かな|ほい|ほんで|もひとつ|もう一つ|読みますね?|言いますね?|いいですか|いきますね?)/,
);

/**
 * Whether words between the pieces name another number.
 *
 * @param aside - the words
 * @param told - how many pieces were told before them
 * @param asides - all words before them
 */
export type IsOther = (aside: string, told: number, asides: string) => boolean;

export interface Telling {
  said: readonly Said[];
  /** What was said besides. */
  asides: string;
}

/**
 * What is told from `from` on: digits (and letters, where `letters`), until something else is spoken of.
 *
 * @param until - nothing behind it is listened to
 * @param isOther - depends on the words alone; where it holds the telling ends
 */
export function listen(text: string, from: number, until: number, letters: boolean, isOther: IsOther): Telling {
  const all: Said[] = [];
  const limit = Math.min(until, text.length, from + REACH);
  let asides = '';
  let quiet = 0;
  let begin = from;
  // 免許証の番号とお電話番号を: both are asked for, this one first.
  const asksOther = (aside: string, turn: number): boolean =>
    !(turn === 0 && ASKED_FIRST.test(text.slice(from, from + 4))) && isOther(aside, all.length, asides);
  for (let turn = 0; turn < MOST_TURNS && begin < limit; turn++) {
    // Never looks for the end of a long line: a text may be one.
    const line = text.slice(begin, begin + REACH).indexOf('\n');
    const end = line < 0 ? limit : Math.min(limit, begin + line);
    const start = turn === 0 ? begin : begin + speakerAt(text, begin, end);
    const before = all.length;
    const heard = listenToTurn(text, start, end, turn, letters, isOther, all, asides);
    const silent = all.length === before;
    if (silent && ((turn > 0 && heard.aside.length > LONGEST_ASIDE) || asksOther(heard.aside, turn))) {
      asides += heard.aside;
      break;
    }
    asides += `${heard.aside}\n`;
    quiet = silent ? quiet + 1 : 0;
    if (heard.ends || quiet > MOST_QUIET || line < 0) break;
    begin = end + 1;
  }
  return { said: all, asides };
}

/** One turn: adds what is told in it to `all`, and gives the rest. It ends the telling when something else is asked for behind it. */
function listenToTurn(
  text: string,
  from: number,
  to: number,
  turn: number,
  letters: boolean,
  isOther: IsOther,
  all: Said[],
  asides: string,
): { aside: string; ends: boolean } {
  const before = all.length;
  let aside = '';
  let repairs = false;
  let mayRepair = false;
  let apart = true;
  /** Where a word that may stand before digits ended. */
  let begun = from;
  for (let at = from; at < to; ) {
    const counted = COUNTED.length(text, at);
    if (counted > 0) {
      apart = true;
      at += counted;
      begun = at;
      continue;
    }
    const one = saidAt(text, at, to, letters, all);
    if (one && stands(text, one, at === begun ? at : from, to)) {
      if (aside !== '' && isOther(aside, all.length, asides)) return { aside, ends: true };
      all.push({ start: one.start, end: one.end, value: one.value, turn, repairs, mayRepair, apart });
      at = one.end;
      repairs = false;
      mayRepair = false;
      apart = false;
      begun = at;
      continue;
    }
    const word = wordAt(text, at);
    if (word === undefined) {
      if (one && (one.value.length > 1 || isAmount(text, one.end)))
        return { aside: aside + text.slice(at, to), ends: all.length > before || turn > 0 };
      // Any other word, to the next pause.
      const start = at;
      do at++;
      while (at < to && !PAUSE.has(unitIn(text, at)) && !isDigit(unitIn(text, at)));
      aside += text.slice(start, at);
      apart = true;
      if (all.length > before && (at - all.at(-1)!.end > LONGEST_ASIDE || isOther(aside, all.length, asides)))
        return { aside, ends: true };
      continue;
    }
    if (word.kind === 'repair') repairs = true;
    else if (word.kind === 'doubt') mayRepair = true;
    else if (word.kind === 'apart') apart = true;
    // 離職票-2: what a hyphen joins to a word is a part of its name.
    if (text[at] !== '-') begun = at + word.length;
    at += word.length;
  }
  return { aside, ends: false };
}

/** What is said between digits without ending them: a correction, what parts two breaths, or a pause. */
function wordAt(
  text: string,
  at: number,
): { kind: 'repair' | 'doubt' | 'apart' | 'pause'; length: number } | undefined {
  if (PAUSE.has(unitIn(text, at))) return { kind: text[at] === '。' ? 'apart' : 'pause', length: 1 };
  const repair = REPAIR.length(text, at);
  if (repair > 0) return { kind: 'repair', length: repair };
  const doubt = MAY_REPAIR.length(text, at);
  if (doubt > 0) return { kind: 'doubt', length: doubt };
  const heard = HEARD.length(text, at);
  if (heard > 0) return { kind: 'apart', length: heard };
  const filler = fillerAt(text, at)?.length ?? 0;
  const word = WORDS.length(text, at);
  if (filler === 0 && word === 0) return undefined;
  return word > filler && word > 1 && !'棒ハ'.includes(text[at]!)
    ? { kind: 'apart', length: word }
    : { kind: 'pause', length: Math.max(filler, word) };
}

/** Letters stand before all digits of a number and behind them. */
function isAmongDigits(told: string): boolean {
  return /[0-9]$/.test(told) && told.replace(/[^0-9]/g, '').length < MOST_DIGITS_OF_LETTERED;
}

const toldIn = (said: readonly Said[]): string => said.map(({ value }) => value).join('');

function digitAt(text: string, at: number): { digit: string; length: number } | undefined {
  return isDigit(unitIn(text, at)) ? { digit: text[at]!, length: 1 } : digitWordAt(text, at);
}

/** Digits and letters from `at` on, up to the first pause. */
function saidAt(
  text: string,
  from: number,
  to: number,
  letters: boolean,
  before: readonly Said[],
): { start: number; end: number; value: string } | undefined {
  const first = digitAt(text, from);
  if (first) {
    const repeated = REPEATED.exec(text, from + first.length);
    if (repeated) {
      const times = Number(repeated[1] ?? COUNT.indexOf(repeated[2]!));
      return { start: from, end: from + first.length + repeated[0].length, value: first.digit.repeat(times) };
    }
  }
  let value = '';
  let at = from;
  while (at < to) {
    const digit = digitAt(text, at);
    const letter = letters ? letterAt(text, at) : undefined;
    // シー, オー: 4 and 0 only among digits.
    if (
      letter &&
      (letter.length > (digit?.length ?? 0) ||
        (letter.length === digit?.length && !isAmongDigits(toldIn(before) + value)))
    ) {
      value += letter.letter;
      at += letter.length;
    } else if (
      digit &&
      !(value !== '' && text[at] === 'に' && /^に(?:な[りっる]|て|は)/.test(text.slice(at, at + 3)))
    ) {
      value += digit.digit;
      at += digit.length;
    } else break;
  }
  return value === '' ? undefined : { start: from, end: at, value };
}
