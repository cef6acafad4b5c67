import { partText } from '../app/end-of-service/plan-files.js';
import { levelName } from '../base/level.js';
import type { DisposalPlan } from '../dispose/plan.js';
import { humanBytes, japaneseTime, type Output } from './print.js';

const TECHNIQUES = { 'cryptographic-erase': '暗号化消去及び全ての版の削除', delete: '全ての版の削除' } as const;

function byReason(exceptions: DisposalPlan['exceptions']): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { reason } of exceptions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

/** What a plan covers, before anyone agrees to it (B1-1-2). */
export function sayScope(plan: DisposalPlan, output: Output): void {
  const part = partText(plan);
  if (part !== undefined) output.say(part);
  if (plan.scope.accountsOnly) {
    output.say(`アカウント: ${plan.accounts?.length ?? 0}件`);
    return;
  }
  if (plan.months) {
    const { from, to } = plan.months;
    output.say(`記録の月: ${from === to ? from : `${from} ～ ${to}`}`);
  }
  const total = { objects: 0, records: 0, versions: 0, bytes: 0 };
  for (const line of plan.lines) {
    total.objects += line.objects;
    total.records += line.records;
    total.versions += line.versions;
    total.bytes += line.bytes;
  }
  const technique = new Map(plan.methods.map((method) => [method.level, TECHNIQUES[method.technique]]));
  output.table(
    ['システム', '機密性', 'ファイル', '記録', '版', '容量', '方法'],
    [
      ...plan.lines.map((line) => [
        line.systemName,
        levelName(line.level),
        line.objects,
        line.records,
        line.versions,
        humanBytes(line.bytes),
        technique.get(line.level) ?? '',
      ]),
      ['計', '', total.objects, total.records, total.versions, humanBytes(total.bytes), ''],
    ],
    [2, 3, 4, 5],
  );
  for (const { alias, waitingDays, unitIds, stays } of plan.keys)
    output.say(
      `鍵 ${alias}: ユニット鍵${unitIds.length}個を直ちに消去、KMS鍵は${stays ? '引き続き使用' : `${waitingDays}日の待機期間の後に廃棄`}`,
    );
  if (plan.sharedUnits?.length)
    output.say(
      `対象外のものも保護しているユニット鍵${plan.sharedUnits.length}個は消去しません（版の削除だけを行います）。`,
    );
  if (plan.unopened)
    output.say(
      `このサービスの鍵では開けない暗号文が${plan.unopened}件あります（読めないまま、版の削除だけを行います。終了計画書の「９　例外」に掲げています）。`,
    );
  if (plan.damagedUnits?.length)
    output.say(
      `ユニット鍵${plan.damagedUnits.length}個は、破損等により使用できません（削除しますが、消去の確認は行えません）。`,
    );
  if (plan.exceptions.length > 0) {
    output.say(`廃棄せずに残すもの: ${plan.exceptions.length}件（上の表の件数に含みます）`);
    for (const { reason, count } of byReason(plan.exceptions)) output.say(`  ${count}件  ${reason}`);
  }
  if (plan.notBefore) output.say(`${japaneseTime(plan.notBefore)}より前には実施できません。`);
}
