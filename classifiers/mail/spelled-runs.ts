import { digitWordAt } from '../../src/text/digit-words.js';
import { fillerAt } from '../../src/text/fillers.js';
import { matchAt } from '../../src/text/match-at.js';
import { letterAt } from '../dictation/letters.js';

/** A piece of an address that is spelled or read out in one breath. */
export interface SpelledRun {
  start: number;
  end: number;
  /** As it would be written. */
  value: string;
  /** Letters that are spelled one by one. */
  letters: number;
  /** Marks or words of a domain are told by their names. */
  spoken: boolean;
  /** It is the only thing said up to there. */
  opens: boolean;
}

/** Marks, the sign, and words that stand in domains. */
const WORDS: readonly (readonly [words: string, written: string])[] = [
  ['アットマーク あっとまーく アット あっと @マーク', '@'],
  ['ドット どっと ピリオド てん 点 ポツ', '.'],
  ['ハイフン はいふん マイナス', '-'],
  ['アンダーバー アンダースコア アンダーライン 下線', '_'],
  ['プラス', '+'],
  ['イグザンプル エグザンプル いぐざんぷる', 'example'],
  ['ジーメール Gメール', 'gmail'],
  ['ドコモ', 'docomo'],
  ['ヤフー', 'yahoo'],
  ['コム', 'com'],
  ['ネット', 'net'],
  ['オルグ', 'org'],
  ['ジェーピー ジェイピー', 'jp'],
  ['シーオー', 'co'],
  ['エヌイー', 'ne'],
];
const WRITTEN = new Map(WORDS.flatMap(([words, sign]) => words.split(' ').map((word) => [word, sign] as const)));
const LONGEST = Math.max(...[...WRITTEN.keys()].map(({ length }) => length));
const FIRST_OF_WORDS = new Set([...WRITTEN.keys()].map(([first]) => first!));
const ASCII = /[A-Za-z0-9._%+@-]+/y;
/** Behind a dot or the sign any word may be a part of the domain. */
const KATAKANA = /[ァ-ヴー]{2,12}?(?=[、。 ・…」?\n]|です|ドット|でし|の|$)/y;
const BEFORE_DOT = /[ァ-ヴー]{2,8}(?=[、 ]?ドット)/y;
const TENS =
  /[二三四五六七八九]?十[一二三四五六七八九]?|(?:に|さん|よん|ご|ろく|なな|はち|きゅう)?じゅう(?:いち|に|さん|よん|ご|ろく|なな|はち|きゅう)?/y;
const TIMES = /(?:が|を)?(?:[2-4二三四ふみ])(?:つ|個|回)(?:続けて)?/y;
/** What is said between letters without being one. */
const BETWEEN =
  /(?:、|,|・| |…|。|「|」|『|』|の|と|で|が|は|それと|小文字|大文字|全部|ぜんぶ|数字|半角|ローマ字|英語|アルファベット|抜き|なし|最後|あとは?|です(?=、[A-Za-zァ-ヴ])|次は?|その次は?)/y;

/** Everything spelled between two places. */
export function spelledRuns(text: string, from: number, to: number): SpelledRun[] {
  const runs: SpelledRun[] = [];
  let run: SpelledRun | undefined;
  let opens = true;
  for (let at = from; at < to; ) {
    const token = tokenAt(text, at, to, run?.value.at(-1) ?? '');
    if (token) {
      if (run) {
        run.value += token.value;
        run.end = at + token.length;
      } else {
        run = { start: at, end: at + token.length, value: token.value, letters: 0, spoken: false, opens };
        runs.push(run);
      }
      if (token.isLetter) run.letters++;
      run.spoken ||= token.isName === true;
      at += token.length;
      continue;
    }
    const times = run ? matchAt(TIMES, text, at) : 0;
    if (times > 0) {
      run!.end = at += times;
      continue;
    }
    const between = matchAt(BETWEEN, text, at) || (fillerAt(text, at)?.length ?? 0);
    if (between === 0) {
      run = undefined;
      opens = false;
    } else if (/[。「]/.test(text[at]!)) {
      run = undefined;
      opens = true;
    }
    at += Math.max(1, between);
  }
  return runs;
}

interface Token {
  value: string;
  length: number;
  isLetter: boolean;
  isName?: boolean;
}

function tokenAt(text: string, at: number, to: number, last: string): Token | undefined {
  const token = (value: string, length: number, isLetter = false) =>
    at + length <= to ? { value, length, isLetter } : undefined;
  if (FIRST_OF_WORDS.has(text[at]!))
    for (let length = Math.min(LONGEST, to - at); length > 0; length--) {
      const written = WRITTEN.get(text.slice(at, at + length));
      // 点 stands in any word, unless pauses are around it.
      if (written !== undefined && (length > 1 || /[、 ・]点[、 ・]/.test(text.slice(at - 1, at + 2))))
        return at + length <= to ? { value: written, length, isLetter: false, isName: true } : undefined;
    }
  const ascii = matchAt(ASCII, text, at);
  if (ascii > 1 || (ascii === 1 && /[A-Za-z0-9@]/.test(text[at]!)))
    return token(text.slice(at, at + ascii).toLowerCase(), ascii, ascii === 1 && /[A-Za-z]/.test(text[at]!));
  const letter = letterAt(text, at);
  if (letter) {
    // アイのアイスのI: the same letter, explained.
    const again = text[at + letter.length] === 'の' ? letterAt(text, at + letter.length + 1) : undefined;
    const explained = again?.letter === letter.letter ? again.length + 1 : 0;
    return token(letter.letter.toLowerCase(), letter.length + explained, true);
  }
  const tens = matchAt(TENS, text, at);
  if (tens > 1) return token('0', tens);
  const digit = digitWordAt(text, at);
  // に, し and ご alone are particles and syllables.
  if (digit && (digit.length > 1 || !/[ぁ-ん]/.test(text[at]!))) return token(digit.digit, digit.length);
  const word = matchAt(last === '.' || last === '@' ? KATAKANA : BEFORE_DOT, text, at);
  if (word > 0) return token('domain', word);
  return undefined;
}
