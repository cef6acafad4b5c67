import { levelName } from '../base/level.js';
import { partText } from '../certify/certificate-texts.js';
import { type DisposalPlan, endsService } from '../dispose/plan.js';
import { coversAll } from '../dispose/selection.js';
import { disappearedTable } from './disappeared-table.js';
import { heading, note, paragraph, subheading } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { spans } from './periods.js';
import { sizeCell } from './tables.js';
import * as texts from './termination-plan-texts.js';
import { UNIT_NAMES } from './unit-names.js';
import { bytes, count } from './wording.js';

/** 対象: by system × level, with what had vanished before. */
export function scope(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '２　対象');
  if (plan.scope.accountsOnly) {
    paragraph(sheet, texts.ACCOUNTS_ONLY);
    return;
  }
  paragraph(
    sheet,
    coversAll(plan.scope)
      ? '本業務で使用する全てのシステムに保存された情報を対象とします。'
      : `${partText(plan)}を対象とします。対象としない情報は、引き続き保護し、保存します。`,
  );
  const sum = (pick: (line: DisposalPlan['lines'][number]) => number): number =>
    plan.lines.reduce((total, line) => total + pick(line), 0);
  table(
    sheet,
    [
      { title: 'システム', share: 27, heads: true },
      { title: '機密性', share: 11, align: 'center' },
      { title: 'ファイル\n（件）', share: 12, align: 'right' },
      { title: '記録\n（件）', share: 12, align: 'right' },
      { title: '版等\n（件）', share: 12, align: 'right' },
      { title: '容量\n（バイト）', share: 17, align: 'right' },
      { title: '平文履歴\n（件）', share: 12, align: 'right' },
    ],
    plan.lines.map((line) => [
      line.systemName,
      levelName(line.level),
      count(line.objects),
      count(line.records),
      count(line.versions),
      sizeCell(line.bytes),
      count(line.plaintextBefore),
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
          count(sum((line) => line.plaintextBefore)),
        ],
      ],
    },
  );
  note(
    sheet,
    `「版等」は、版、削除マーカー及び未完了のアップロードの合計です。容量の合計は${bytes(sum((line) => line.bytes))}です。`,
  );
  if (plan.kept?.length) note(sheet, `上の表は、「９　例外」に掲げる${count(plan.exceptions.length)}件を含みます。`);
  retention(sheet, plan);
  keyValues(sheet, [
    ...(plan.months ? ([['記録の月', monthsName(plan.months)]] as const) : []),
    ['対象目録のハッシュ値', plan.inventoryHash],
  ]);
  disappearedTable(sheet, {
    title: '計画の作成前に保存先から失われていたもの',
    introduction: () => paragraph(sheet, texts.DISAPPEARED),
    lines: plan.lines,
    disappeared: plan.disappeared ?? [],
  });
}

const monthsName = ({ from, to }: { from: string; to: string }): string =>
  from === to ? monthName(from) : `${monthName(from)}～${monthName(to)}`;

const monthName = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;

function retention(sheet: Sheet, { retention: rules = [], scope: { despiteRetention } }: DisposalPlan): void {
  if (rules.length === 0) return;
  subheading(sheet, '保存期間');
  if (despiteRetention) paragraph(sheet, texts.DESPITE_RETENTION);
  table(
    sheet,
    [
      { title: '記録の種類', share: 24, heads: true },
      { title: 'システム', share: 22 },
      { title: '保存期間', share: 16, align: 'right' },
      { title: '根拠', share: 38 },
    ],
    rules.map(({ kind, kindName, system, systemName, months, basis }) => [
      kindName ?? kind ?? '全て',
      systemName ?? system ?? '全て',
      `${months}か月`,
      basis,
    ]),
  );
}

/** B3-2-2: the method matrix. */
export function methods(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '３　機密性に応じた廃棄の方法');
  if (plan.methods.length === 0) {
    paragraph(sheet, '本計画では、記録の廃棄は行いません。');
    return;
  }
  table(
    sheet,
    [
      { title: '機密性', share: 26, heads: true },
      { title: '廃棄の方法', share: 50 },
      { title: '読出しによる確認', share: 14, align: 'center' },
      { title: '廃棄証明書', share: 12, align: 'center' },
    ],
    plan.methods.map((method) => [
      `${levelName(method.level)}\n${texts.levelUse(method.level)}`,
      texts.TECHNIQUES[method.technique],
      texts.READ_BACK[method.readBack],
      method.certificate ? '発行する' : '発行しない',
    ]),
  );
  note(sheet, texts.TECHNIQUE_NOTE);
  if (plan.liveSystems?.length) note(sheet, texts.live(plan.liveSystems, endsService(plan)));
}

export function keys(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '４　鍵及び待機期間');
  if (plan.keys.length === 0) {
    paragraph(sheet, '本計画では、鍵の消去及び鍵管理サービスの鍵の削除は行いません。');
    if (plan.sharedUnits?.length) paragraph(sheet, texts.shared(plan.sharedUnits));
    if (plan.unopened) paragraph(sheet, texts.unopened(plan.unopened));
    return;
  }
  table(
    sheet,
    [
      { title: '鍵（別名及び識別子）', share: 38, heads: true },
      { title: '機密性', share: 11, align: 'center' },
      { title: '待機期間', share: 10, align: 'center' },
      { title: '消去するユニット鍵', share: 44 },
    ],
    plan.keys.map((key) => [
      `${key.alias}\n${key.kmsKeyId}`,
      levelName(key.level),
      key.stays ? '存続' : `${key.waitingDays}日`,
      `${count(key.unitIds.length)}個\n${unitsByPrefix(key.unitIds).join('\n')}`,
    ]),
  );
  if (plan.sharedUnits?.length) paragraph(sheet, texts.shared(plan.sharedUnits));
  if (plan.unopened) paragraph(sheet, texts.unopened(plan.unopened));
  if (plan.damagedUnits?.length) paragraph(sheet, texts.damaged(plan.damagedUnits));
  note(sheet, UNIT_NAMES);
  note(
    sheet,
    '待機期間は、鍵管理サービスの鍵の削除を予約してから鍵が消滅するまでの期間です。ユニット鍵はこれを待たずに消去します。',
  );
}

/** `pbx/3：2026-04～2026-06`, one line per system and level. */
function unitsByPrefix(unitIds: readonly string[]): string[] {
  const periods = new Map<string, string[]>();
  for (const unitId of unitIds) {
    const cut = unitId.lastIndexOf('/');
    const prefix = unitId.slice(0, Math.max(cut, 0));
    periods.set(prefix, [...(periods.get(prefix) ?? []), unitId.slice(cut + 1)]);
  }
  return [...periods].map(([prefix, names]) => (prefix === '' ? '' : `${prefix}：`) + spans(names).join('、'));
}
