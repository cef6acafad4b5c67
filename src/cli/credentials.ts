import { readFile, stat } from 'node:fs/promises';
import { input, password } from '@inquirer/prompts';
import type { Command } from 'commander';
import { asksFor, type CommandAccess } from '../access/commands.js';
import type { Credentials } from '../app/access/admission.js';
import { Fault } from '../base/fault.js';
import { nextLine } from './stdin-lines.js';

interface CredentialOptions {
  as?: string;
  secretFile?: string;
  code?: string;
}

/** B1-1-1: the options by which somebody shows who they are, on every command that may ask for it. */
export function withCredentialOptions(command: Command, access: CommandAccess): void {
  const { identity, code } = asksFor(access);
  if (identity) {
    command.option('--as <name>', '操作する利用者の名称。端末では入力を求めます');
    command.option('--secret-file <file>', '利用者のパスワード又はアクセスキーのファイル。- なら標準入力の1行目');
  }
  if (code) command.option('--code <code>', '認証アプリ等の確認コード（6桁）又は回復コード。端末では入力を求めます');
}

/** Asks a person at a terminal for what was not given; elsewhere what was not given is missing. */
export function credentialsOf({ as, secretFile, code }: CredentialOptions, json: boolean): Credentials {
  const asks = process.stdin.isTTY && !json;
  return {
    name: async () => as ?? (asks ? input({ message: '操作する利用者の名称:' }) : undefined),
    secret: async () => {
      if (secretFile !== undefined) return secretFrom(secretFile);
      return asks ? password({ message: 'パスワード:', mask: true }) : undefined;
    },
    code: async () => code ?? (asks ? input({ message: '確認コード（6桁）又は回復コード:' }) : undefined),
  };
}

/** @throws {Fault} denied `access/secret-exposed`; usage `file/unreadable` */
export async function secretFrom(file: string): Promise<string> {
  if (file === '-') return (await nextLine(process.stdin)) ?? '';
  let content: string;
  try {
    if (((await stat(file)).mode & 0o077) !== 0) {
      const hint = 'chmod 600 the file, and have the secret replaced if others may have read it';
      throw new Fault('denied', 'access/secret-exposed', 'others can read the file of the secret', {}, { hint });
    }
    content = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('usage', 'access/secret-unreadable', 'the file of the secret cannot be read', {}, { cause });
  }
  return content.split(/\r?\n/, 1)[0] ?? '';
}
