import { input, password } from '@inquirer/prompts';
import type { Command } from 'commander';
import { accountIn } from '../app/access/actor.js';
import type { Tried } from '../app/access/refusal.js';
import { type TwoPeople, twoPeople } from '../app/access/second-person.js';
import type { Workspace } from '../app/workspace.js';
import { secretFrom } from './credentials.js';

export interface SecondPersonOptions {
  confirmAs?: string;
  confirmSecretFile?: string;
}

/** The options of a second person, who stands beside the one who gives the command. */
export function withSecondPerson(command: Command): Command {
  return command
    .option('--confirm-as <name>', '記録を確認する別の利用者の名称。利用者の登録の後は必須です')
    .option('--confirm-secret-file <file>', 'その利用者のパスワード等のファイル。- なら標準入力の次の行');
}

/** Undefined where nobody was named and nobody can be asked. */
async function shownBy(
  { confirmAs, confirmSecretFile }: SecondPersonOptions,
  json: boolean,
): Promise<{ name: string; secret: string } | undefined> {
  const asks = process.stdin.isTTY && !json;
  const name = confirmAs ?? (asks ? await input({ message: '記録を確認する別の利用者の名称:' }) : undefined);
  if (name === undefined) return undefined;
  if (confirmSecretFile !== undefined) return { name, secret: await secretFrom(confirmSecretFile) };
  if (!asks) return undefined;
  return { name, secret: await password({ message: '確認する利用者のパスワード:', mask: true }) };
}

/** Who records a letter and who confirms that; undefined while nobody is enrolled. @throws {Fault} as `twoPeople` */
export async function confirmedBySecond(
  workspace: Workspace,
  tried: Tried,
  options: SecondPersonOptions,
  json: boolean,
): Promise<TwoPeople | undefined> {
  if (accountIn(workspace.ports.actor) === undefined) return undefined;
  return twoPeople(workspace, tried, await shownBy(options, json));
}
