import { canonicalHash, canonicalJson } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import { levelName } from '../base/level.js';
import type { DisposalPlan } from '../dispose/plan.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { letterhead } from './pdf/letterhead.js';
import { seals } from './pdf/seals.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { capped, sizeCell } from './tables.js';
import * as texts from './termination-plan-texts.js';
import { bytes, count, fullDate, fullTime } from './wording.js';

/**
 * 終了計画書 (B3-1-1) as PDF/A-3b with the plan's canonical JSON attached as `plan.json`.
 *
 * @param planHash - SHA-256 of the plan's canonical JSON, which the approval names
 * @throws {Fault} `integrity` / `documents/plan-hash` when it is not; `usage` / `documents/missing-glyph`
 */
export async function renderTerminationPlan(plan: DisposalPlan, planHash: string): Promise<Uint8Array> {
  if (canonicalHash(plan) !== planHash)
    throw new Fault('integrity', 'documents/plan-hash', 'the given hash is not that of the plan', {
      planId: plan.planId,
    });
  const frame = {
    title: '終了計画書',
    number: plan.planId,
    date: new Date(plan.createdAt),
    hash: { label: '計画データ', sha256: planHash },
    attachments: [
      {
        name: 'plan.json',
        type: 'application/json',
        relationship: 'Source' as const,
        description: '終了計画書の正本（正規化した JSON）',
        bytes: Buffer.from(canonicalJson(plan), 'utf8'),
      },
    ],
  };
  return composePdf(frame, (sheet) => {
    opening(sheet, plan);
    scope(sheet, plan);
    methods(sheet, plan);
    keys(sheet, plan);
    procedure(sheet, plan);
    verification(sheet);
    exceptions(sheet, plan);
    approval(sheet, plan, planHash);
  });
}

function opening(sheet: Sheet, plan: DisposalPlan): void {
  const { contractor, prefecture, service } = plan.parties;
  letterhead(sheet, {
    title: '終了計画書',
    number: plan.planId,
    date: fullDate(plan.createdAt),
    to: [`${prefecture.name}${prefecture.department ? `　${prefecture.department}` : ''}　御中`],
    from: [
      contractor.name,
      ...(contractor.department ? [contractor.department] : []),
      `責任者　${contractor.responsible}`,
    ],
  });
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務、当事者及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['発注者', [prefecture.name, prefecture.department].filter(Boolean).join('　')],
    ['受注者', [contractor.name, contractor.department].filter(Boolean).join('　')],
    ['計画の作成者', plan.createdBy],
    ['計画の作成日時', fullTime(plan.createdAt)],
    ['根拠', texts.BASIS.join('\n')],
    ['体制', '実施者、検証者（いずれも受注者）及び承認者（府）は、それぞれ別の者とする。'],
  ]);
}

function scope(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '２　対象');
  paragraph(
    sheet,
    plan.scope.systems
      ? `次の${plan.scope.systems.length}システムに保存された情報を対象とします（業務の一部の終了）。`
      : '本業務で使用する全てのシステムに保存された情報を対象とします。',
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
  keyValues(sheet, [['対象目録のハッシュ値', plan.inventoryHash]]);
  if (plan.disappeared === undefined || plan.disappeared.length === 0) return;
  subheading(sheet, '計画の作成前に保存先から失われていたもの');
  paragraph(sheet, texts.DISAPPEARED);
  table(
    sheet,
    [
      { title: 'システム', share: 40, heads: true },
      { title: '版等（件）', share: 15, align: 'right' },
      { title: '理由（記録上の符号）', share: 45 },
    ],
    plan.disappeared.map((line) => [line.system, count(line.versions), line.reason]),
  );
}

function methods(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '３　機密性に応じた廃棄の方法');
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
}

function keys(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '４　鍵及び待機期間');
  if (plan.keys.length === 0) {
    paragraph(sheet, '本計画では、鍵管理サービスの鍵の削除は行いません。');
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
      `${key.waitingDays}日`,
      `${count(key.unitIds.length)}個\n${unitsByPrefix(key.unitIds).join('\n')}`,
    ]),
  );
  note(
    sheet,
    '待機期間は、鍵管理サービスの鍵の削除を予約してから鍵が消滅するまでの期間です。ユニット鍵はこれを待たずに消去します。',
  );
}

/** `pbx/3：2026-04、2026-05`, one line per system and level. */
function unitsByPrefix(unitIds: readonly string[]): string[] {
  const periods = new Map<string, string[]>();
  for (const unitId of unitIds) {
    const cut = unitId.lastIndexOf('/');
    const prefix = unitId.slice(0, Math.max(cut, 0));
    periods.set(prefix, [...(periods.get(prefix) ?? []), unitId.slice(cut + 1)]);
  }
  return [...periods].map(([prefix, names]) => (prefix === '' ? names.join('、') : `${prefix}：${names.join('、')}`));
}

function procedure(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '５　手順及び日程');
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
  heading(sheet, '６　中止の条件及び復旧点');
  paragraph(sheet, '次のいずれかに当たるときは、その手順で停止し、府に報告します。');
  list(sheet, texts.STOP_CONDITIONS, 'numbers');
  paragraph(sheet, texts.RECOVERY);
}

function verification(sheet: Sheet): void {
  heading(sheet, '７　検証の方法及び判定');
  list(sheet, texts.VERIFICATION, 'numbers');
  paragraph(sheet, texts.VERDICTS);
  heading(sheet, '８　複製、鍵の写し及びアカウント');
  list(sheet, [...texts.COPIES, `アカウント：${texts.ACCOUNTS}`]);
}

function exceptions(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '９　例外（廃棄せずに残すもの）');
  if (plan.exceptions.length === 0) {
    paragraph(sheet, '例外はありません。');
    return;
  }
  paragraph(sheet, `次の${count(plan.exceptions.length)}件は廃棄せず、廃棄証明書にも記載します。`);
  table(
    sheet,
    [
      { title: '対象（識別子）', share: 42, heads: true },
      { title: 'システム', share: 18 },
      { title: '理由', share: 40 },
    ],
    capped(
      plan.exceptions.map((exception) => [exception.objectId, exception.system, exception.reason]),
      500,
      (left) => [`ほか${count(left)}件`, '', '添付の plan.json に全件を記載'],
    ),
  );
}

function approval(sheet: Sheet, plan: DisposalPlan, planHash: string): void {
  heading(sheet, '１０　廃棄証明書の様式及び確認方法');
  list(sheet, texts.CERTIFICATE_FORM);
  heading(sheet, '１１　承認の方法');
  paragraph(
    sheet,
    '承認は、次の「計画データのハッシュ値」に対する府の電子署名により行います。計画の内容が一字でも変わるとハッシュ値が変わり、承認は無効になります。本書に添付された plan.json の SHA-256 が次の値と一致することを確かめ、kimitsu approve コマンド又は承認用ページ（approval.html）で署名してください。下の承認欄は、書面での決裁に用いるものです。',
  );
  keyValues(sheet, [
    ['計画データのハッシュ値', planHash],
    ['計画番号', plan.planId],
    ['監査記録の末尾', `第${count(plan.auditHead.seq)}号\n${plan.auditHead.hash}`],
  ]);
  const { contractor, prefecture } = plan.parties;
  seals(sheet, [
    { act: '作成（受注者）', who: [contractor.name, contractor.department ?? ''] },
    { act: '確認（受注者）', who: [contractor.name, '検証者'] },
    { act: '承認（府）', who: [prefecture.name, prefecture.department ?? ''] },
  ]);
}
