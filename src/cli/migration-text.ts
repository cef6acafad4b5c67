import type { SystemChange } from '../app/migration/scope-as-listed.js';
import type { Fault } from '../base/fault.js';
import type { MigrationPlan } from '../migrate/plan.js';
import type { MigrationRecord } from '../migrate/record.js';
import { sayMigrationScope } from './migration-table.js';
import { humanBytes, type Output } from './print.js';

/** What a run is about to do: hand over all of it, the rest of it, or only read again what was handed over. */
export function sayMigrating(
  plan: MigrationPlan,
  record: MigrationRecord | undefined,
  { dryRun }: { dryRun: boolean },
  output: Output,
): void {
  if (record && record.phase !== 'opened') {
    output.say(
      dryRun
        ? '引渡しは済んでいます。実行すると、移行データを全て読み直し、検証の時と同じかどうかを確認します。'
        : '引渡しは済んでいます。移行データを全て読み直し、検証の時と同じかどうかを確認します。',
    );
    return;
  }
  if (record)
    output.say(
      `${dryRun ? 'この計画の移行は、既に始まっています' : '始めた移行を続けます'}（${progressOf(record)}）。`,
    );
  else output.say(dryRun ? 'この計画で引き渡されるものは、次のとおりです。' : '次の記録を移行先に引き渡します。');
  sayMigrationScope(plan, output);
}

const progressOf = ({ packages, systems }: MigrationRecord): string =>
  `検証に合格した移行データ ${packages.length.toLocaleString('ja-JP')}個、計画 ${systems.length.toLocaleString('ja-JP')}個`;

/** In a trial: how the store differs from what the plan has counted, system by system. */
export function sayChanges({ detail: { changes } }: Fault, output: Output): void {
  for (const { systemName, planned, stored } of (changes ?? []) as SystemChange[]) {
    const isSame = planned.versions === stored.versions && planned.bytes === stored.bytes;
    const counts = `計画 ${amount(planned)}、現在 ${amount(stored)}`;
    output.say(`  ${systemName}: ${counts}${isSame ? '（数は同じですが、入れ替わった版があります）' : ''}`);
  }
}

const amount = ({ versions, bytes }: SystemChange['planned']): string =>
  `${versions.toLocaleString('ja-JP')}版（${humanBytes(bytes)}）`;

/** How far it has come when something else has stopped it; the failure itself is told after this. */
export function sayUnfinished(record: MigrationRecord | undefined, output: Output): void {
  if (record?.phase === 'opened') output.warn(`移行は終わっていません（${progressOf(record)}）。`);
}

/** Where Ctrl-C has stopped it, what lies at the destination by now, and how to go on or to leave it. */
export function sayMigrationStopped(plan: MigrationPlan, record: MigrationRecord | undefined, output: Output): void {
  const { planId, destination, protection } = plan;
  const again = `kimitsu migrate --plan ${planId} をもう一度実行してください。`;
  if (!record) {
    output.warn('移行を中断しました。移行を始める前でした。まだ何も引き渡していません。');
    output.warn(`  → 続けるときは、${again}`);
    return;
  }
  output.warn(`移行を中断しました（${progressOf(record)}）。移行元の記録は変更していません。`);
  if (record.phase === 'opened') output.warn(`  → 続けるときは、${again}中断したところから続けます。`);
  else output.warn(`  → 引渡しは済んでいます。読直しは、${again}`);
  if (record.phase !== 'opened') return;
  const where = destination.type === 'folder' ? destination.folder : `${destination.bucket}/${destination.prefix}`;
  const clear = protection.mode === 'none' ? '（平文の記録を含みます）' : '';
  output.warn(
    `  → やめるときは、格納先（${where}）に残る移行データ（完成したもの及び書込み途中のもの）${clear}を、人手により消去してください。`,
  );
}
