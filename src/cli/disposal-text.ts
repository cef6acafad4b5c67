import type { DisposalPreview } from '../app/accounts/dispose-plan.js';
import { KEPT_REASONS } from '../app/accounts/register.js';
import type { AccountDisposalRecord, KeptReason } from '../dispose/account-disposal.js';
import { sayAffected } from './accounts-table.js';
import { japaneseTime, type Output } from './print.js';

const LAST =
  '実行中のアカウントの廃棄の後は、廃棄証明書の発行、府の受領の記録、監査ログの提出等、本人確認を要する操作ができません。必要なものは先に済ませてください。';
const ALONE =
  '残る手続（鍵の消滅の確認、確定の廃棄証明書の発行等）は、残したアカウントだけで行うことになります。そのアカウントの認証アプリ及び回復コードを失うと行えなくなるため、手続の後に廃棄することも検討してください。';

/** What a disposal is about to take away, and what it leaves (B1-1-2). Who tries it out has not shown who they are. */
export function sayDisposal(
  { begun, endedAt, affected, unplanned, ownKept }: DisposalPreview,
  { dryRun }: { dryRun: boolean },
  output: Output,
): void {
  if (endedAt !== undefined) output.say(`この計画によるアカウントの廃棄は、${japaneseTime(endedAt)}に完了しています。`);
  else if (dryRun) output.say('この計画で廃棄されるアカウントは、次のとおりです。');
  else output.say(begun ? '始めたアカウントの廃棄を続けます。' : '次のアカウントを、資格情報とともに廃棄します。');
  const isKept = ownKept.length > 0;
  sayAffected(affected, output, isKept);
  const hasOwn = affected.some(({ own }) => own);
  if (isKept && (hasOwn || dryRun)) {
    output.say(`${dryRun ? '実行するアカウント' : '実行中のアカウント'}は、次の理由により残します。`);
    sayKept(ownKept, output);
    if (ownKept.some((reason) => reason === 'keys-pending' || reason === 'certificate-open')) output.say(ALONE);
  } else if (hasOwn) output.say(LAST);
  if (unplanned.length === 0) return;
  output.say('次のアカウントは計画に記載がないため、廃棄しません。');
  sayAffected(unplanned, output);
}

/** What a run has removed, what it has left and why, and what is to be done about it. */
export function sayDisposed(
  { planId, accounts, ownKept, manual, unplanned, endedAt }: AccountDisposalRecord,
  output: Output,
): void {
  output.say(`廃棄し、不存在を確認したアカウント: ${disposedOf(accounts)}件`);
  for (const { accountId, state } of accounts)
    if (state === 'credentials-removed')
      output.say(`${accountId}: 資格情報だけを廃棄しました。残った空のアカウントは、別の管理者が削除してください。`);
  if (ownKept.length > 0) output.say('実行中のアカウントは、次の理由により残しました。');
  sayKept(ownKept, output);
  for (const { accountId, recorded } of manual)
    if (!recorded) output.say(`${accountId}: 手作業で廃棄し、kimitsu accounts record で記録してください。`);
  for (const { directory, accountId } of unplanned)
    output.warn(`警告: 計画に記載のないアカウントが残っています: ${directory} ${accountId}`);
  if (endedAt !== undefined) output.say('計画に記載の全てのアカウントの廃棄が完了しました。');
  output.say(`アカウント廃棄報告書は、kimitsu accounts report --plan ${planId} により作ります。`);
}

/** Where Ctrl-C has stopped it, what cannot be taken back by now, and how to go on. */
export function sayDisposalStopped(planId: string, record: AccountDisposalRecord | undefined, output: Output): void {
  const disposed = disposedOf(record?.accounts ?? []);
  const begun = record?.accounts.filter(({ state }) => state === 'begun').length ?? 0;
  const of = record ? `、計画 ${record.accounts.length}件` : '';
  output.warn(`アカウントの廃棄を中断しました。廃棄し、不存在を確認したアカウント: ${disposed}件${of}。`);
  if (begun > 0)
    output.warn(`  着手し、不存在を確認していないアカウント: ${begun}件（資格情報の一部を失っていることがあります）。`);
  if (disposed > 0) output.warn('  廃棄したアカウントは、元に戻せません。');
  output.warn(
    `  → 続けるときは、kimitsu accounts dispose --plan ${planId} をもう一度実行してください。中断したところから続けます。`,
  );
}

const disposedOf = (accounts: AccountDisposalRecord['accounts']): number =>
  accounts.filter(({ state }) => state === 'disposed').length;

function sayKept(reasons: readonly KeptReason[], output: Output): void {
  for (const reason of reasons) output.say(`  ・${KEPT_REASONS[reason]}`);
}
