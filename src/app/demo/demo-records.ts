import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type GoldRecord, readAllGold } from '../../../fixtures/gold.js';
import { packageRoot } from '../../base/package-root.js';

/** Places the committed fixtures where the five systems would, and a few damaged files with them. */
export async function placeDemoRecords(dataFolder: string): Promise<{ damaged: number }> {
  const fixtures = join(packageRoot(), 'fixtures');
  for (const { system } of readAllGold())
    await cp(join(fixtures, system, 'data'), join(dataFolder, system), { recursive: true });
  const damaged = await readdir(join(fixtures, 'bad'));
  for (const name of damaged)
    await cp(join(fixtures, 'bad', name), join(dataFolder, 'response-history', 'damaged', name));
  return { damaged: damaged.length };
}

/** Words that say something of a person in one record and nothing in a published notice (糖尿病). */
const GENERAL_WORDS: ReadonlySet<string> = new Set([
  'ORGANIZATION',
  'CORPORATE_NUMBER',
  'CORPORATE_SECRET',
  'HEALTH_CONDITION',
  'CRIME_HISTORY',
  'BELIEF_OR_ORIGIN',
  'WELFARE_STATUS',
  'LEGAL_SECRET',
]);

/**
 * Every value that the fixtures hold by their labels, in texts and in file names.
 * @param identifying - only values in texts that lead to a person wherever they stand; a store knows its own file names
 */
export function plantedValues(identifying = false): Set<string> {
  const gold = readAllGold().flatMap(({ records }) => records);
  const values = new Set(gold.flatMap((record) => [...valuesOf(record, identifying)]));
  if (!identifying) return values;
  // A surname may be a citizen's in one record and an official's in a published notice.
  const published = gold
    .filter(({ level }) => level === 1)
    .flatMap(({ fields }) => fields.map(({ text }) => text))
    .join('\n');
  const names = gold.map(({ file }) => file).join('\n');
  return new Set([...values].filter((value) => !published.includes(value) && !names.includes(value)));
}

function* valuesOf({ fields, file, keySpans }: GoldRecord, identifying: boolean): Generator<string> {
  if (!identifying) for (const { start, end } of keySpans) yield file.slice(start, end);
  for (const { text, spans } of fields)
    for (const { type, start, end } of spans)
      if (!identifying || !GENERAL_WORDS.has(type)) yield text.slice(start, end);
}
