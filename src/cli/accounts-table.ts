import type { AffectedAccount } from '../app/accounts/dispose-plan.js';
import {
  type AccountRegister,
  CREDENTIAL_NAMES,
  credentialCounts,
  KIND_NAMES,
  type RegisteredAccount,
} from '../app/accounts/register.js';
import { DAY_MS } from '../base/clock.js';
import type { Credential } from '../ports/account-directory.js';
import { ROLE_NAMES } from './help/access-help.js';
import { japaneseTime, type Output } from './print.js';

const ROLES_JA: Readonly<Record<string, string>> = ROLE_NAMES;
const KINDS = ['user', 'privileged', 'special'] as const;

/**
 * The register, kind by kind, as 別紙３ sorts them, each with its credentials one by one.
 * @param embedded - ids of the directories whose grants are roles of ours; those of others keep the names they have there
 */
export function sayRegister(
  { accounts, manual }: AccountRegister,
  embedded: ReadonlySet<string>,
  now: Date,
  output: Output,
): void {
  for (const kind of KINDS) {
    const rows = accounts.filter((account) => account.kind === kind);
    output.say(`${KIND_NAMES[kind]}　${rows.length}件`);
    if (rows.length > 0)
      output.table(
        ['保管先', '識別子', '名称', '状態', '資格情報', '権限', '作成日時', '最終利用'],
        rows.map((account) => [
          account.directory,
          account.accountId,
          `${account.name}${account.own ? '（実行中）' : ''}`,
          account.status === 'active' ? '有効' : '無効',
          credentialCounts(account.credentials.map((one) => one.kind)),
          account.grants.map((grant) => (embedded.has(account.directory) && ROLES_JA[grant]) || grant).join('、'),
          japaneseTime(account.createdAt),
          account.lastUsedAt === undefined ? '' : japaneseTime(account.lastUsedAt),
        ]),
      );
    const credentials = rows.flatMap((account) => account.credentials.map((one) => credentialRow(account, one, now)));
    if (credentials.length === 0) continue;
    output.say(`${KIND_NAMES[kind]}の資格情報　${credentials.length}件`);
    output.table(['名称', '種類', '識別子', '状態', '作成日時', '経過日数', '最終利用', '備考'], credentials, [5]);
  }
  if (manual.length === 0) return;
  output.say(`手作業で管理するアカウント　${manual.length}件`);
  output.table(
    ['識別子', 'システム', '区分', '管理する部署', '資格情報'],
    manual.map(({ id, system, kind, holder, credentials }) => [
      id,
      system,
      KIND_NAMES[kind],
      holder,
      credentialCounts(credentials),
    ]),
  );
}

function credentialRow(
  { name }: RegisteredAccount,
  { kind, id, status, createdAt, lastUsedAt, expiresAt, trusted }: Credential,
  now: Date,
): (string | number)[] {
  const remarks = [
    ...(expiresAt === undefined ? [] : [`期限 ${japaneseTime(expiresAt)}`]),
    ...(trusted === undefined ? [] : [trustedText(trusted)]),
  ];
  return [
    name,
    CREDENTIAL_NAMES[kind] ?? kind,
    id,
    status === 'active' ? '有効' : '無効',
    createdAt === undefined ? '' : japaneseTime(createdAt),
    createdAt === undefined ? '' : Math.max(0, Math.floor((now.getTime() - Date.parse(createdAt)) / DAY_MS)),
    lastUsedAt === undefined ? '記録なし' : japaneseTime(lastUsedAt),
    remarks.join('\n'),
  ];
}

function trustedText(trusted: readonly string[]): string {
  if (trusted.length === 0) return '引受可能な者なし';
  return `引受可能: ${trusted.map((one) => (one === '*' ? '全ての者' : one)).join('、')}`;
}

/**
 * Accounts that a disposal is about, with what they have now.
 * @param ownStays - the account that carries it out is not taken away this time
 */
export function sayAffected(accounts: readonly AffectedAccount[], output: Output, ownStays = false): void {
  output.table(
    ['区分', '保管先', '識別子', '名称', '現在の資格情報', '備考'],
    accounts.map(({ kind, directory, accountId, name, credentials, own }) => [
      KIND_NAMES[kind],
      directory,
      accountId,
      name ?? '',
      credentialCounts(credentials),
      remark(directory, name, own, ownStays),
    ]),
  );
}

function remark(directory: string, name: string | undefined, own: boolean, ownStays: boolean): string {
  if (directory === 'manual') return '手作業で廃棄し、accounts record で記録';
  if (name === undefined) return '既に存在しません';
  if (!own) return '';
  return ownStays ? '実行中のアカウント（今回は残す）' : '実行中のアカウント（最後に廃棄）';
}

/** How the register stands to what was accepted. */
export const REGISTER_STANDINGS = {
  accepted: '変更されていません',
  altered: 'kimitsu 以外から変更されています',
  missing: 'ありません',
  'not-bound': '利用者の登録の前です',
};
