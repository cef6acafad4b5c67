import { canonicalHash } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import type { DisposalPlan } from '../dispose/plan.js';
import { HOW_TO_APPROVE } from './approval-texts.js';
import { address, frameOf, type Official } from './official.js';
import { heading, list, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { seals } from './pdf/seals.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { capped } from './tables.js';
import { copiesAndAccounts } from './termination-plan-accounts.js';
import { keys, methods, scope } from './termination-plan-scope.js';
import * as texts from './termination-plan-texts.js';
import { unreadableTable } from './unreadable-table.js';
import { authorName, count, fullTime, joined, systemNameIn } from './wording.js';

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
  const frame = frameOf(official(plan), { name: 'plan.json', label: '計画データ', data: plan });
  return composePdf(frame, (sheet) => {
    opening(sheet, plan);
    scope(sheet, plan);
    methods(sheet, plan);
    keys(sheet, plan);
    procedure(sheet, plan);
    verification(sheet, plan);
    copiesAndAccounts(sheet, plan);
    exceptions(sheet, plan);
    approval(sheet, plan, planHash);
  });
}

const official = ({ planId, createdAt }: DisposalPlan): Official => ({
  title: '終了計画書',
  number: planId,
  createdAt,
});

function opening(sheet: Sheet, plan: DisposalPlan): void {
  const { contractor, prefecture, service } = plan.parties;
  address(sheet, official(plan), plan.parties);
  const { accountsOnly } = plan.scope;
  paragraph(sheet, accountsOnly ? texts.ACCOUNTS_PURPOSE : texts.PURPOSE);
  heading(sheet, '１　業務、当事者及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['発注者', joined(prefecture.name, prefecture.department)],
    ['受注者', joined(contractor.name, contractor.department)],
    ['計画の作成者', authorName(plan.createdBy)],
    ['計画の作成日時', fullTime(plan.createdAt)],
    ['根拠', (accountsOnly ? texts.ACCOUNTS_BASIS : texts.BASIS).join('\n')],
    [
      '体制',
      [
        '実施者、検証者（いずれも受注者）及び承認者（府）は、それぞれ別の者とする。',
        ...(plan.people
          ? [
              `実施者：${plan.people.executes}　検証者：${plan.people.verifies}`,
              ...(plan.people.approves.length > 0 ? [`承認者：${plan.people.approves.join('、')}`] : []),
            ]
          : []),
      ].join('\n'),
    ],
  ]);
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
  list(sheet, plan.scope.accountsOnly ? texts.ACCOUNTS_STOP : texts.STOP_CONDITIONS, 'numbers');
  paragraph(sheet, plan.scope.accountsOnly ? texts.ACCOUNTS_RECOVERY : texts.RECOVERY);
}

function verification(sheet: Sheet, { scope: { accountsOnly } }: DisposalPlan): void {
  heading(sheet, '７　検証の方法及び判定');
  list(sheet, accountsOnly ? texts.ACCOUNTS_VERIFICATION : texts.VERIFICATION, 'numbers');
  if (!accountsOnly) paragraph(sheet, texts.VERDICTS);
}

function exceptions(sheet: Sheet, plan: DisposalPlan): void {
  heading(sheet, '９　例外（廃棄せずに残すもの）');
  stay(sheet, plan);
  unreadable(sheet, plan);
}

/** B3-2-1: what goes although nobody could read it; whoever approves the plan agrees to that. */
function unreadable(sheet: Sheet, { lines, unreadable: named = [] }: DisposalPlan): void {
  if (named.length === 0) return;
  subheading(sheet, `読めないまま廃棄するもの　${count(named.length)}件`);
  for (const text of texts.UNREADABLE) paragraph(sheet, text);
  unreadableTable(sheet, lines, named);
}

function stay(sheet: Sheet, plan: DisposalPlan): void {
  if (plan.exceptions.length === 0) {
    paragraph(sheet, plan.unreadable?.length ? '廃棄せずに残すものはありません。' : '例外はありません。');
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
      plan.exceptions.map((exception) => [
        exception.objectId,
        systemNameIn(plan.lines, exception.system),
        exception.reason,
      ]),
      500,
      (left) => [`ほか${count(left)}件`, '', '添付の plan.json に全件を記載'],
    ),
  );
}

function approval(sheet: Sheet, plan: DisposalPlan, planHash: string): void {
  if (plan.scope.accountsOnly) {
    heading(sheet, '１０　報告');
    paragraph(sheet, '結果は、アカウント廃棄報告書（PDF/A-3）により報告します。廃棄証明書は発行しません。');
  } else {
    heading(sheet, '１０　廃棄証明書の様式及び確認方法');
    list(sheet, texts.CERTIFICATE_FORM);
  }
  heading(sheet, '１１　承認の方法');
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
