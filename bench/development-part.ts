import { type GoldRecord, readAllGold, readWritten } from '../fixtures/gold.js';

/** What stands behind an option of the command line. */
export function optionOf(option: string): string | undefined {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** The development part of all gold, without the files that begin as `--without` says: beginnings, with commas between. */
export function developmentPart(): GoldRecord[] {
  const without = optionOf('--without')?.split(',') ?? [];
  return [...readAllGold().flatMap(({ records }) => records), ...readWritten()].filter(
    ({ split, file }) => split === 'dev' && !without.some((prefix) => file.startsWith(prefix)),
  );
}
