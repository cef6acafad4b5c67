import type { Candidate } from '../../src/classify/recognizer.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';

/** An area code and an exchange, and then the voice breaks off. */
const LONGEST_AREA = 4;
/** Digits behind one of these are a part of something longer. */
const JOINS = UnitSet.of('[-0-9A-Za-z]');
const MOBILE = /^0[5-9]0$/;
const BREAKS_OFF =
  /^[の-]?(?:…|・・|\.\.|[(（]|以下|以降|まで|で切れ|、?(?:後半|末尾|途中|聞|残り|あと)|(?:が|は)?(?:一|1)桁(?:不足|足り))/;
const SAID_TO_BE_A_PHONE = new Closing(/(?:電話|TEL|Tel|携帯|番号|連絡先|折り?返し|着信|発信)[^0-9\n]{0,16}$/, 26);
/** 0771の62の…まで聞こえて: how it was cut off says that it was told. */
const SAYS_SO = /^の?…{0,2}(?:まで(?:聞|言)|で(?:途?切れ))/;
/** A number of which some digits are hidden, or could not be read. */
const HIDDEN =
  /^0(?:[5-9]0[-( の][0-9*●■○×XxX?]{4}[-) の][0-9*●■○×Xx?]{4}|[0-9]{1,3}[-(][0-9*●■○×Xx?]{2,4}[-)][0-9*●■○×Xx?]{4})(?![-0-9*●■○×Xx?])/;
const SIGN = /[*●■○×Xx?]/;
/** Fewer digits behind the area code are a form's, or no one's. */
const FEWEST_LEFT = 2;
/** An exchange alone is a whole quarter's, or an office's. */
const FEWEST_OF_LINE = 5;

/** 06-6391の…, 090-3312-775まで, 090-3312-****: a number whose rest was not understood or is hidden. */
export function brokenOff(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  const { digits, start, end } = groups[at]!;
  if (
    unitIn(digits, 0) !== 0x30 ||
    digits.length < 2 ||
    digits.length > LONGEST_AREA ||
    JOINS.has(unitIn(text, start - 1))
  )
    return undefined;
  const hidden = hiddenIn(text, start);
  if (hidden) return hidden;
  const next = groups[at + 1];
  if (!next || next.start !== end + 1 || !'-の('.includes(text[end]!)) return undefined;
  const mobile = MOBILE.test(digits);
  let last = next;
  const third = groups[at + 2];
  if (third && third.start <= next.end + 2 && /^[-)の、]{1,2}$/.test(text.slice(next.end, third.start))) last = third;
  const told = digits.length + next.digits.length + (last === third ? third.digits.length : 0);
  if (told < 5 || told > 10 || (told === 10 && !mobile)) return undefined;
  const rest = text.slice(last.end, last.end + 8);
  if (!BREAKS_OFF.test(rest) || /^[0-9]/.test(rest)) return undefined;
  const fewest = mobile ? 1 : digits.length === 4 ? 2 : 3;
  if (next.digits.length < fewest || !(SAID_TO_BE_A_PHONE.test(text, start) || SAYS_SO.test(rest))) {
    if (!(mobile && told > 7 && /^(?:まで|…)/.test(rest))) return undefined;
  }
  return { start, end: last.end, rule: 'partial', score: 0.6, settled: true, because: 'breaks off' };
}

function hiddenIn(text: string, start: number): Candidate | undefined {
  const value = HIDDEN.exec(text.slice(start, start + 16))?.[0];
  if (value === undefined || !SIGN.test(value)) return undefined;
  const behindArea = value.replace(/^0[0-9]{1,3}/, '');
  const left = behindArea.replace(/[^0-9]/g, '').length;
  if (left < (MOBILE.test(value.slice(0, 3)) ? FEWEST_LEFT : FEWEST_OF_LINE)) return undefined;
  return { start, end: start + value.length, rule: 'hidden', score: 0.6, settled: true, because: 'digits hidden' };
}
