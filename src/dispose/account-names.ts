import { maskedSample } from '../base/mask.js';
import type { AccountKind, AccountReadBack, AccountState, KeptReason } from './account-disposal.js';

/** The shape of a name, in characters that every document can show. */
export function maskedName(name: string): string {
  return maskedSample(name).replace(/[^\x20-\x7e●…]/gu, '●');
}

/** Japanese names for tables and documents. */

export const KIND_NAMES: Readonly<Record<AccountKind, string>> = {
  user: '利用者アカウント',
  privileged: '管理者特権アカウント',
  special: '特殊アカウント',
};

export const CREDENTIAL_NAMES: Readonly<Record<string, string>> = {
  password: 'パスワード',
  'access-key': 'アクセスキー',
  'mfa-device': '多要素認証デバイス',
  'recovery-codes': '回復コード（一式）',
  certificate: '証明書',
  'ssh-key': 'SSH 公開鍵',
  'service-credential': 'サービス別認証情報',
  'role-trust': 'ロールの引受設定',
};

export const STATE_NAMES: Readonly<Record<AccountState, string>> = {
  planned: '未着手',
  begun: '実施中（未完了）',
  disposed: '廃棄済み',
  'found-absent': '着手前に不存在',
  'credentials-removed': '資格情報のみ廃棄',
};

export const READ_BACK_NAMES: Readonly<Record<AccountReadBack, string>> = {
  gone: '不存在を確認',
  left: '残存を確認',
  refused: '接続拒否を確認',
  'not-read': '未確認',
};

export const KEPT_REASONS: Readonly<Record<KeptReason, string>> = {
  'keys-pending': '鍵の消滅の確認が済んでいない',
  'certificate-open': '確定の廃棄証明書が発行されていない',
  'manual-open': '手作業による廃棄の記録が済んでいないアカウントがある',
  'unplanned-left': '計画書に記載のないアカウントが残っている',
};

/** `アクセスキー 2、パスワード 1`, in the order of the names above. */
export function credentialCounts(kinds: readonly string[]): string {
  const counted = Object.entries(CREDENTIAL_NAMES)
    .map(([kind, name]) => [name, kinds.filter((one) => one === kind).length] as const)
    .filter(([, count]) => count > 0);
  return counted.length === 0 ? 'なし' : counted.map(([name, count]) => `${name} ${count}`).join('、');
}
