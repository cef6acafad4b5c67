import type { Candidate } from '../../src/classify/recognizer.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { unitIn } from '../../src/text/unit-in.js';
import { isSubscriberNumber } from './subscriber-number.js';

/** Between a number and the end of a second one of the same line: ・3356, 、FAXは末尾6611, (自宅)/3356. */
const BESIDE =
  /^(?:\([^()\n]{1,6}\))?[、,・/ ]{0,2}(?:(?:(?:FAX|Fax|ファックス|ファクス|ファクシミリ|お?電話|TEL|Tel|携帯|もう一(?:本|つ)|2本目)(?:番号)?[ :]?)(?:は|が|も|だけ)?(?:、)?(?:末尾|下4桁|下四桁|最後|後ろ)?(?:が|は|の)?|(?<=[・/]))$/;
const LONGEST = 24;
const LINK = /^(?:[-)(. ]|の、?)$/;

/** The last four digits of a second number beside a whole one that ends with `groups[at - 1]`. */
export function besideAnother(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  const { digits, start, end } = groups[at]!;
  const before = groups[at - 1];
  if (digits.length !== 4 || before?.digits.length !== 4 || start - before.end > LONGEST) return undefined;
  if (/[-0-9年円月:,]/.test(text[end] ?? '') || !BESIDE.test(text.slice(before.end, start))) return undefined;
  return isWhole(text, groups, at - 1)
    ? { start, end, rule: 'beside', score: 0.65, settled: true, because: 'beside another' }
    : undefined;
}

/** Whether the groups that end with `groups[last]` are a whole number as it is written or told. */
function isWhole(text: string, groups: readonly DigitGroup[], last: number): boolean {
  let digits = '';
  for (let at = last; at >= 0 && at > last - 3; at--) {
    const group = groups[at]!;
    digits = group.digits + digits;
    if (unitIn(digits, 0) === 0x30 && digits.length >= 10) return digits.length < 12 && isSubscriberNumber(digits);
    const previous = groups[at - 1];
    if (!previous || group.start - previous.end > 2 || !LINK.test(text.slice(previous.end, group.start))) return false;
  }
  return false;
}
