import { join } from 'node:path';
import { begunUnits, isPastReturn } from '../app/end-of-service/erase-plan.js';
import { partText } from '../app/end-of-service/plan-files.js';
import { returnedRecords } from '../app/end-of-service/returned-records.js';
import { type CertificateStatus, certificateStatuses } from '../app/status/certificates.js';
import type { Workspace } from '../app/workspace.js';
import type { Clock } from '../base/clock.js';
import type { ErasureRecord, KmsKeyErasure } from '../dispose/erasure.js';
import type { DisposalPlan } from '../dispose/plan.js';
import { PHASE_NAMES } from './phase-names.js';
import { humanBytes, japaneseTime, type Output } from './print.js';
import { sayScope } from './scope-table.js';

const UNSEEN =
  '廃棄予定日時を過ぎましたが、鍵はまだ残っています。組み込みの鍵管理サービスは、装置の時計だけでは待機期間の経過を認めません。後日、もう一度実行するか、時計が正しいことを確認した上で、--waiting-over を付け、--reason に確認の方法を記載して実行してください。';

/** What a dry run shows: of what has begun already, how far it is. */
export function sayPlanned(plan: DisposalPlan, before: ErasureRecord | undefined, output: Output): void {
  const begun = before !== undefined && before.phase !== 'approved';
  if (begun) output.say(`この計画の消去は、既に始まっています（状態: ${PHASE_NAMES[before.phase]}）。`);
  else output.say('この計画で消去されるものは、次のとおりです。');
  if (before?.phase === 'kms-keys-scheduled') sayWaiting(before, output);
  else sayScope(plan, output);
}

/** What is about to happen: all of it, the rest of it, or only the look at keys that wait. */
export function sayBeginning(plan: DisposalPlan, before: ErasureRecord | undefined, output: Output): void {
  if (before?.phase === 'kms-keys-scheduled') {
    output.say('記録の消去は済んでいます。鍵管理サービスの鍵が廃棄されたかどうかを確認します。');
    return;
  }
  const begun = before !== undefined && before.phase !== 'approved';
  output.say(begun ? `始めた消去を続けます（状態: ${PHASE_NAMES[before.phase]}）。` : '次の記録を消去します。');
  sayScope(plan, output);
}

export function sayWaiting({ kmsKeys }: Pick<ErasureRecord, 'kmsKeys'>, output: Output): void {
  for (const key of kmsKeys)
    if (key.destroyedAt === undefined)
      output.say(`  ${key.alias}: ${japaneseTime(key.deletionDate)}に廃棄される予定です。`);
}

/** A key that was taken back or came back was answered for and waits anew. */
export function sayRescheduled(record: ErasureRecord, output: Output): void {
  const incident = record.incidents?.at(-1);
  const cameBack = incident?.seenGoneAt !== undefined;
  output.say(
    cameBack
      ? '消滅を確認した鍵が再び存在していたことを記録しました。廃棄証明書にも記載されます。'
      : '鍵の削除が取り消されていたことを記録しました。廃棄証明書にも記載されます。',
  );
  sayWaiting(record, output);
  output.say(
    `待機期間の後に kimitsu erase ${record.planId} を実行してください。既に発行した廃棄証明書に代わるものは、kimitsu certificate issue ${record.planId} により発行できます。`,
  );
}

/** How far this run has come, what it has left, and what comes next. */
export async function sayErasure(workspace: Workspace, record: ErasureRecord, output: Output): Promise<void> {
  output.say(`状態: ${PHASE_NAMES[record.phase]}`);
  sayWaiting(record, output);
  if (record.kmsKeys.some((key) => key.destroyedAt === undefined && isOver(key, workspace.ports.clock)))
    output.warn(UNSEEN);
  sayLeft(record, output);
  await sayNextCertificate(workspace, record, output);
}

/** What was erased, was there again, and is gone once more. */
export function sayReturned(
  before: ErasureRecord,
  { planId, returnedVersions = [] }: ErasureRecord,
  output: Output,
): void {
  for (const { versions, bytes } of returnedVersions.slice(before.returnedVersions?.length ?? 0)) {
    output.say(
      `消去した版のうち${versions.toLocaleString('ja-JP')}件（${humanBytes(bytes)}）が保存先に戻されていたため、改めて削除しました。`,
    );
    output.say(
      `戻した者及び理由を調査してください。廃棄証明書は、これを記載したものに代えてください: kimitsu certificate issue ${planId}`,
    );
  }
}

/** Of an erasure that an earlier run has completed. */
export async function sayComplete(
  workspace: Workspace,
  { plan, record }: { plan: DisposalPlan; record: ErasureRecord },
  output: Output,
): Promise<void> {
  output.say(`この計画による消去は、${japaneseTime(record.completedAt as string)}に完了しています。`);
  const sum = (of: 'objects' | 'versions' | 'bytes') => record.systems.reduce((total, line) => total + line[of], 0);
  const count = (of: 'objects' | 'versions') => sum(of).toLocaleString('ja-JP');
  output.say(`消去したもの: ファイル${count('objects')}件、版${count('versions')}件（${humanBytes(sum('bytes'))}）`);
  const kept = record.exceptions.length;
  if (kept > 0) output.say(`計画により残したもの: ${kept.toLocaleString('ja-JP')}件`);
  else if (!record.arrived?.length) output.say('計画の対象に、残したものはありません。');
  if (partText(plan) !== undefined) output.say('計画の対象としなかった記録は、そのままです。');
  sayLeft(record, output);
  const again = (
    await returnedRecords(workspace.ports.catalog, new Set(plan.lines.map(({ system }) => system)))
  ).toLocaleString('ja-JP');
  if (again !== '0')
    output.warn(
      `消去した記録と名称及び大きさの同じものが${again}件、保存先にあります。kimitsu review list で確認し、保管庫を履歴ごと戻したものは kimitsu erase 計画番号（この計画）により、ファイルとして置かれたものは新しい計画（kimitsu plan disposal --object 識別子）により消去してください。`,
    );
  output.say('バックアップその他の残るものについては、廃棄証明書に記載しています。');
  await sayNextCertificate(workspace, record, output);
}

function sayLeft({ arrived = [], keysKept }: ErasureRecord, output: Output): void {
  for (const { systemName, versions, bytes } of arrived)
    output.say(
      `  ${systemName}: 凍結の後に届いた${versions}件（${humanBytes(bytes)}）を残しました。消去していません。`,
    );
  if (keysKept)
    output.say(
      '残ったものの処理に必要なため、目録の鍵及び鍵管理サービスの鍵は消去していません。書込みを止め、classify と enforce の後に plan disposal で残りの計画を作ってください。',
    );
}

/** The certificate that stands for it, or how to get it. */
async function sayNextCertificate(workspace: Workspace, record: ErasureRecord, output: Output): Promise<void> {
  const { planId, phase } = record;
  const isComplete = phase === 'complete';
  const issued = (await certificateStatuses(workspace.ports.catalog)).filter((one) => one.planId === planId);
  const standing = issued.findLast((one) => one.stage === (isComplete ? 'final' : 'interim') && stands(one));
  if (standing) {
    const file = join(workspace.dir, 'certificates', `${standing.name}.zip`);
    output.say(
      `廃棄証明書（${isComplete ? '確定' : '暫定'}） ${standing.name}（${japaneseTime(standing.issuedAt)}発行）`,
    );
    output.say(`  提出用  ${file}`);
  } else if (isComplete) output.say(`確定の廃棄証明書を発行してください: kimitsu certificate issue ${planId}`);
  else output.say(`暫定の廃棄証明書を発行できます: kimitsu certificate issue ${planId}`);
  if (!isComplete)
    output.say(
      `待機期間の後に kimitsu erase ${planId} を再び実行すると、鍵の消滅を確認して完了し、確定の廃棄証明書を発行できます。`,
    );
}

const stands = ({ revoked, replacedBy, overtaken }: CertificateStatus): boolean =>
  !revoked && replacedBy === undefined && !overtaken;

/** Where Ctrl-C has stopped it, what cannot be taken back by now, and how to go on or to leave it. */
export function sayInterrupted(planId: string, record: ErasureRecord | undefined, output: Output): void {
  output.warn(`消去を中断しました。${stoppedAt(record)}`);
  const from = record ? '中断したところから続けます。' : '';
  output.warn(`  → 続けるときは、kimitsu erase ${planId} をもう一度実行してください。${from}`);
  if (record && isPastReturn(record)) output.warn('  → 消去した鍵は元に戻せないため、取り消すことはできません。');
  else if (record)
    output.warn(`  → やめるときは、kimitsu erase ${planId} --cancel --reason <理由> により取り消してください。`);
  else output.warn('  → やめるときは、何もする必要はありません。');
}

const UNTOUCHED = '鍵も記録も、まだ何も消去していません。';

function stoppedAt(record: ErasureRecord | undefined): string {
  const keys = (record ? begunUnits(record).length : 0).toLocaleString('ja-JP');
  switch (record?.phase) {
    case undefined:
    case 'cancelled':
      return `消去を始める前でした。${UNTOUCHED}`;
    case 'approved':
      return `対象を計画と照合しているところでした。${UNTOUCHED}`;
    case 'frozen':
      return isPastReturn(record)
        ? `ユニット鍵を消去しているところでした（着手したもの${keys}個）。`
        : `対象を凍結したところでした。${UNTOUCHED}対象の記録は、凍結されたままです。`;
    case 'unit-keys-destroyed':
      return `ユニット鍵（${keys}個）は消去済みで、版を削除しているところでした。`;
    case 'versions-deleted':
      return `ユニット鍵（${keys}個）の消去及び版の削除は済み、消去できたことを確認しているところでした。`;
    case 'read-back':
      return '記録の消去及びその確認は済み、鍵管理サービスの鍵の廃棄を設定しているところでした。';
    case 'kms-keys-scheduled':
      return '記録の消去は済み、鍵管理サービスの鍵の消滅を確認しているところでした。';
    case 'complete':
      return '消去は完了しています。';
  }
}

const isOver = ({ deletionDate }: KmsKeyErasure, clock: Clock): boolean => clock.now() >= new Date(deletionDate);
