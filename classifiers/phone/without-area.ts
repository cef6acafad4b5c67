import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { PHONE_LABEL } from './labels.js';
import { isSubscriberNumber } from './subscriber-number.js';

/** 電話番号は前と変わってません、62-1183です: the word stands farther off, and no other number is named since. */
const LABEL_BEFORE = /(?:電話|TEL|Tel|℡|携帯|固定|局番)[^0-9\n。]{0,18}$/;
const OTHER_BEFORE =
  /(?:(?<!電話)番号|No|記号|型|ID|コード|口座|郵便|〒|住所|番地|丁目|内線|受付|号|ページ|時|日)[^電話]{0,8}$/;
const ENDS = /^(?:です|でご|でし|に|へ|まで|や|だ|$|[。、\n(])/;
const FIELD = /電話|tel|phone|携帯|mobile/;
/** 六三一八の二二〇七へお電話ください: the same, told. */
const CALLED_BEHIND = /^番?(?:に|へ|まで)(?:お?電話|かけ|折り?返|連絡)/;
/** 28-4467（市外局番は前回と同じ）, 九〇の…、頭に0: what is left out. */
const LEFT_OUT_BEFORE = new Closing(
  /(?:市外局番(?:なし|無し|抜き|省略)(?:で|の|は)?|市内|有線(?:電話)?|もしもし)[:：、\s]{0,3}$/,
  14,
);
/** 42-3310の宮脇ですが: who calls tells the number of the house. */
const OF_CALLER = /^の[一-龠]{1,4}(?:です|と申)/;
const LEFT_OUT_BEHIND = /^[^\n。]{0,6}(?:市外局番|頭に(?:0|ゼロ|〇))/;
/** 同31-0482, FAX同6-2281: the same area, or exchange, as the number before. */
const SAME = new Closing(/(?:^|[ 　\n(:・FXxスP])同$/, 4);
/** Digits of another number, or of a longer one, before it; spoken ones are digit groups. */
const GOES_ON_FROM = /[0-9〇一二三四五六七八九][の、,.-]{0,2}$/;
/** 90, 80: how a mobile number begins without its 0. */
const MOBILE = /^[6-9]0/;
const JOINED = /^(?:の、?|-)$/;
const GAP = /^(?:-|ー|の、?|\(|局[のノ]?、?|[ノ乃])$/;

/** An exchange and a number without the area code, or a mobile number without its 0, that begins with `groups[at]`. */
export function withoutArea({ text, groups, fields }: Scan, at: number): Candidate | undefined {
  const group = groups[at]!;
  const labelled = () => fields.matches(FIELD) || PHONE_LABEL.test(text, group.start);
  const zero = zeroLost(text, groups, at, labelled);
  if (zero) return zero;
  const next = groups[at + 1];
  if (next?.digits.length !== 4 || group.digits.length > 4 || unitIn(group.digits, 0) === 0x30) return undefined;
  const { start } = group;
  const end = next.end;
  const gap = text.slice(group.end, next.start);
  const same = SAME.test(text, start);
  if (!GAP.test(gap) || (group.digits.length < 2 && !same)) return undefined;
  const before = groups[at - 1];
  if (before && start - before.end < 3 && JOINED.test(text.slice(before.end, start))) return undefined;
  if (GOES_ON_FROM.test(text.slice(Math.max(0, start - 3), start)) || /^[-0-9月年]/.test(text[end] ?? ''))
    return undefined;
  const because = same
    ? 'the same area'
    : labelled() ||
        LEFT_OUT_BEFORE.test(text, start) ||
        LEFT_OUT_BEHIND.test(text.slice(end, end + 12)) ||
        (gap === '-' && group.digits.length > 1 && OF_CALLER.test(text.slice(end, end + 8)))
      ? 'label'
      : isNamedBefore(text, start, end, group.digits.length)
        ? 'label before'
        : (gap === '-' || group.digits.length > 2) && CALLED_BEHIND.test(text.slice(end, end + 8))
          ? 'to be called'
          : undefined;
  if (because === undefined) return undefined;
  return { start: same ? start - 1 : start, end, rule: 'local', score: 0.7, settled: true, because };
}

function isNamedBefore(text: string, start: number, end: number, digits: number): boolean {
  if (digits < 2 || !ENDS.test(text.slice(end, end + 2))) return false;
  const before = text.slice(Math.max(0, start - 24), start);
  return LABEL_BEFORE.test(before) && !OTHER_BEFORE.test(before);
}

/** 90-2814-6653, 9028146653, 728413355: as a spreadsheet leaves them, where a label or the field says what they are. */
function zeroLost(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  labelled: () => boolean,
): Candidate | undefined {
  const { digits, start, end } = groups[at]!;
  const inGroups = digits.length === 2;
  if (inGroups || digits.length === 10 ? !MOBILE.test(digits) : digits.length !== 9) return undefined;
  if (unitIn(digits, 0) === 0x30 || /[-0-9A-Za-z.]/.test(text[start - 1] ?? '')) return undefined;
  let last = end;
  let whole = digits;
  if (inGroups) {
    const [two, three] = [groups[at + 1], groups[at + 2]];
    if (two?.digits.length !== 4 || three?.digits.length !== 4) return undefined;
    if (!GAP.test(text.slice(end, two.start)) || !GAP.test(text.slice(two.end, three.start))) return undefined;
    whole += two.digits + three.digits;
    last = three.end;
  }
  if (/^[-0-9A-Za-z]/.test(text[last] ?? '') || !isSubscriberNumber(`0${whole}`)) return undefined;
  if (!labelled() && !LEFT_OUT_BEHIND.test(text.slice(last, last + 12))) return undefined;
  return { start, end: last, rule: 'bare', score: 0.7, settled: true, because: '0 left out' };
}
