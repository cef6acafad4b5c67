import { type GoldRecord, readAllGold, readWritten } from '../fixtures/gold.js';

/** What stands behind an option of the command line. */
export function optionOf(option: string): string | undefined {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Whether a training first says how well it does on what it has not seen: not for `--without`, nor for `--weights-only`. */
export function isValidated(): boolean {
  return optionOf('--without') === undefined && !process.argv.includes('--weights-only');
}

/** Whether `--without` leaves the file out: it begins with one of the beginnings given, with commas between. */
function isLeftOut(file: string): boolean {
  return (
    optionOf('--without')
      ?.split(',')
      .some((beginning) => file.startsWith(beginning)) ?? false
  );
}

/** A record with what is held out together with it: its file, or its system where it was composed. */
export interface GroupedRecord {
  group: string;
  record: GoldRecord;
}

/** The development part of all gold, without the files that `--without` leaves out. */
export function groupedDevelopmentPart(): GroupedRecord[] {
  return [
    ...readAllGold().flatMap(({ system, records }) => records.map((record) => ({ group: system as string, record }))),
    ...readWritten().map((record) => ({ group: record.file, record })),
  ].filter(({ record: { split, file } }) => split === 'dev' && !isLeftOut(file));
}

/** The same without the groups. */
export function developmentPart(): GoldRecord[] {
  return groupedDevelopmentPart().map(({ record }) => record);
}
