import type { CommandAccess, Rule } from '../../access/commands.js';
import type { Role } from '../../base/role.js';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  operator: '運用者',
  'privileged-operator': '特権運用者',
  approver: '承認者',
  prefecture: '府',
  auditor: '監査者',
};

/** What `--help` says of who may give a command (B2-3-1). */
export function accessHelp(access: CommandAccess): string {
  const lines = [`権限: ${textOf(access)}`];
  if (access.withFactor) lines.push('  二要素認証を登録した利用者は、その確認コードも必要です。');
  for (const variant of access.variants ?? []) lines.push(`  ${variant.whenJa}: ${variant.howJa ?? textOf(variant)}`);
  if (access.first) lines.push('  最初の1人の登録のとき: 本人確認は不要です。1回に限ります。');
  return `\n${lines.join('\n')}\n`;
}

function textOf({ kind, roles }: Rule): string {
  const names = roles.map((role) => ROLE_NAMES[role]).join('、');
  if (kind === 'open') return '本人確認は不要です。';
  if (kind === 'personal') return `利用者の登録の後は、${names}の本人確認が必要です。`;
  return `特権操作です。${names}の本人確認と、その時点での二要素認証が必要です。`;
}
