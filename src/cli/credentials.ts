import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { asksFor, type CommandAccess } from '../access/commands.js';
import type { Credentials } from '../app/access/admission.js';
import { Fault } from '../base/fault.js';
import { nextLine } from './stdin-lines.js';

interface CredentialOptions {
  as?: string;
  secretFile?: string;
  code?: string;
  codeFile?: string;
}

/** B1-1-1: the options by which somebody shows who they are, on every command that may ask for it. */
export function withCredentialOptions(command: Command, access: CommandAccess): void {
  const { identity, code } = asksFor(access);
  if (identity) {
    command.option('--as <name>', '操作する利用者の名称。指定がなければ、画面で入力を求めます');
    command.option('--secret-file <file>', '利用者のパスワード又はアクセスキーのファイル。- なら標準入力の1行目');
  }
  if (!code) return;
  command.option('--code <code>', '認証アプリ等の確認コード（6桁）。指定がなければ、画面で入力を求めます');
  command.option('--code-file <file>', '確認コード又は回復コードのファイル。- なら標準入力の次の行');
}

/** Asks a person at a terminal for what was not given; elsewhere what was not given is missing. */
export function credentialsOf({ as, secretFile, code, codeFile }: CredentialOptions, json: boolean): Credentials {
  const asks = process.stdin.isTTY && !json;
  return {
    name: async () => as ?? (asks ? (await prompts()).input({ message: '操作する利用者の名称:' }) : undefined),
    secret: async () => {
      if (secretFile !== undefined) return secretFrom(secretFile);
      return asks ? (await prompts()).password({ message: 'パスワード:', mask: true }) : undefined;
    },
    code: async () => {
      if (code !== undefined) return code;
      if (codeFile !== undefined) return secretFrom(codeFile);
      return asks ? (await prompts()).input({ message: '確認コード（6桁）又は回復コード:' }) : undefined;
    },
  };
}

/** Loaded for a person only: it is a tenth of a command's start. */
const prompts = () => import('@inquirer/prompts');

/**
 * The first line of a file that nobody but who runs this can read.
 * @param file - `-`: the next line of standard input
 * @throws {Fault} denied `access/secret-exposed`; usage `access/secret-unreadable`
 */
export async function secretFrom(file: string): Promise<string> {
  if (file === '-') return (await nextLine(process.stdin)) ?? '';
  let content: string;
  try {
    const handle = await open(file);
    try {
      assertOwn(await handle.stat());
      content = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('usage', 'access/secret-unreadable', 'the file of the secret cannot be read', {}, { cause });
  }
  return content.split(/\r?\n/, 1)[0] ?? '';
}

function assertOwn({ mode, uid }: Stats): void {
  const own = process.getuid?.() ?? uid;
  if ((mode & 0o077) === 0 && (uid === own || own === 0)) return;
  const hint = 'make the file your own and chmod 600 it, and have the secret replaced if others may have read it';
  throw new Fault('denied', 'access/secret-exposed', 'others can read or write the file of the secret', {}, { hint });
}
