/** What a number of a spreadsheet shows: a date, a time, digits with separators, or the number itself. */
export type NumberFormat = (value: number, raw: string) => string;

/** Built-in formats that show a date or a time, in Japanese as well. @see ECMA-376 part 1, 18.8.30 */
const BUILT_IN: Record<number, string> = {
  ...Object.fromEntries(
    [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'y/m/d']),
  ),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'h:mm:ss'])),
  22: 'y/m/d h:mm',
};

const DAY_MS = 86_400_000;

/**
 * How a cell of this format reads.
 *
 * @param code - format code of the workbook's styles; undefined for a built-in format
 * @param from1904 - whether days are counted from 1904
 */
export function numberFormat(id: number, code: string | undefined, from1904: boolean): NumberFormat | undefined {
  const text = code ?? BUILT_IN[id];
  if (text === undefined) return undefined;
  const bare = text.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^[\]]*\]/gi, '');
  const hasTime = /[hs]/i.test(bare);
  const hasDate = /[yedg]/i.test(bare.replace(/general/gi, '')) || (/m/i.test(bare) && !hasTime);
  if (hasDate || hasTime) return (value, raw) => dateText(value, from1904, hasDate, hasTime) ?? raw;
  return /[-() ]/.test(text) || /^0{2,}$/.test(bare) ? (value, raw) => digitText(value, text) ?? raw : undefined;
}

/** `2026/04/01`, `2026/04/01 12:30:00`, `12:30:00`; undefined for what is no date. */
function dateText(value: number, from1904: boolean, hasDate: boolean, hasTime: boolean): string | undefined {
  if (!(value >= 0 && value < 2_958_466)) return undefined;
  // The first of March 1900 is day 61, because Lotus 1-2-3 took 1900 for a leap year.
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value;
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round((days * DAY_MS) / 1000) * 1000);
  const [date = '', time = ''] = at.toISOString().split('T');
  const clock = time.slice(0, 8);
  if (!hasDate || value < 1) return clock;
  const day = date.replaceAll('-', '/');
  return hasTime && clock !== '00:00:00' ? `${day} ${clock}` : day;
}

/** Digits laid out as `000-0000` or `(00) 0000-0000` do, which keeps leading zeros; undefined for other formats. */
function digitText(value: number, code: string): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return undefined;
  const section = sectionFor(value, code)
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1')
    .replace(/_./g, '');
  if (!/^[0#\-() ]+$/.test(section)) return undefined;
  const digits = [...String(value)];
  let shown = '';
  for (const place of [...section].reverse()) {
    if (place === '0') shown = (digits.pop() ?? '0') + shown;
    else if (place === '#') shown = (digits.pop() ?? '') + shown;
    else shown = place + shown;
  }
  return digits.join('') + shown;
}

/** The section of a format code whose condition holds: `[<=999]000;[<=9999]000-00;000-0000`. */
function sectionFor(value: number, code: string): string {
  const sections = code.split(';');
  for (const section of sections) {
    const condition = /\[(<=|<|>=|>|=)(\d+)\]/.exec(section);
    const bare = section.replace(/\[[^[\]]*\]/g, '');
    if (!condition) return bare;
    const limit = Number(condition[2]);
    const holds = {
      '<=': value <= limit,
      '<': value < limit,
      '>=': value >= limit,
      '>': value > limit,
      '=': value === limit,
    };
    if (holds[condition[1] as keyof typeof holds]) return bare;
  }
  return '';
}
