import type { CommanderError } from 'commander';
import { argumentInJapanese, inJapanese } from './help/placeholders.js';

const MESSAGES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'そのようなコマンドはありません',
  'commander.unknownOption': 'そのような指定はありません',
  'commander.missingArgument': '必要な引数がありません',
  'commander.missingMandatoryOptionValue': '必要な指定がありません',
  'commander.optionMissingArgument': '指定に値がありません',
  'commander.excessArguments': '引数が多すぎます',
  'commander.invalidArgument': '値が正しくありません',
  'commander.conflictingOption': '同時に指定できないものがあります',
};

/** What commander said, and of which command; also where it has only shown help or version. */
export class WrongCommandLine extends Error {
  constructor(
    readonly said: CommanderError,
    /** `accounts dispose`; empty: of the program. */
    readonly command: string,
  ) {
    super(said.message, { cause: said });
  }
}

/** A wrong command line in Japanese; undefined where it is none, such as after `--help`. */
export function usageText({ said: { code, message }, command }: WrongCommandLine): string | undefined {
  const text = MESSAGES[code];
  if (text === undefined) return undefined;
  const quoted = /'([^']+)'/.exec(message)?.[1];
  const named = code === 'commander.missingArgument' ? argumentInJapanese(quoted ?? '') : quoted;
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const lines = [
    `エラー [${code.replace('commander.', 'usage/')}] ${text}${named === undefined ? '' : `: ${inJapanese(named)}`}`,
    ...(meant === undefined ? [] : [`  → 次の誤りではありませんか: ${meant}`]),
    `  → 使い方は kimitsu ${command === '' ? '' : `${command} `}--help で確認してください。`,
  ];
  return `${lines.join('\n')}\n`;
}
