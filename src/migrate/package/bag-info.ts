/** Labels and values of `bag-info.txt` in their order; a label may stand more than once. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** One line each: a value's line breaks become spaces, so that no value can add a label. */
export function formatBagInfo(info: BagInfo): string {
  return info.map(([label, value]) => `${label}: ${value.replace(/\s+/gu, ' ').trim()}\n`).join('');
}

/** RFC 8493 §2.2.2, lines that begin with white space continue the value before. @returns undefined when it is none */
export function parseBagInfo(text: string): BagInfo | undefined {
  const info: [string, string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const last = info.at(-1);
    if (/^\s/.test(line)) {
      if (!last) return undefined;
      last[1] += ` ${line.trim()}`;
      continue;
    }
    // No pattern for it: one that passes over the spaces around the colon tries each of them as the beginning.
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    info.push([line.slice(0, colon).trimEnd(), line.slice(colon + 1).trimStart()]);
  }
  return info;
}

/** The one value of a label; undefined when there is none or several. Labels are compared without case. */
export function bagInfoValue(info: BagInfo, label: string): string | undefined {
  const values = info.filter(([name]) => name.toLowerCase() === label.toLowerCase());
  return values.length === 1 ? values[0]?.[1] : undefined;
}
