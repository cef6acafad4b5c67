import { type Candidate, type CueHit, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { lastFours } from './last-four.js';
import { isNumberAbroad, isSubscriberNumber } from './subscriber-number.js';

/** Free, shared-cost and premium numbers belong to services, not to people. */
export const SERVICE = /^(?:0120|0800|0570|0990|0180|00\d\d|0204|0170)/;

/** Labels after which even a number without its area code is a telephone number. */
const LOCAL_LABEL =
  /(?:電話(?:番号)?|TEL|Tel|℡|☎|FAX|自宅|携帯)(?:番号)?(?:は|が)?[:：、\s]{0,3}$|市外局番(?:なし|無し|抜き|省略)(?:で|の|は)?[:：、\s]{0,3}$/;
/** 六三一八の二二〇七へお電話ください: the same, told. */
const CALLED_BEHIND = /^番?(?:に|へ|まで)(?:お)?(?:電話|かけ|折り?返|連絡)/;

const FIELD = /電話|tel|phone/;
/** An area code and an exchange, and then the voice breaks off. */
const PARTIAL = /^0[0-9]{1,3}$/;
const BREAKS_OFF = /^(?:の|、|-)?(?:…|・・|[(（]|以下|以降|まで|、?(?:後半|末尾|途中|聞))/;
const SAID_TO_BE_A_PHONE = /(?:電話|TEL|携帯|番号|連絡先|折り?返し)[^0-9\n]{0,16}$/;

/** Numbers of other than the domestic shape: with a country's code, without the area or the 0, broken off, the last four. */
export function unusualNumbers(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { text, groups } = scan;
  if (hits.length > 0) return [...numbers(scan), ...lastFours(text, hits)];
  for (let at = 0; at < groups.length; at++) if (mayBeOne(text, groups[at]!, groups[at + 1])) return numbers(scan);
  return NO_CANDIDATES;
}

/** What each of them has: a + before it, a 0 in front, or four digits as its end. Asked first, because few groups have. */
function mayBeOne(text: string, { digits, start }: DigitGroup, next: DigitGroup | undefined): boolean {
  return next?.digits.length === 4 || unitIn(digits, 0) === 0x30 || unitIn(text, start - 1) === 0x2b;
}

/** +81 90…, and as it is dialled from abroad: 0081 90…, 010-81-90…. */
function isInternational(text: string, { script, digits, start }: DigitGroup): boolean {
  if (script !== 'ascii') return false;
  if (digits.startsWith('0081')) return text[start - 1] !== '-';
  return text[start - 1] === '+' && digits.startsWith('81');
}

/** +886 912 304 771: of another country. */
function isAbroad(text: string, { script, digits, start }: DigitGroup): boolean {
  return (
    text[start - 1] === '+' &&
    script === 'ascii' &&
    !digits.startsWith('81') &&
    !/[0-9A-Za-z]/.test(text[start - 2] ?? ' ')
  );
}

function isLocalTold(text: string, { digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (next?.digits.length !== 4 || digits.length < 3 || digits.length > 4 || digits.startsWith('0')) return false;
  return (
    /^[の-]、?$/.test(text.slice(end, next.start)) &&
    !/[0-9〇一二三四五六七八九][の、 -]{0,2}$/.test(text.slice(Math.max(0, start - 3), start)) &&
    CALLED_BEHIND.test(text.slice(next.end, next.end + 8))
  );
}

/** スマホ90-2814-6653: without the 0, under a label that says so. */
function isBare(text: string, { script, digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  return (
    digits.length === 2 &&
    script === 'ascii' &&
    /^[6-9]0$/.test(digits) &&
    next?.digits.length === 4 &&
    text[end] === '-' &&
    next.start === end + 1 &&
    BARE_LABEL.test(text, start)
  );
}

const BARE_LABEL = new Closing(
  /(?:携帯|ケータイ|スマホ|電話(?:番号)?|TEL|Tel|連絡先|mobile|cell|phone)(?:は|が|の番号は?|:|=|"| )*$/,
  16,
);
const BARE = /^[6-9]0-[0-9]{4}-[0-9]{4}(?![-0-9])/;
const ABROAD = /^[1-9][0-9]{0,3}(?:[-. ]?\(?[0-9]{1,5}\)?){1,5}/;

/** Exchange and number without the area: 6941-0351. */
function isLocal(text: string, { script, digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (!next || script !== 'ascii' || next.digits.length !== 4 || digits.length < 2 || digits.length > 4) return false;
  if (digits.startsWith('0') || next.start !== end + 1 || text[end] !== '-') return false;
  return !/[-\d]/.test(text[next.end] ?? '') && !/[-\d.]/.test(text[start - 1] ?? '');
}

/** 06-6391の…: no more was understood. */
function isPartial(text: string, { digits, end, start }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (
    !next ||
    digits[0] !== '0' ||
    !PARTIAL.test(digits) ||
    next.start !== end + 1 ||
    digits.length + next.digits.length < 5
  )
    return false;
  if (next.digits.length < 3 || next.digits.length > 4 || !'-の'.includes(text[end]!) || text[start - 1] === '-')
    return false;
  return BREAKS_OFF.test(text.slice(next.end, next.end + 4));
}

function numbers({ text, groups, fields }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]!;
    if (!mayBeOne(text, group, groups[at + 1])) continue;
    if (isInternational(text, group)) {
      const plus = text[group.start - 1] === '+' ? 1 : 0;
      const match = /^(?:00)?81[-. ]?(?:\(0\))?[-. ]?(\d{1,4}[-. ]?\d{1,4}[-. ]?\d{3,4})(?!\d)/.exec(
        text.slice(group.start, group.start + 24),
      );
      const digits = match?.[1]?.replace(/\D/g, '') ?? '';
      if (match && isSubscriberNumber(`0${digits}`) && !SERVICE.test(`0${digits}`)) {
        found.push({
          start: group.start - plus,
          end: group.start + match[0].length,
          rule: 'international',
          score: 0.9,
          settled: true,
          because: '+81',
        });
      }
      continue;
    }
    const next = groups[at + 1];
    if (isAbroad(text, group)) {
      const number = ABROAD.exec(text.slice(group.start, group.start + 22))?.[0];
      if (number && isNumberAbroad(`+${number}`))
        found.push({
          start: group.start - 1,
          end: group.start + number.length,
          rule: 'international',
          score: 0.85,
          settled: true,
          because: '+',
        });
      continue;
    }
    const bare = isBare(text, group, next) ? BARE.exec(text.slice(group.start, group.start + 16)) : null;
    if (bare && isSubscriberNumber(`0${bare[0].replaceAll('-', '')}`))
      found.push({
        start: group.start,
        end: group.start + bare[0].length,
        rule: 'bare',
        score: 0.7,
        settled: true,
        because: '0 left out',
      });
    if (isLocalTold(text, group, next))
      found.push({
        start: group.start,
        end: next!.end,
        rule: 'local',
        score: 0.65,
        settled: true,
        because: 'to be called',
      });
    if (isPartial(text, group, next) && SAID_TO_BE_A_PHONE.test(text.slice(Math.max(0, group.start - 24), group.start)))
      found.push({
        start: group.start,
        end: next!.end,
        rule: 'partial',
        score: 0.6,
        settled: true,
        because: 'breaks off',
      });
    if (!next || !isLocal(text, group, next)) continue;
    const label =
      LOCAL_LABEL.exec(text.slice(Math.max(0, group.start - 16), group.start)) ??
      (fields.matches(FIELD) ? ['field'] : undefined);
    if (label)
      found.push({
        start: group.start,
        end: next.end,
        rule: 'local',
        score: 0.7,
        settled: true,
        because: label[0]!.trim(),
      });
  }
  return found;
}
