import { input } from '@inquirer/prompts';
import type { Command } from 'commander';
import { letterLimits } from '../app/end-of-service/approve-plan.js';
import type { LetterApproval } from '../certify/letter-approval.js';
import type { Output } from './print.js';

/** What a letter approves, as the texts name it. */
export type Approved = '計画' | '文書';

export interface LetterHashOptions {
  letterHash?: string;
  confirmLetterHash?: string;
}

/** What binds a letter to what it approves, beside the word of two people. */
export function withLetterHash(command: Command, what: Approved): Command {
  return command
    .option(
      '--letter-hash <hash>',
      `記録する者が承認書から読み取った${what}のハッシュ値（先頭の16桁以上でも可）。${what}と異なるときは記録しません`,
    )
    .option('--confirm-letter-hash <hash>', `確認する者が承認書から読み取った${what}のハッシュ値（同上）`);
}

/** Each of the two by themselves: at a terminal they are asked, and may leave it out. */
export async function typedFromLetter(
  { letterHash, confirmLetterHash }: LetterHashOptions,
  what: Approved,
  json: boolean,
): Promise<{ recorded: string | undefined; confirmed: string | undefined }> {
  const asks = process.stdin.isTTY && !json;
  const ask = (who: string) =>
    input({ message: `${who}: 承認書に記載された${what}のハッシュ値（先頭の16桁以上。入力しないときは Enter）:` });
  const recorded = letterHash ?? (asks ? await ask('記録する者') : undefined);
  const confirmed = confirmLetterHash ?? (asks ? await ask('確認する者') : undefined);
  return { recorded, confirmed };
}

/** What is known of the binding: whoever wants more types it now, or has another scan made. */
export function sayBinding(letter: LetterApproval | undefined, what: Approved, output: Output): void {
  if (letter?.typed) for (const text of letterLimits(letter, what).slice(1)) output.say(text);
}

export const boundBy = ({ typed, scanText }: Partial<LetterApproval> = {}) => ({
  ...(typed ? { typed } : {}),
  ...(scanText ? { scanText } : {}),
});
