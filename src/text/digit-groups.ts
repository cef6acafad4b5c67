import { isLatin } from './ascii.js';
import { DIGIT_WORD_START, digitWordAt } from './digit-words.js';
import { unitIn } from './unit-in.js';
import { UnitSet } from './unit-set.js';

/** Digits that stand together without anything between them: `090`, `〇九〇`, `ゼロキュウゼロ`. */
export interface DigitGroup {
  start: number;
  end: number;
  /** ASCII digits. */
  digits: string;
  script: 'ascii' | 'kanji' | 'spoken';
}

/** Fewer spoken digits in a row than this are syllables of other words. */
const SPOKEN_ROW = 3;
/** Digit words that are other words far more often: 田中さん, まるで. */
const COMMON = new Set([
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  ...['oh', 'Oh', 'Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'オー'],
  'さん',
  'まる',
  'にい',
  'いち',
  'れい',
  'なな',
  'はち',
  'ごう',
  'サン',
  'マル',
  'ヒト',
  'フタ',
  ...['ワン', 'ツー', 'スリー', 'フォー', 'ファイブ', 'ファイヴ', 'シックス', 'セブン', 'セヴン', 'エイト', 'ナイン'],
]);
/** What most texts hold; never written to. */
const NO_GROUPS: readonly DigitGroup[] = Object.freeze([]);

/** 0 8 0 - 5444: digits printed or recognised with a space between all of them. */
const SPACED_OUT = /^[0-9](?: [0-9](?![0-9])){2,18}/;
const MAX_SPACED = 40;

/** All digit groups of normalised text in order, found in one pass. */
export function findDigitGroups(text: string): readonly DigitGroup[] {
  let groups: DigitGroup[] | undefined;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const unit = unitIn(text, at);
    if (unit >= 0x30 && unit <= 0x39) {
      let end = at + 1;
      while (end < length && unitIn(text, end) >= 0x30 && unitIn(text, end) <= 0x39) end++;
      const apart =
        end === at + 1 && text[end] === ' ' ? SPACED_OUT.exec(text.slice(at, at + MAX_SPACED))?.[0] : undefined;
      if (apart !== undefined) end = at + apart.length;
      groups ??= [];
      groups.push({
        start: at,
        end,
        digits: apart === undefined ? text.slice(at, end) : apart.replaceAll(' ', ''),
        script: 'ascii',
      });
      at = end;
    } else if (DIGIT_WORD_START[unit] !== 0 && !(unit < 0x7b && at > 0 && isLatin(unitIn(text, at - 1)))) {
      const end = groups?.at(-1)?.end;
      if (!mayBegin(text, at, end) || (unit === 0x306b && isParticleBefore(text, at, end))) {
        at++;
        continue;
      }
      const group = wordGroup(text, at) ?? (groups && oneMore(text, at, groups.at(-1)!)) ?? firstOfRow(text, at);
      if (group) {
        groups ??= [];
        groups.push(group);
      }
      at = group?.end ?? at + 1;
    } else at++;
  }
  return groups ?? NO_GROUPS;
}

/**
 * Whether a digit word begins here that may be a group. In most texts に, し and さん are other words, with neither
 * digits nor a pause behind them; asked first for them.
 */
function mayBegin(text: string, at: number, previousEnd: number | undefined): boolean {
  const word = digitWordAt(text, at);
  if (word === undefined) return false;
  if (word.script === 'kanji') return true;
  const end = at + word.length;
  const next = unitIn(text, end);
  return (
    DIGIT_WORD_START[next] !== 0 ||
    isPause(next) ||
    (previousEnd !== undefined && at - previousEnd <= FARTHEST) ||
    (word.length > 1 && !COMMON.has(text.slice(at, end)))
  );
}

/** How far behind a group one more digit may stand. */
const FARTHEST = 3;

function wordGroup(text: string, start: number): DigitGroup | undefined {
  let digits = '';
  let end = start;
  let row = 0;
  let spoken = false;
  let certain = false;
  while (end < text.length) {
    const word = digitWordAt(text, end);
    if (!word || (row > 0 && (isParticle(text, end, word.length) || opensWord(text, end, word.length)))) break;
    digits += word.digit;
    end += word.length;
    row++;
    if (word.script === 'spoken') {
      spoken = true;
      if (word.length > 1 && !COMMON.has(text.slice(end - word.length, end))) certain = true;
    }
  }
  if (!spoken) return row === 0 ? undefined : { start, end, digits, script: 'kanji' };
  // レー in オペレーター, サン in サンプル: no digits but parts of other words.
  if (row < SPOKEN_ROW && insideWord(text, start, end)) return undefined;
  // ゼロ or キュウ alone may be a digit cut off by a filler; に, し, く alone never are.
  if (row >= SPOKEN_ROW || (certain && row === 1 && end - start >= 2)) return { start, end, digits, script: 'spoken' };
  return row === 2 && certain ? { start, end, digits, script: 'spoken' } : undefined;
}

/** ・ parts words. */
const isKatakana = (unit: number) => unit >= 0x30a1 && unit <= 0x30fc && unit !== 0x30fb;

function insideWord(text: string, start: number, end: number): boolean {
  return (
    (isLatin(unitIn(text, start)) && isLatin(unitIn(text, start - 1))) ||
    (isLatin(unitIn(text, end - 1)) && isLatin(unitIn(text, end))) ||
    (isKatakana(unitIn(text, start)) && isKatakana(unitIn(text, start - 1))) ||
    (isKatakana(unitIn(text, end - 1)) && isKatakana(unitIn(text, end)))
  );
}

/** ごーになります, はちにして, 三にご連絡: に is the particle, in whatever script the digit before it stands. */
function becomes(text: string, at: number): boolean {
  return BECOMES.test(text.slice(at + 1, at + 4));
}
const BECOMES = /^(?:な[りっる]|し[てまた]|ご(?:一報|(?![一二三四五六七八九])[一-龠]))/;

/** ハチイチにかけて, 三四五に折り返し: に behind digits of another script is the particle. */
function isParticle(text: string, at: number, length: number): boolean {
  return (
    length === 1 &&
    text[at] === 'に' &&
    (becomes(text, at) ||
      (!/[ぁ-んー]/.test(text[at - 1]!) &&
        !digitWordAt(text, at + 1) &&
        (/[〇一二三四五六七八九]/.test(text[at - 1]!) || !/[、。0-9]/.test(text[at + 1] ?? ''))))
  );
}

/** 一二〇〇ゴールド: katakana behind kanji digits that goes on as another word. */
function opensWord(text: string, at: number, length: number): boolean {
  return (
    isKatakana(unitIn(text, at)) &&
    !isKatakana(unitIn(text, at - 1)) &&
    isKatakana(unitIn(text, at + length)) &&
    !digitWordAt(text, at + length)
  );
}

const KANJI_DIGIT = UnitSet.of('[〇一二三四五六七八九]');
const OF_WORD = UnitSet.of('[ぁ-んァ-ヴー一-龠々]');

/** そこに三八〇二: behind a word に before a digit in kanji is the particle. */
function isParticleBefore(text: string, at: number, previousEnd: number | undefined): boolean {
  if (previousEnd === at) return becomes(text, at);
  return KANJI_DIGIT.has(unitIn(text, at + 1)) && OF_WORD.has(unitIn(text, at - 1));
}

/** zero-eight-zero: in English what is told digit by digit is written with hyphens as well. */
const PAUSES = '、・ ,-';
/** Units of the longest word that a pause ends: `double`. */
const LONGEST_DIGIT_WORD = 6;
const ENDS_NUMBER = /^(?:です|でご|とのこ|になり|[。」)\n;|/"]|[.?](?![0-9]))/;
const PAUSE_OR_NO = /^(?:[、・ ,-]|, |、?の[、 ]?)$/;

/** Whether a pause stands where one digit word may end; asked first, because hardly ever one does. */
function pausesSoon(text: string, start: number): boolean {
  for (let at = start + 1; at <= start + LONGEST_DIGIT_WORD; at++) if (isPause(unitIn(text, at))) return true;
  return false;
}

/** One of `PAUSES`. */
function isPause(unit: number): boolean {
  return unit === 0x3001 || unit === 0x30fb || unit === 0x20 || unit === 0x2c || unit === 0x2d;
}

/** ゴ、キュウ、ゼロ、ヨン: the first of a row told one by one, though the word alone is mostly another. */
function firstOfRow(text: string, start: number): DigitGroup | undefined {
  if (!pausesSoon(text, start)) return undefined;
  let first: DigitGroup | undefined;
  let end = start;
  for (let row = 0; row < SPOKEN_ROW; row++) {
    const word = digitWordAt(text, end);
    if (word?.script !== 'spoken') return undefined;
    const from = end;
    end += word.length;
    first ??= { start: from, end, digits: word.digit, script: 'spoken' };
    if (row < SPOKEN_ROW - 1 && (end >= text.length || !PAUSES.includes(text[end]!))) return undefined;
    if (row === 0 && insideWord(text, from, end)) return undefined;
    end++;
  }
  return first;
}

/** ゼロ、はち、ゼロ: a digit word in a row told one by one, though the word alone is mostly another. */
function oneMore(text: string, start: number, previous: DigitGroup | undefined): DigitGroup | undefined {
  if (!previous || start - previous.end > FARTHEST || !PAUSE_OR_NO.test(text.slice(previous.end, start)))
    return undefined;
  let digits = '';
  let end = start;
  for (let word = digitWordAt(text, end); word && digits.length < SPOKEN_ROW; word = digitWordAt(text, end)) {
    if (digits === '' && word.script !== 'spoken') return undefined;
    digits += word.digit;
    end += word.length;
  }
  if (digits === '') return undefined;
  // 〇〇三四の、ご…: one digit behind the longer pause is one only where the number ends with it.
  if (digits.length === 1 && start - previous.end !== 1)
    return previous.script === 'spoken' && (end === text.length || ENDS_NUMBER.test(text.slice(end, end + 4)))
      ? { start, end, digits, script: 'spoken' }
      : undefined;
  return end === text.length ||
    /[、・ ,。での\n)」;|/"-]/.test(text[end]!) ||
    ENDS_NUMBER.test(text.slice(end, end + 4))
    ? { start, end, digits, script: 'spoken' }
    : undefined;
}
