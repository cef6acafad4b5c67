import { subheading } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { table } from './pdf/table.js';
import { count, systemNameIn } from './wording.js';

const REASONS: Readonly<Record<string, string>> = {
  'inventory/not-in-store': '本ソフトウェア以外による削除又は上書き',
};

interface Disappeared {
  system: string;
  versions: number;
  /** Code of the record. */
  reason: string;
}

/** Versions that were gone before, by system; `introduction` draws what is said of them. */
export function disappearedTable(
  sheet: Sheet,
  {
    title,
    introduction,
    lines,
    disappeared,
  }: {
    title: string;
    introduction?: () => void;
    lines: readonly { system: string; systemName: string }[];
    disappeared: readonly Disappeared[];
  },
): void {
  if (disappeared.length === 0) return;
  subheading(sheet, title);
  introduction?.();
  table(
    sheet,
    [
      { title: 'システム', share: 40, heads: true },
      { title: '版等（件）', share: 15, align: 'right' },
      { title: '理由（記録上の符号）', share: 45 },
    ],
    disappeared.map(({ system, versions, reason }) => [
      systemNameIn(lines, system),
      count(versions),
      REASONS[reason] === undefined ? reason : `${REASONS[reason]}\n（${reason}）`,
    ]),
  );
}
