/** Things said of an address, one after the other, at most. */
const MOST = 11;
const KATAKANA = /[ァ-ヴー]/;
const LATIN = /[A-Za-z0-9._+-]/;
const PAUSE = /[ 、・]/;
/** Digits as spoken, the names of marks, and what says how to write them. */
const WORDS =
  'ゼロ まる れい いち に にー さん よん ご ごー ごう ろく なな しち はち きゅう きゅうー どっと はいふん 数字の 小文字の 小文字で 全部小文字で えー えーと えっと 〇 一 二 三 四 五 六 七 八 九'.split(
    ' ',
  );

/**
 * What is said of the local part of an address directly before its sign: at most eleven words in katakana or Latin
 * letters, digits and names of marks, with pauses or の between them or nothing at all.
 *
 * Counted backwards from the end, because a pattern would try every way of cutting a run of katakana into words.
 *
 * @param before - the text before the sign, at most some eighty units
 * @returns the longest that ends there, or undefined
 */
export function spokenBefore(before: string): string | undefined {
  const { length } = before;
  /** By place: how many things are said at least from there to the end. */
  const needed = new Array<number>(length + 1).fill(Number.POSITIVE_INFINITY);
  let first: number | undefined;
  for (let at = length - 1; at >= 0; at--) {
    let least = Number.POSITIVE_INFINITY;
    for (const end of endsOf(before, at)) least = Math.min(least, 1 + neededBehind(before, end, needed));
    needed[at] = least;
    if (least <= MOST) first = at;
  }
  return first === undefined ? undefined : before.slice(first);
}

/** Where one thing that begins at `at` may end. */
function* endsOf(text: string, at: number): Generator<number> {
  yield* runEnds(text, at, KATAKANA, 24);
  yield* runEnds(text, at, LATIN, 40);
  for (const word of WORDS) if (text.startsWith(word, at)) yield at + word.length;
}

function* runEnds(text: string, at: number, kind: RegExp, most: number): Generator<number> {
  for (let end = at; end < text.length && end - at < most && kind.test(text[end]!); ) yield ++end;
}

function neededBehind(text: string, at: number, needed: readonly number[]): number {
  if (isPause(text, at, text.length)) return 0;
  let least = needed[at]!;
  for (const width of [1, 2]) if (isPause(text, at, at + width)) least = Math.min(least, needed[at + width]!);
  if (text[at] !== 'の') return least;
  least = Math.min(least, needed[at + 1]!);
  return text[at + 1] === '、' ? Math.min(least, needed[at + 2]!) : least;
}

/** Whether nothing but a pause of at most two signs stands there. */
function isPause(text: string, from: number, to: number): boolean {
  if (to > text.length || to - from > 2) return false;
  for (let at = from; at < to; at++) if (!PAUSE.test(text[at]!)) return false;
  return true;
}

/** Before what is spoken: the question and the filler are no part of it. */
const LEAD =
  /^(?:(?:えーと?|えっと|小文字で|全部小文字で|数字の|アドレス|[EeＥ]?-?メール|電子メール|メールアドレス|メルアド|メアド|ハイ|アノー|(?:[Ee]-?)?[Mm]ail(?![A-Za-z0-9@.]))[、 \t]?)+/;
/** アンダーバー、さくらだ、: a word in hiragana behind a mark. */
const WORD_BEHIND_MARK =
  /(?<=アンダーバー|アンダースコア|ハイフン|ドット|ピリオド)[ 、・]{0,2}[ぁ-ん]{2,10}[ 、・]{0,2}$/;

/** つばめ、あっとまーく: a word in hiragana, all that is said before a sign that can be nothing else. */
const WORD_ALONE = /(?:^|[、。?!「 \n])([ぁ-ん]{2,10}[、 ]{1,2})$/;

/**
 * The local part that is said before the sign, without what introduces it.
 *
 * @param full - the sign is told by its full name, アットマーク
 */
export function spokenLocal(before: string, full = false): string | undefined {
  const word = WORD_BEHIND_MARK.exec(before);
  const spelled = word && spokenBefore(before.slice(0, word.index));
  const local = spelled
    ? spelled + word[0]
    : (spokenBefore(before) ?? (full ? WORD_ALONE.exec(before)?.[1] : undefined));
  return local?.slice(LEAD.exec(local)?.[0].length ?? 0) || undefined;
}
