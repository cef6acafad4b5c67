import type { CommanderError } from 'commander';

const MESSAGES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'そのようなコマンドはありません',
  'commander.unknownOption': 'そのような指定はありません',
  'commander.missingArgument': '必要な引数がありません',
  'commander.missingMandatoryOptionValue': '必要な指定がありません',
  'commander.optionMissingArgument': '指定に値がありません',
  'commander.excessArguments': '引数が多すぎます',
  'commander.invalidArgument': '値が正しくありません',
};

/** A wrong command line in Japanese; undefined where it is none, such as after `--help`. */
export function usageText({ code, message }: CommanderError): string | undefined {
  const text = MESSAGES[code];
  if (text === undefined) return undefined;
  const named = /'([^']+)'/.exec(message)?.[1];
  return `エラー [${code.replace('commander.', 'usage/')}] ${text}${named === undefined ? '' : `: ${named}`}\n  → 使い方は kimitsu --help で確認してください。\n`;
}
