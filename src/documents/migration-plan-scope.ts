import { levelName } from '../base/level.js';
import type { MigrationPlan } from '../migrate/plan.js';
import { disappearedTable } from './disappeared-table.js';
import * as texts from './migration-plan-texts.js';
import { heading, note, paragraph, subheading } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { sizeCell } from './tables.js';
import { unreadableTable } from './unreadable-table.js';
import { bytes, count, systemNameIn } from './wording.js';

/** As the tables name it. */
export const systemName = ({ lines }: MigrationPlan, id: string): string => systemNameIn(lines, id);

/** 対象: by system × level, what moves. */
export function scope(sheet: Sheet, plan: MigrationPlan): void {
  heading(sheet, '２　対象');
  paragraph(
    sheet,
    plan.scope.systems
      ? `次の${plan.packages.length}システムに保存された情報を対象とします（業務の一部の移行）。`
      : '本業務で使用する全てのシステムに保存された情報を対象とします。',
  );
  const sum = (pick: (line: MigrationPlan['moved'][number]) => number): number =>
    plan.moved.reduce((total, line) => total + pick(line), 0);
  table(
    sheet,
    [
      { title: 'システム', share: 32, heads: true },
      { title: '機密性', share: 12, align: 'center' },
      { title: 'ファイル\n（件）', share: 14, align: 'right' },
      { title: '記録\n（件）', share: 14, align: 'right' },
      { title: '移行する版\n（件）', share: 14, align: 'right' },
      { title: '容量\n（バイト）', share: 18, align: 'right' },
    ],
    plan.moved.map((line) => [
      line.systemName,
      levelName(line.level),
      count(line.objects),
      count(line.records),
      count(line.versions),
      sizeCell(line.bytes),
    ]),
    {
      totals: [
        [
          '合計',
          '',
          count(sum((line) => line.objects)),
          count(sum((line) => line.records)),
          count(sum((line) => line.versions)),
          sizeCell(sum((line) => line.bytes)),
        ],
      ],
    },
  );
  note(
    sheet,
    `容量は移行元に保存されている大きさ（暗号化によるものを含む。）です。合計は${bytes(sum((line) => line.bytes))}です。移行データにおける大きさは、記録一覧に記載します。`,
  );
  keyValues(sheet, [['対象目録のハッシュ値', plan.inventoryHash]]);
}

/** 残置対象, with the sum that must come out. */
export function leftBehind(sheet: Sheet, plan: MigrationPlan): void {
  heading(sheet, '７　残置対象（移行しないもの）');
  const stored = plan.lines.reduce((total, line) => total + line.versions, 0);
  const moved = plan.moved.reduce((total, line) => total + line.versions, 0);
  const left = plan.leftBehind.reduce((total, line) => total + line.versions, 0);
  if (plan.leftBehind.length === 0) paragraph(sheet, '残置対象はありません。');
  else {
    table(
      sheet,
      [
        { title: 'システム', share: 30, heads: true },
        { title: '種類', share: 50 },
        { title: '件数', share: 20, align: 'right' },
      ],
      plan.leftBehind.map((line) => [
        systemName(plan, line.system),
        texts.LEFT_BEHIND[line.reason],
        count(line.versions),
      ]),
    );
    paragraph(sheet, texts.LEFT_BEHIND_NOTE);
  }
  const { notHandedOver = [] } = plan;
  if (notHandedOver.length > 0) {
    subheading(sheet, `読めないため移行しないもの　${count(notHandedOver.length)}件`);
    for (const text of texts.NOT_HANDED_OVER) paragraph(sheet, text);
    unreadableTable(sheet, plan.lines, notHandedOver);
  }
  keyValues(sheet, [
    ['件数の照合', `移行元の版等 ${count(stored)}件 ＝ 移行 ${count(moved)}件 ＋ 残置 ${count(left)}件`],
  ]);
  disappearedTable(sheet, {
    title: '計画の作成前に保存先から失われていたもの',
    introduction: () => paragraph(sheet, texts.DISAPPEARED),
    lines: plan.lines,
    disappeared: plan.disappeared ?? [],
  });
}
