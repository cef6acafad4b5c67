import type { DatePart } from './told-parts.js';

/** A date, or a part of one, that is said in one breath. */
export interface ToldDate {
  start: number;
  end: number;
  /** As said: 28 of an era that was named before. */
  year: number | undefined;
  /** The era's name is said with it. */
  era: number | undefined;
  month: number | undefined;
  day: number | undefined;
  /** Only a number that may be a year, or only the name of an era: of a birth where nothing but it is said. */
  weak: boolean;
}

const BETWEEN =
  /^(?:[\s、,の・…「」『』/-]|えーと?|えっと|ええと|えー|あの|ええ|はい|で(?:いうと|言うと)?|だと|西暦(?:だと|で)?|確か|たしか|はや生まれ)*$/;
const LONGEST_BETWEEN = 12;
/** Behind the name of an era that is told by itself. */
const ERA_SAID = /^(?:です|でよろ|で、|[、。…」?\n]|の|$)/;
const EARLIEST = 1900;
const LATEST = 2030;

/** Parts that stand beside each other as one date each. */
export function toldDates(text: string, parts: readonly DatePart[]): ToldDate[] {
  const dates: ToldDate[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = from + 1;
    while (to < parts.length && isJoined(text, parts[to - 1]!, parts[to]!)) to++;
    const date = dateOf(text, parts.slice(from, to));
    if (date) dates.push(date);
    from = to;
  }
  return dates;
}

function isJoined(text: string, one: DatePart, next: DatePart): boolean {
  // 大正2 昭和3: eras to choose from.
  if (next.era !== undefined) return false;
  if (next.start - one.end > LONGEST_BETWEEN || !BETWEEN.test(text.slice(one.end, next.start))) return false;
  // A day ends a date, unless it was told first; the year comes before the month.
  return next.kind !== 'year' && !(one.kind === 'day' && next.kind !== 'month') && one.kind !== next.kind
    ? true
    : next.kind === 'bare' && one.kind === 'bare';
}

/** What the parts say; numbers without a unit by their place. Undefined where nothing says that they are a date. */
function dateOf(text: string, parts: readonly DatePart[]): ToldDate | undefined {
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  const date: ToldDate = {
    start: first.start,
    end: last.end,
    year: undefined,
    era: undefined,
    month: undefined,
    day: undefined,
    weak: false,
  };
  const whole = parts.map(({ value, digits }) => String(value).padStart(digits, '0')).join('');
  if (parts.every(({ kind }) => kind === 'bare') && whole.length === 8) {
    [date.year, date.month, date.day] = [whole.slice(0, 4), whole.slice(4, 6), whole.slice(6)].map(Number);
    return isPossible(date) ? date : undefined;
  }
  for (const part of parts) {
    date.era ??= part.era;
    const isYear = part.value >= EARLIEST && part.value <= LATEST;
    if (part.kind === 'year') date.year = part.value === 0 ? date.year : part.value;
    else if (part.kind === 'month') date.month = part.value;
    else if (part.kind === 'day') date.day = part.value;
    else if (date.year === undefined && date.month === undefined && (isYear || part.era !== undefined))
      date.year = part.value;
    else if (date.month === undefined && date.year !== undefined) date.month = part.value;
    else if (date.day === undefined && date.month !== undefined) date.day = part.value;
    // 7/11
    else if (/^\/[0-9]/.test(text.slice(part.end, part.end + 2))) date.month = part.value;
    else return undefined;
  }
  const alone = parts.length === 1 && (first.value === 0 || first.kind === 'bare');
  if (alone && first.value === 0 && !ERA_SAID.test(text.slice(last.end, last.end + 3))) return undefined;
  if (alone && (first.value === 0 || (first.digits === 4 && date.year !== undefined))) return { ...date, weak: true };
  const threeNumbers = parts.length === 3 && parts.every(({ kind, era }) => kind === 'bare' && era === undefined);
  if (threeNumbers && first.value <= 64 && parts[1]!.value <= 12) {
    [date.year, date.month, date.day] = parts.map(({ value }) => value);
    return isPossible(date) ? { ...date, weak: true } : undefined;
  }
  const dated = parts.some(({ kind, era }) => kind !== 'bare' || era !== undefined);
  const isWhole = date.year !== undefined && date.month !== undefined && date.day !== undefined;
  if (!dated && !isWhole) {
    if (!/\//.test(text.slice(first.start, last.end))) return undefined;
    date.weak = true;
  }
  return isPossible(date) ? date : undefined;
}

function isPossible({ year, month, day }: ToldDate): boolean {
  return (
    (year === undefined || year <= 99 || (year >= EARLIEST && year <= LATEST)) &&
    (month === undefined || (month >= 1 && month <= 12)) &&
    (day === undefined || (day >= 1 && day <= 31))
  );
}
