import { password as askPassword } from '@inquirer/prompts';
import { Fault } from '../base/fault.js';
import { nextLine } from './stdin-lines.js';

/**
 * A password that is new: typed twice at a terminal, or the next line of what is piped in.
 * @throws {Fault} usage `accounts/no-password`, `accounts/passwords-differ`
 */
export async function newPassword(piped: boolean, json: boolean): Promise<string> {
  if (piped) return (await nextLine(process.stdin)) ?? '';
  assertAskable(json);
  const first = await askPassword({ message: 'パスワード（12文字以上）:', mask: true });
  const second = await askPassword({ message: 'もう一度入力してください:', mask: true });
  if (first !== second) throw new Fault('usage', 'accounts/passwords-differ', 'the two passwords differ');
  return first;
}

/** @throws {Fault} usage `accounts/no-password` where nobody can be asked */
export function assertAskable(json: boolean): void {
  if (process.stdin.isTTY && !json) return;
  const hint = 'on a terminal it is asked for; elsewhere pipe it in with --password-stdin';
  throw new Fault('usage', 'accounts/no-password', 'no password was given', {}, { hint });
}
