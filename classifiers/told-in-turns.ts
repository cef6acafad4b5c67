import type { Candidate, CueHit } from '../src/classify/recognizer.js';
import type { Scan } from '../src/classify/scan.js';
import { digitWordAt } from '../src/text/digit-words.js';
import { fillerAt } from '../src/text/fillers.js';
import { LETTER_NAME } from './spelled-letters.js';

/** A kind of number that is asked for by its name and told piece by piece. */
export interface ToldNumber {
  /** What its question names; cues of the recognizer. */
  labels: readonly string[];
  /** Digits of a whole one. */
  digits: number;
  /** Whether letters are part of it, and whether some stand behind the digits. */
  letters?: boolean;
  lettersBehind?: boolean;
  /** What asks for its letters without its name; cues too. All of its digits must be told then. */
  asks?: readonly string[];
}

/** Turns behind the label that are looked at, their length, and that of what is said in between. */
const MOST_TURNS = 16;
const REACH = 480;
const LONGEST_TURN = 64;
const LONGEST_ASIDE = 34;
const SPEAKER =
  /^[ \t]*(?:\[[^\]\n]{1,12}\][ \t]*)?(?:[^\s:|>」「=/→。、0-9]{1,10}[0-9]?[:|>=/→「][ 「]?|[①-⑨] ?|[―—–-]{1,2}[ ]?|[A-Z客受係職男女母父][0-9]?[ \t]+|[^\s。、0-9:「]{2,6}[ \t]+)?/;
/** How the line of a label ends that asks for the number. */
const ASKED = /^[^\n]{0,40}(?:か|い|す|は|が|を|ぞ|ね|んで|けど)[。、?…]?\n/;
/** What makes digits before it an amount, a date or the like. */
const UNIT = /^ ?(?:[年月日歳才桁円時分秒件人組番丁号階頁%/]|けた|ケタ)/;
/** Something else is asked for, or what is told is an amount. */
const OTHER_ASKED =
  /電話|連絡先|生年月日|誕生日|お?名前|氏名|住所|携帯|郵便|受付|整理|申請|到達|追跡|内線|金額|円|免許|口座|年金|住民票|旅券|在留|法人|マイナ|個人番号/;
const SAID =
  /(?:ありがとうございます|ございます|承知(?:いた)?しました|復唱(?:いた)?します|よろしい(?:です|でしょう)か|失礼(?:いた)?しました|そうです|合って(?:い?ます|る)|英字|数字|アルファベット|小文字|大文字|最後の?(?:一|1)桁|[0-9一二三四]桁|かな|かしら|かね|か|よ|は|を|ほい|なら|いや|いえ|違う|違います)/y;
const PAUSE = /[ 、,.・…「」『』―—–-]/;
const BREAK = /[。!?\t]/;
/** ブイ, V, ビクトリーのV, ブイはビクトリーのV. */
const LETTER = new RegExp(
  `(?:${LETTER_NAME}は)?[ァ-ヴー一-龠ぁ-ん]{1,7}?の(?:${LETTER_NAME}|[A-Z](?![A-Za-z]))|${LETTER_NAME}|[A-Z](?![A-Za-z])|[A-Z](?=[A-Z](?![A-Za-z]))`,
  'y',
);

interface Piece {
  start: number;
  end: number;
  digits: string;
  letters: number;
}

interface Turn {
  pieces: Piece[];
  /** Nothing else is said in it. */
  clean: boolean;
  /** Where what is said otherwise begins. */
  rest: number;
}

/** The pieces that a turn begins with, up to its first other words. */
function readTurn(text: string, from: number, to: number, letters: boolean): Turn {
  const pieces: Piece[] = [];
  let piece: Piece | undefined;
  const close = () => {
    if (piece && UNIT.test(text.slice(piece.end, piece.end + 3))) return false;
    if (piece && (piece.digits.length > 1 || piece.letters > 0 || isWholeTurn(text, piece, from, to)))
      pieces.push(piece);
    else if (piece) return false;
    piece = undefined;
    return true;
  };
  let at = from;
  while (at < to) {
    const word = digitWordAt(text, at);
    const digit = word?.digit ?? (/[0-9]/.test(text[at]!) ? text[at] : undefined);
    const width = word?.length ?? 1;
    LETTER.lastIndex = at;
    const letter = letters ? LETTER.exec(text)?.[0].length : undefined;
    if (digit !== undefined || letter !== undefined) {
      const end = at + (letter ?? width);
      piece ??= { start: at, end, digits: '', letters: 0 };
      piece.end = end;
      if (letter !== undefined) piece.letters++;
      else piece.digits += digit!;
      at = end;
      continue;
    }
    if (PAUSE.test(text[at]!) || (text[at] === 'の' && piece)) {
      at++;
      continue;
    }
    const start = piece?.start ?? at;
    if (!close()) return { pieces, clean: false, rest: start };
    if (BREAK.test(text[at]!)) {
      at++;
      continue;
    }
    SAID.lastIndex = at;
    const filler = fillerAt(text, at);
    const said = Math.max(SAID.exec(text)?.[0].length ?? 0, filler?.length ?? 0);
    if (said === 0 || at + said > to) return { pieces, clean: false, rest: at };
    at += said;
  }
  const start = piece?.start ?? to;
  return close() ? { pieces, clean: true, rest: to } : { pieces, clean: false, rest: start };
}

/** A single digit is a piece only where hardly anything else is said: で、最後の一桁がハチ。 */
function isWholeTurn(text: string, { start, end }: Piece, from: number, to: number): boolean {
  return (
    to - from <= 18 && /^(?:[。、…」]|です|ですね|$)/.test(text.slice(end, Math.min(to, end + 3))) && start >= from
  );
}

/** Adds what a piece tells to the digits told so far; what is read back adds nothing. */
function added(told: string, { digits }: Piece): string {
  if (digits.length > 1 && (told.endsWith(digits) || (digits.length >= 4 && told.includes(digits)))) return told;
  if (told.length > 3 && digits.startsWith(told)) return digits;
  return told + digits;
}

/** Pieces in the turns behind one label; empty where they make no such number. */
function piecesBehind(text: string, label: number, number: ToldNumber, named: boolean): Piece[] {
  const { digits, letters = false, lettersBehind = false } = number;
  const all: Piece[] = [];
  const lines = new Set<number>();
  let told = '';
  let spelled = 0;
  let from = label;
  let quiet = 0;
  const asked = ASKED.test(text.slice(label, label + LONGEST_TURN));
  for (let turn = 0; turn <= MOST_TURNS && from <= text.length && from - label < REACH; turn++) {
    // Never looks for the end of a long line: a text may be one.
    const near = text.slice(from, from + REACH).indexOf('\n');
    const line = near < 0 ? -1 : from + near;
    const end = near < 0 ? Math.min(text.length, from + REACH) : line;
    const begin = turn === 0 ? from : from + SPEAKER.exec(text.slice(from, Math.min(end, from + 24)))![0].length;
    // A line without a speaker is a form's, unless the turns are fields of their own, which end as sentences do.
    if (turn > 0 && begin === from && !/[。?!]/.test(text[from - 2] ?? '') && !(asked && !letters)) break;
    const read =
      turn === 0
        ? readAtLabel(text, begin, end, letters)
        : end - begin > LONGEST_TURN
          ? { pieces: [], clean: false, rest: begin }
          : readTurn(text, begin, end, letters);
    for (const piece of read.pieces) {
      told = added(told, piece);
      spelled += piece.letters;
      all.push(piece);
      lines.add(turn);
    }
    quiet = read.pieces.length > 0 ? 0 : quiet + 1;
    const aside = read.clean ? '' : text.slice(read.rest, end);
    if (turn > 0 && aside.length > LONGEST_ASIDE) break;
    if (turn > 0 && (OTHER_ASKED.test(aside) || /[0-9]{3}/.test(aside))) break;
    if (quiet > 3 || line < 0) break;
    from = end + 1;
  }
  const enough =
    (letters ? told.length >= (named ? digits - 1 : digits) : told.length * 2 >= digits) &&
    told.length <= (named ? digits + 4 : digits);
  // Letters behind the digits tell a residence card from a passport.
  const first = all.findIndex((piece) => piece.digits.length > 1);
  const behind = all.findLastIndex((piece) => piece.letters > 0 && piece.digits === '');
  if (letters && !lettersBehind && first >= 0 && behind > first) return [];
  if (!named && lettersBehind && !all.at(-1)?.letters) return [];
  return enough && lines.size > 1 && (!letters || spelled > 0) ? all : [];
}

/** 番号はにーはちまるなな: what is told in the line of the label, behind some words. */
function readAtLabel(text: string, from: number, end: number, letters: boolean): Turn {
  if (end - from <= LONGEST_TURN)
    for (const match of `、${text.slice(from, end)}`.matchAll(/[はが、。:で]/g)) {
      const read = readTurn(text, from + match.index, end, letters);
      if (read.clean && read.pieces.length > 0) return read;
    }
  return { pieces: [], clean: false, rest: from };
}

/**
 * Pieces of a number told over the turns behind the question for it, with what the other speaker reads back.
 *
 * @param hits - hits of a recognizer whose cues hold the labels; others are passed over
 */
export function toldInTurns({ text, groups }: Scan, hits: readonly CueHit[], number: ToldNumber): Candidate[] {
  if (groups.length === 0 && !number.letters) return [];
  const found: Candidate[] = [];
  let done = -1;
  for (const { start, end } of hits) {
    if (start < done) continue;
    const label = text.slice(start, end);
    const named = number.labels.includes(label);
    if ((!named && !number.asks?.includes(label)) || !text.slice(end, end + REACH).includes('\n')) continue;
    for (const piece of piecesBehind(text, end, number, named)) {
      done = piece.end;
      found.push({
        start: piece.start,
        end: piece.end,
        rule: 'in-turns',
        score: 0.85,
        settled: true,
        because: label,
      });
    }
  }
  return found;
}
