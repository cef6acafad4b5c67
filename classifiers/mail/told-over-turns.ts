import { LETTER_NAME } from '../dictation/letter-names.js';
import { speakerAt } from '../dictation/turns.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';

/** Lines before the sign in which its local part may be told, and their length. */
const MOST_LINES = 9;
const REACH = 320;
const LONGEST_TURN = 48;
/** What the other speaker says in between. */
const HEARD =
  /^(?:[^0-9A-Za-zァ-ヴ\n]{0,20}(?:ですか|でしょうか|ますか|お願い(?:いた)?します|お願いできますか|どうぞ|その次は?)|はい|ええ|うん|どうぞ|はいはい|お願いします|ありがとうございます|なるほど|承知(?:し|いた)[^\n]{0,8}|次(?:は|を)?[^\n]{0,6})?[、。 …」]*$/;
const OPENING =
  /^(?:(?:はい|えー?っ?と|ええと|えー|あの|ええ|まず|最初(?:は|が)|次(?:は|が)|つぎ|それから|小文字で|全部小文字で|アドレス(?:は|が)|メール(?:アドレス)?(?:は|が))[、 ]?)*/;
const MARK_NAME = '(?:ドット|どっと|ハイフン|はいふん|アンダーバー|アンダースコア|てん|\\.|-|_)';
const DIGIT_NAME = `(?:${SPOKEN_DIGIT}|[0-9〇一二三四五六七八九]{1,6})`;
/** エム、オー、アール / ドット、kawa / ドット、ゼロサン: a piece of an address, spelled. */
const PIECE = new RegExp(
  `^(?:(?:${MARK_NAME}|${LETTER_NAME}|${DIGIT_NAME}|[a-z][a-z0-9._-]{0,24}|数字の)[ 、・の]{0,2}){1,16}$`,
);
/** How a turn that tells a piece ends. */
const ENDING = /(?:で|です|まで|の|と|が)?[、。 …」]*$/;
/** ケー、ユー、エム、エー。熊です。 / kuma、数字は付きますか: what is said of a piece behind it. */
const SAID_BEHIND =
  /^([^。\n]{2,40}?)(?:。|、(?=数字|小文字|全部|はい|それ|で、)|(?:です|ですね)[。、])[^\n0-9A-Za-z]{0,20}$/;
const LETTERS = new RegExp(`[a-z]{2}|${LETTER_NAME}`);

export interface Piece {
  start: number;
  end: number;
}

/**
 * Pieces of the local part told in the turns before the sign; none where the turns before say something else.
 *
 * @param line - where the turn with the sign begins
 */
export function localOverTurns(text: string, line: number): Piece[] {
  const pieces: Piece[] = [];
  let end = line - 1;
  for (let turns = 0; turns < MOST_LINES && end > 0 && line - end < REACH; turns++) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (end - start > LONGEST_TURN * 2) break;
    const turn = text.slice(start, end);
    const said = speakerAt(text, start, end);
    const told = turn.slice(said);
    const piece = pieceOf(told);
    if (piece) pieces.unshift({ start: start + said + piece.start, end: start + said + piece.end });
    if (!piece && !HEARD.test(told)) break;
    end = start - 1;
  }
  // Digits alone are rather a number.
  return pieces.some(({ start, end: to }) => LETTERS.test(text.slice(start, to))) ? pieces : [];
}

function pieceOf(told: string): Piece | undefined {
  if (told.length > LONGEST_TURN) return undefined;
  const from = OPENING.exec(told)![0].length;
  const to = told.length - ENDING.exec(told)![0].length;
  const cut = SAID_BEHIND.exec(told.slice(from));
  if (cut && PIECE.test(cut[1]!) && LETTERS.test(cut[1]!)) return { start: from, end: from + cut[1]!.length };
  return to > from && !HEARD.test(told) && PIECE.test(told.slice(from, to)) ? { start: from, end: to } : undefined;
}
