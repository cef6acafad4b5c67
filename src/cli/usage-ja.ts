import type { CommanderError } from 'commander';
import type { Fault } from '../base/fault.js';
import { argumentInJapanese, inJapanese } from './help/placeholders.js';

const MESSAGES: Readonly<Record<string, { ja: string; en: string }>> = {
  'commander.help': { ja: 'コマンドの指定がありません', en: 'no command was given' },
  'commander.unknownCommand': { ja: 'そのようなコマンドはありません', en: 'there is no such command' },
  'commander.unknownOption': { ja: 'そのような指定はありません', en: 'there is no such option' },
  'commander.missingArgument': { ja: '必要な引数がありません', en: 'an argument is missing' },
  'commander.missingMandatoryOptionValue': { ja: '必要な指定がありません', en: 'an option that is needed is missing' },
  'commander.optionMissingArgument': { ja: '指定に値がありません', en: 'an option has no value' },
  'commander.excessArguments': { ja: '引数が多すぎます', en: 'there are too many arguments' },
  'commander.invalidArgument': { ja: '値が正しくありません', en: 'a value is not one of those possible' },
  'commander.conflictingOption': { ja: '同時に指定できないものがあります', en: 'options exclude each other' },
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

/** Whether it has only shown what was asked for, such as after `--help`. */
const isWrong = ({ code, exitCode }: CommanderError): boolean => exitCode !== 0 && MESSAGES[code] !== undefined;

const codeOf = (said: CommanderError): string =>
  said.code === 'commander.help' ? 'usage/missingCommand' : said.code.replace('commander.', 'usage/');

const helpOf = (command: string): string => `kimitsu ${command === '' ? '' : `${command} `}--help`;

/** What `--json` gives of a failure, as `error`. */
export type ErrorResult = Pick<Fault, 'kind' | 'code' | 'message' | 'hint' | 'detail'>;

/** For the machine; without what was typed, which can be a name. Undefined where nothing is wrong. */
export function usageError({ said, command }: WrongCommandLine): ErrorResult | undefined {
  if (!isWrong(said)) return undefined;
  const message = MESSAGES[said.code]!.en;
  return { kind: 'usage', code: codeOf(said), message, hint: `see \`${helpOf(command)}\``, detail: { command } };
}

/** A wrong command line in Japanese; undefined where it is none. */
export function usageText({ said, command }: WrongCommandLine): string | undefined {
  if (!isWrong(said)) return undefined;
  const { code, message } = said;
  const quoted = /'([^']+)'/.exec(message)?.[1];
  const named = namedIn(said, quoted);
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const lines = [
    `エラー [${codeOf(said)}] ${MESSAGES[code]!.ja}${named === undefined ? '' : `: ${inJapanese(named)}`}`,
    ...(meant === undefined ? [] : [`  → 次の指定ではありませんか: ${meant}`]),
    ...(quoted === 'list' && LISTED_IN_STATUS.has(command)
      ? ['  → 計画及び証明書の一覧は kimitsu status で確認できます。']
      : []),
    `  → 使い方は ${helpOf(command)} で確認してください。`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Groups without a list of their own. */
const LISTED_IN_STATUS: ReadonlySet<string> = new Set(['plan', 'certificate']);

/** What the message is about: of too many arguments, how many there may be. */
function namedIn({ code, message }: CommanderError, quoted: string | undefined): string | undefined {
  if (code === 'commander.missingArgument') return argumentInJapanese(quoted ?? '');
  if (code !== 'commander.excessArguments' || quoted === undefined) return quoted;
  const most = Number(/Expected ([0-9]+)/.exec(message)?.[1] ?? 0);
  return `${quoted} ${most === 0 ? 'は引数を取りません' : `の引数は${most}個までです`}`;
}
