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

/** Labels of values that may stand in published material. */
const NOT_PERSONAL: ReadonlySet<string> = new Set([
  'ORGANIZATION',
  'CORPORATE_NUMBER',
  'CORPORATE_SECRET',
  'IP_ADDRESS',
]);

/** Every personal value that the fixtures hold by their labels, in texts and in file names. */
export function plantedValues(): Set<string> {
  const values = new Set<string>();
  for (const { records } of readAllGold())
    for (const record of records) for (const value of valuesOf(record)) values.add(value);
  return values;
}

function* valuesOf({ fields, file, keySpans }: GoldRecord): Generator<string> {
  for (const { start, end } of keySpans) yield file.slice(start, end);
  for (const { text, spans } of fields)
    for (const { type, start, end } of spans) if (!NOT_PERSONAL.has(type)) yield text.slice(start, end);
}
