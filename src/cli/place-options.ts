import type { Command } from 'commander';
import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import type { PlaceFilter } from '../dispose/selection.js';

/** Options that choose a part of the service, the same for plans and holds. */
export interface FilterOptions {
  system?: string[];
  level?: string[];
  from?: string;
  to?: string;
  object?: string[];
}

export function withFilterOptions(command: Command): Command {
  return command
    .option('--system <id...>', '対象のシステム。なければ全て')
    .option('--level <level...>', '対象の機密性（1～3）。なければ全て')
    .option('--from <month>', '対象の最初の月（例: 2026-04）')
    .option('--to <month>', '対象の最後の月')
    .option('--object <id...>', '対象の記録（システムの ID/ファイル名、又は識別子 obj-…）。なければ条件に合う全て');
}

/** @throws {Fault} usage `plan/bad-level`, `plan/bad-period` */
export function filterOf({ system, level, from, to, object }: FilterOptions): PlaceFilter {
  for (const month of [from, to])
    if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new Fault('usage', 'plan/bad-period', 'a month has the form 2026-04', {}, { hint: 'e.g. --from 2026-04' });
  return {
    ...(system ? { systems: system } : {}),
    ...(level ? { levels: level.map(levelOf) } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(object ? { objectIds: object } : {}),
  };
}

function levelOf(text: string): Level {
  if (text === '1' || text === '2' || text === '3') return Number(text) as Level;
  throw new Fault('usage', 'plan/bad-level', 'a level is 1, 2 or 3', {}, { hint: 'e.g. --level 3' });
}
