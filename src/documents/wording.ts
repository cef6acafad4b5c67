/** How documents write numbers, sizes and times. Japan Standard Time throughout. */

const ERA = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'Asia/Tokyo',
  era: 'long',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** `令和8年11月23日` */
export function eraDate(instant: Date | string): string {
  const parts = new Map(ERA.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  const year = parts.get('year') === '1' ? '元' : parts.get('year');
  return `${parts.get('era')}${year}年${parts.get('month')}月${parts.get('day')}日`;
}

/** `令和8年11月23日（2026年11月23日）` */
export function fullDate(instant: Date | string): string {
  const { year, month, day } = tokyo(instant);
  return `${eraDate(instant)}（${year}年${month}月${day}日）`;
}

/** `令和8年11月23日（2026年11月23日） 14時05分12秒 JST` */
export function fullTime(instant: Date | string): string {
  const { hour, minute, second } = tokyo(instant);
  return `${fullDate(instant)} ${hour}時${two(minute)}分${two(second)}秒 JST`;
}

/** `2026-11-23 14:05:12` in JST, for tables. */
export function shortTime(instant: Date | string): string {
  const { year, month, day, hour, minute, second } = tokyo(instant);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `1,234` */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** Decimal units and the exact number: `1.23 GB（1,234,567,890バイト）`. */
export function bytes(value: number): string {
  return value < 1000 ? `${count(value)}バイト` : `${shortBytes(value)}（${count(value)}バイト）`;
}

/** `1.23 GB` */
export function shortBytes(value: number): string {
  if (value < 1000) return `${count(value)} B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let size = value / 1000;
  let unit = 0;
  // 999.95 would be written as 1000.
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${Number(size.toPrecision(3))} ${units[unit]}`;
}

/** Names side by side as documents set them; what is absent is left out. */
export function joined(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('　');
}

interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Japan has no summer time: UTC + 9 hours. */
function tokyo(instant: Date | string): LocalTime {
  const local = new Date(new Date(instant).getTime() + 9 * 3_600_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** As the lines of a document name a system; its id where none of them is of it. */
export function systemNameIn(lines: readonly { system: string; systemName: string }[], id: string): string {
  return lines.find(({ system }) => system === id)?.systemName ?? id;
}

/** Who made a document, from the actor of the audit log: `account:<id>` was identified, whoever else was not. */
export const authorName = (actor: string): string => actor.replace(/^account:(?=\S)/, 'アカウント ');
