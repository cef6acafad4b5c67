import { canonicalHash } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import { levelName } from '../base/level.js';
import type { MigrationPlan } from '../migrate/plan.js';
import { HOW_TO_APPROVE } from './approval-texts.js';
import { leftBehind, scope, systemName } from './migration-plan-scope.js';
import * as texts from './migration-plan-texts.js';
import { address, frameOf, type Official } from './official.js';
import { heading, list, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { seals } from './pdf/seals.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { authorName, count, fullTime, joined } from './wording.js';

/**
 * 移行計画書 (B3-1-1) as PDF/A-3b with the plan's canonical JSON attached as `plan.json`.
 *
 * @param planHash - SHA-256 of the plan's canonical JSON, which the approval names
 * @throws {Fault} `integrity` / `documents/plan-hash` when it is not; `usage` / `documents/missing-glyph`
 */
export async function renderMigrationPlan(plan: MigrationPlan, planHash: string): Promise<Uint8Array> {
  if (canonicalHash(plan) !== planHash)
    throw new Fault('integrity', 'documents/plan-hash', 'the given hash is not that of the plan', {
      planId: plan.planId,
    });
  const frame = frameOf(official(plan), { name: 'plan.json', label: '計画データ', data: plan });
  return composePdf(frame, (sheet) => {
    opening(sheet, plan);
    scope(sheet, plan);
    method(sheet, plan);
    procedure(sheet, plan);
    judgement(sheet);
    leftBehind(sheet, plan);
    acceptance(sheet, plan);
    approval(sheet, plan, planHash);
  });
}

const official = ({ planId, createdAt }: MigrationPlan): Official => ({
  title: '移行計画書',
  number: planId,
  createdAt,
});

function opening(sheet: Sheet, plan: MigrationPlan): void {
  const { contractor, prefecture, service } = plan.parties;
  address(sheet, official(plan), plan.parties);
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務、当事者及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['発注者', joined(prefecture.name, prefecture.department)],
    ['受注者', joined(contractor.name, contractor.department)],
    ['移行先', `${joined(plan.receiver.name, plan.receiver.office)}\n連絡先：${plan.receiver.contact}`],
    ['計画の作成者', authorName(plan.createdBy)],
    ['計画の作成日時', fullTime(plan.createdAt)],
    ['根拠', texts.BASIS.join('\n')],
  ]);
}

function method(sheet: Sheet, plan: MigrationPlan): void {
  heading(sheet, '３　移行の方式及び環境');
  keyValues(sheet, [
    ['方式', texts.formText(plan)],
    ['移行先の格納場所', texts.destinationText(plan)],
    ['移行中の保護', texts.protectionText(plan)],
    ['旧版の取扱い', plan.history ? '旧版も移行する。' : '現行の版のみを移行する（旧版は残置対象）。'],
    ['移行元の保存先', plan.tools.store],
    ['使用するソフトウェア', plan.tools.software],
  ]);
  subheading(sheet, '機密性に応じた移行の方法');
  table(
    sheet,
    [
      { title: '機密性', share: 16, align: 'center', heads: true },
      { title: '移行の方法', share: 52 },
      { title: '読戻しによる照合', share: 18, align: 'center' },
      { title: '受領の署名', share: 14, align: 'center' },
    ],
    plan.methods.map(({ level, protection }) => [levelName(level), texts.METHODS[protection], '全件', '受ける']),
  );
  subheading(sheet, '移行データの構成（レイアウト）');
  table(
    sheet,
    [
      { title: '場所', share: 28, heads: true },
      { title: '内容', share: 72 },
    ],
    texts.LAYOUT.map((row) => [...row]),
  );
  subheading(sheet, '移行データの名称及び移行元の格納場所');
  table(
    sheet,
    [
      { title: 'システム', share: 24, heads: true },
      { title: '移行データの名称', share: 46 },
      { title: '移行元の格納場所', share: 30 },
    ],
    plan.packages.map(({ system, name, source }) => [systemName(plan, system), name, source]),
  );
}

function procedure(sheet: Sheet, plan: MigrationPlan): void {
  heading(sheet, '４　体制、手順及び日程');
  const { contractor, prefecture } = plan.parties;
  keyValues(sheet, [
    ['実施者（受注者）', joined(contractor.name, contractor.responsible)],
    ['検証者（受注者）', joined(contractor.name, plan.verifier)],
    ['承認者（府）', joined(prefecture.name, prefecture.department)],
    ['受領者（移行先）', joined(plan.receiver.name, plan.receiver.office)],
    ['移行の期間', texts.period(plan)],
  ]);
  paragraph(sheet, texts.STRUCTURE);
  table(
    sheet,
    [
      { title: '順', share: 6, align: 'center', heads: true },
      { title: '手順', share: 19 },
      { title: '内容', share: 42 },
      { title: '担当', share: 17 },
      { title: '時期', share: 18 },
    ],
    texts.steps(plan).map((step, index) => [String(index + 1), step.what, step.detail, step.who, step.when]),
  );
}

function judgement(sheet: Sheet): void {
  heading(sheet, '５　移行判定基準及び照合の方法');
  list(sheet, texts.CRITERIA, 'numbers');
  paragraph(sheet, texts.VERDICTS);
  heading(sheet, '６　中止の条件及び復旧点');
  paragraph(sheet, '次のいずれかに当たるときは、その手順で停止し、府に報告します。');
  list(sheet, texts.STOP_CONDITIONS, 'numbers');
  paragraph(sheet, texts.RECOVERY);
}

function acceptance(sheet: Sheet, plan: MigrationPlan): void {
  heading(sheet, '８　受領及び移行元の廃棄');
  list(sheet, texts.ACCEPTANCE);
  keyValues(sheet, [['移行先の署名鍵の指紋', plan.receiver.fingerprint]]);
}

function approval(sheet: Sheet, plan: MigrationPlan, planHash: string): void {
  heading(sheet, '９　承認の方法');
  for (const text of HOW_TO_APPROVE) paragraph(sheet, text);
  keyValues(sheet, [
    ['計画データのハッシュ値', planHash],
    ['計画番号', plan.planId],
    ['監査ログの末尾', `第${count(plan.auditHead.seq)}号\n${plan.auditHead.hash}`],
  ]);
  const { contractor, prefecture } = plan.parties;
  seals(sheet, [
    { act: '作成（受注者）', who: [contractor.name, contractor.department ?? ''] },
    { act: '確認（受注者）', who: [contractor.name, '検証者'] },
    { act: '承認（府）', who: [prefecture.name, prefecture.department ?? ''] },
  ]);
}
