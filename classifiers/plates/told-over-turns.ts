import type { Candidate } from '../../src/classify/recognizer.js';
import { fillerAt } from '../../src/text/fillers.js';
import { matchAt } from '../../src/text/match-at.js';
import { endOfTurn, speakerAt } from '../dictation/turns.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';

/** Turns and units behind the question that are listened to. */
const MOST_TURNS = 12;
const REACH = 420;
/** Units before the word in which its turn is looked at. */
const BEFORE = 40;
const LONGEST_TURN = 110;
/** Turns without a piece after which nobody goes on. */
const MOST_QUIET = 1;

/** マイナンバー, バックナンバー: other words that end so. */
const OTHER_WORD = /(?:マイ|ルーム|バック|シリアル|個人|ゼッケン|受付|追跡|電話|背番号|ご当地|希望)$/;
const OTHER =
  /電話|連絡先|住所|郵便|お?名前|氏名|生年月日|受付番号|整理番号|メール|口座|金額|料金|予約|時間|何時|免許|内線|番地|車検証(?!を?見|[にの]|で)|車台/;
const DIGIT = `(?:[0-9〇零一二三四五六七八九]|${SPOKEN_DIGIT})`;
/** 三百三十一, ごひゃくにじゅう, 三千五百五. */
const COUNTED =
  '(?:[一二三四五六七八九]?千)?[一二三四五六七八九]?百(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?|(?:さんびゃく|よんひゃく|ごひゃく|ひゃく|ななひゃく|はっぴゃく)(?:(?:に|さん|よん|ご|ろく|なな|はち|きゅう)?じゅう)?(?:いち|に|さん|よん|ご|ろく|なな|はち|きゅう)?';
const DIGITS = new RegExp(
  `(?:${COUNTED})(?![一二三四五六七八九十百千円人])|(?:[点・てん]{1,4}の?)?${DIGIT}(?:[の、 -]{0,2}${DIGIT}){0,3}`,
  'y',
);
const KANA_UNIT =
  '[あいうえかきくけこさすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるれろわをアイウエカキクケコサスセソタチツテトナニヌネノハヒフホマミムメモヤユヨラリルレロワ]';
/** 「り」, るすの「る」, ひつじのひ, ゆの, も、. */
const KANA = new RegExp(
  `(?:[ぁ-んァ-ヴー一-龠]{2,5}の)?(?:「${KANA_UNIT}」|『${KANA_UNIT}』|${KANA_UNIT}(?=[、。 」]|の(?:、|[0-9〇一二三四五六七八九ァ-ヴいさよろなはき]|$)|です|だ|やね|かな|$|\\n))`,
  'y',
);
const ASKS_KANA = /ひらがな|平仮名|かな|カナ|仮名|文字/;
const MUNICIPALITY = /[一-龠ヶケ]{1,5}[市町村](?=[、。 」\n]|です|の|$)/y;
/** 大阪に越して, 岩手へ, 土浦ナンバーの車は: a place that somebody tells of. */
const TOLD_ABOUT = /^(?:[にへ](?![「、。 0-9])|から|まで|ですと|だと|ナンバー(?:の車|に))/;
/** Digits in the rest of the sentence: 大阪だと思う、300のあ tells the plate itself. */
const DIGIT_IN_SENTENCE = new RegExp(
  `^[^。\\n]{0,24}?(?:[0-9〇]|[一二三四五六七八九][〇一二三四五六七八九十百]|、(?:${DIGITS.source}))`,
);
const isToldAbout = (behind: string): boolean => TOLD_ABOUT.test(behind) && !DIGIT_IN_SENTENCE.test(behind);
/** 三島: the first kanji of a word. */
const IN_WORD = /^[一-龠][一-龠]/;
const UNIT_BEHIND = /^ ?(?:[年月日時分円人件歳階丁号台枚回%度位桁つ級]|けた|ケタ|番目|つ目)/;
const EMERGENCY = /^(?:1[の、]?1[の、]?[09]|[一1][の、]?[一1][の、]?[〇零九]|いちいち(?:まる|ぜろ|きゅう))$/;
/** What may stand between two pieces of one breath. */
const BETWEEN = /(?:、|・| |…|の|で|が|は|「|」|-|ナンバー|分類番号|ひらがな|平仮名|数字|かな|違う|いや|たぶん)/y;

interface Piece {
  start: number;
  end: number;
  kinds: Set<'place' | 'municipality' | 'digits' | 'kana'>;
}

/**
 * Place, class, kana and number of a plate that are told over turns behind the question for it.
 *
 * @param placeAt - length of the place of a plate that stands at an offset, or 0
 */
export function plateOverTurns(text: string, start: number, end: number, placeAt: (at: number) => number): Candidate[] {
  if (OTHER_WORD.test(text.slice(Math.max(0, start - 4), start))) return [];
  const limit = Math.min(text.length, end + REACH);
  const pieces: Piece[] = [];
  let quiet = 0;
  let asked = false;
  // 富士山ナンバー: the place may be said before the word.
  let begin = Math.max(text.lastIndexOf('\n', start) + 1, start - BEFORE);
  for (let turn = 0; turn < MOST_TURNS && begin < limit && quiet <= MOST_QUIET; turn++) {
    const to = endOfTurn(text, begin, limit);
    const until = Math.min(to, begin + LONGEST_TURN);
    const from = begin + speakerAt(text, begin, until);
    const other = OTHER.exec(text.slice(from, until));
    const told = piecesIn(text, from, other ? from + other.index : until, placeAt, asked || pieces.length > 0);
    // Before the word only 富士山ナンバー and 一宮ですね、分類番号は are of it.
    pieces.push(...told.filter((piece) => piece.end >= start || text.startsWith('分類', start)));
    asked = ASKS_KANA.test(text.slice(from, until));
    if (other && turn > 0) break;
    quiet = told.length > 0 || asked ? 0 : quiet + 1;
    begin = to + 1;
  }
  const kinds = new Set(pieces.flatMap((piece) => [...piece.kinds]));
  // A municipality is on mopeds alone, and in every address.
  if (kinds.has('municipality') && kinds.has('kana')) kinds.add('place');
  const isOne = pieces.some((piece) => piece.kinds.has('place') && piece.kinds.has('digits'));
  if (!kinds.has('place') || !kinds.has('digits') || !(kinds.has('kana') || isOne)) return [];
  return pieces.map((piece) => ({
    start: piece.start,
    end: piece.end,
    rule: 'over-turns',
    score: 0.8,
    settled: true,
    because: text.slice(start, end),
  }));
}

function piecesIn(text: string, from: number, to: number, placeAt: (at: number) => number, begun: boolean): Piece[] {
  const pieces: Piece[] = [];
  let piece: Piece | undefined;
  /** Whether a piece may begin here: at the start of the turn, or behind a pause. */
  let opens = true;
  const take = (at: number, length: number, kind: 'place' | 'municipality' | 'digits' | 'kana'): void => {
    if (!piece) {
      piece = { start: at, end: at, kinds: new Set() };
      pieces.push(piece);
    }
    piece.end = at + length;
    piece.kinds.add(kind);
  };
  for (let at = from; at < to; ) {
    const named = opens || piece ? placeAt(at) : 0;
    const place = named || (opens || piece ? matchAt(MUNICIPALITY, text, at) : 0);
    if (place > 0 && at + place <= to && !isToldAbout(text.slice(at + place, at + place + 28))) {
      take(at, place, named > 0 ? 'place' : 'municipality');
      at += place;
      opens = true;
      continue;
    }
    const heard = begun || pieces.length > 0;
    const kana = heard && (opens || piece) && isApart(text, at) ? matchAt(KANA, text, at) : 0;
    if (kana > 0) {
      take(at, kana, 'kana');
      at += kana;
      continue;
    }
    const digits = heard && (opens || piece) ? matchAt(DIGITS, text, at) : 0;
    if (digits > 0 && at + digits <= to && isNumber(text, at, at + digits)) {
      take(at, digits, 'digits');
      at += digits;
      continue;
    }
    const between = matchAt(BETWEEN, text, at) || (fillerAt(text, at)?.length ?? 0);
    if (between === 0) piece = undefined;
    opens = between > 0 ? opens || /[、 「。・]/.test(text[at]!) : /[。「]/.test(text[at]!);
    at += Math.max(1, between);
  }
  return pieces;
}

/** Not は behind a word, nor い of はい. */
function isApart(text: string, at: number): boolean {
  return (
    text[at] === '「' ||
    text[at] === '『' ||
    /[、 の「。…\n:」0-9〇一二三四五六七八九]/.test(text[at - 1] ?? ' ') ||
    KANA_WORD.test(text[at]!)
  );
}
const KANA_WORD = /[一-龠]/;

function isNumber(text: string, start: number, end: number): boolean {
  if (UNIT_BEHIND.test(text.slice(end, end + 3)) || /^(?:[0-9A-Za-z:]|[,.][0-9])/.test(text.slice(end, end + 2)))
    return false;
  if (end - start === 1 && /[一二三四五六七八九]/.test(text[start]!) && IN_WORD.test(text.slice(end, end + 2)))
    return false;
  // 一一〇番はもうしました: of the police.
  if (text[end] === '番' && EMERGENCY.test(text.slice(start, end))) return false;
  return end - start > 1 || !/[ぁ-んァ-ヴ]/.test(text[start]!);
}
