import { unitIn } from './unit-in.js';

/**
 * What stands between two groups.
 * `mark`: one separator such as `-`, `.`, `/`, `)`; `space`; `loose`: の, commas, fillers, a new line, as when a number
 * is read aloud; `none`: anything else, the number ends here.
 */
export type Gap = 'mark' | 'space' | 'loose' | 'none';

/** A gap longer than this ends the number. */
export const MAX_GAP = 28;

const FILLERS = [
  'ハイフン',
  'はいふん',
  'えーと',
  'えーっと',
  'えっと',
  'ええと',
  'えー',
  'ええ',
  'あのー',
  'あの',
  'そのー',
  'まあ',
  'うーん',
  'んー',
  'はい',
  'うん',
  'で、',
  'それから',
  'かっこ',
  'カッコ',
  '次が',
  '次は',
  '次',
  '最後が',
  '最後は',
  '最後',
  'ほんで',
  'あと',
  '下が',
  '頭が',
  'っと',
  'それで',
  'どうぞ',
  '続けて',
  '続きを',
  'お願いします',
  'おねがいします',
  'です',
  'ですね',
  'と',
  'の',
  'で',
  'ね',
  'が',
  'ドット',
  'スラッシュ',
  'オペレーター:',
  'オペレータ:',
  'OP:',
  'CU:',
  '客:',
  '客様:',
  '府民:',
  '相談者:',
  '通話者:',
  'AGENT:',
  'CUSTOMER:',
  '話者A:',
  '話者B:',
  '話者1:',
  '話者2:',
].sort((one, other) => other.length - one.length);
const FILLER_START = new Set(FILLERS.map((word) => word[0]!));
const LOOSE_MARKS = new Set(' 、,。…・\n\r\t:「」'.split(''));
/** A new turn of a transcript: `お客様：`, `[CU]`, `A: `. */
const SPEAKER =
  /[\r\n]+[ \t]*(?:[[(]?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]{1,3})?[\])]?[ \t]*)?(?:[^\s:0-9「」、。]{1,10}(?:: ?|[ \t>)」「]+)|\[[^\]\n0-9]{1,10}\] ?|>> ?|<v [^>\n]{1,12}>)/y;
const MARK = /^(?: ?[-./・~_] ?|[)] ?-? ?|-? ?[(])$/;

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

const GAPS: readonly Gap[] = ['mark', 'space', 'loose', 'none'];
/** Gaps of one unit, as most are, by that unit: 1 + position in `GAPS`, 0 until one came up. */
const OF_ONE_UNIT = new Uint8Array(0x10000);

/** Classifies what stands between two neighbouring groups. */
export function gapBetween(text: string, from: number, to: number): Gap {
  const length = to - from;
  if (length === 0) return 'mark';
  if (length > MAX_GAP) return 'none';
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
  if (length <= 3 && MARK.test(gap) && pairsUp(text, gap, from, to)) return 'mark';
  // A colon is a time of day, a comma a thousands separator or a cell's border; a pause has a word or a mark of its own.
  if (gap === ':' || gap === ',' || !/[^ \n\r\t:,.「」]/.test(gap)) return 'none';
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
    const filler = FILLER_START.has(gap[at]!) ? FILLERS.find((word) => gap.startsWith(word, at)) : undefined;
    if (!filler) return 'none';
    at += filler.length;
  }
  return 'loose';
}
