import { mixedText } from './mixed-text.js';
import { Seeded } from './seeded.js';

/** An object as a contact centre stores them. */
export interface MixedObject {
  extension: 'txt' | 'csv';
  content: string;
}

/** Of each 40 objects, what they are; sizes in bytes of UTF-8. */
const MIXTURE = [
  { count: 25, kind: 'notes', least: 300, most: 1500 },
  { count: 14, kind: 'transcripts', least: 3000, most: 20_000 },
] as const;
const EVERY = 40;
const ROWS = 1000;
const ROUNDS = 20;

/** For people who read a figure that was measured with it. */
export const MIXTURE_SAID = `of ${EVERY} objects ${MIXTURE.map(
  ({ count, kind, least, most }) => `${count} ${kind} of ${least / 1000} to ${most / 1000} KB`,
).join(', ')} and 1 table of ${ROWS.toLocaleString('en')} rows`;

/** Objects of sizes as they are found in such a centre, made of the fields of the fixtures; the same in every run. */
export function mixedObjects(): (n: number) => MixedObject {
  const fields = mixedText(ROUNDS).filter(({ text }) => text.length > 0);
  const line = ({ fieldName, text }: (typeof fields)[number]) =>
    fieldName === undefined ? text : `${fieldName}：${text}`;
  const lines = fields.map(line);
  const cells = fields.map(({ text }) => text).filter((text) => text.length < 60 && !/[\r\n",]/.test(text));
  const linesUpTo = (bytes: number, seeded: Seeded): string => {
    let [at, left] = [Math.floor(seeded.share() * lines.length), bytes];
    const chosen: string[] = [];
    while (left > 0) {
      const next = lines[at++ % lines.length]!;
      chosen.push(next);
      left -= Buffer.byteLength(next) + 1;
    }
    return `${chosen.join('\n')}\n`;
  };
  return (n) => {
    const seeded = new Seeded(n + 1);
    // The first numbers of a row are near those of its neighbour's.
    for (let i = 0; i < 4; i++) seeded.next();
    let place = n % EVERY;
    for (const { count, least, most } of MIXTURE) {
      if (place < count)
        return { extension: 'txt', content: linesUpTo(least + seeded.share() * (most - least), seeded) };
      place -= count;
    }
    const rows = Array.from({ length: ROWS }, (_, row) => `${row + 1},${seeded.pick(cells)},${seeded.pick(cells)}`);
    return { extension: 'csv', content: `番号,内容,備考\n${rows.join('\n')}\n` };
  };
}
