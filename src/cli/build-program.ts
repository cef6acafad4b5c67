import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { COMMAND_ACCESS } from '../access/commands.js';
import { packageRoot } from '../base/package-root.js';
import type { Action } from './command.js';
import { commandsFor, isCommand } from './commands.js';
import { withCredentialOptions } from './credentials.js';
import { accessHelp } from './help/access-help.js';
import { EXAMPLES } from './help/examples.js';
import { COMMON, IDENTITY, JAPANESE_HELP } from './help/help-ja.js';
import { WrongCommandLine } from './usage-ja.js';

const { version: VERSION } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

/** Options of the program itself that are followed by their value. */
const WITH_VALUE = new Set(['--dir', '--log-level', '--log-file']);

/**
 * The command that a command line asks for, or for whose help; none for the version alone. Undefined: all are needed, to
 * show them or to say which one was meant.
 */
export function commandsIn(argv: readonly string[]): string[] | undefined {
  const words = argv.slice(2);
  if (words.length === 1 && /^(-V|--version)$/.test(words[0]!)) return [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (WITH_VALUE.has(word)) at += 1;
    else if (word !== 'help' && !word.startsWith('-')) return isCommand(word) ? [word] : undefined;
  }
  return undefined;
}

/** `help accounts dispose` as `accounts dispose --help`: the library's own `help` goes no deeper than one name. */
export function helpAsOption(argv: readonly string[]): string[] {
  const [node = '', program = '', help, command = '', ...below] = argv;
  if (help !== 'help' || below.length === 0 || !isCommand(command)) return [...argv];
  return [node, program, command, ...below, '--help'];
}

/**
 * Commands with their options and their help.
 *
 * @param action - what surrounds each command's own work
 * @param only - these; all when absent
 */
export async function buildProgram(action: Action, only?: readonly string[]): Promise<Command> {
  const program = new Command('kimitsu')
    .description('コンタクトセンターの記録を機密性１～３に分類し、暗号化、廃棄及び廃棄証明までを行います。')
    .option('--dir <dir>', '作業フォルダー', '.')
    .option('--json', '結果を JSON で標準出力に出します（機械処理用）')
    .option(
      '--log-level <amount>',
      'ログの詳しさ（debug、info、warn、error、silent）。環境変数 KIMITSU_LOG でも指定できます',
    )
    .option('--log-file <file>', 'ログの出力先。なければ標準エラー出力')
    .helpOption('-h, --help', '使い方を表示します')
    .helpCommand('help [command]', 'コマンドの使い方を表示します')
    .version(VERSION, '-V, --version', '版を表示します')
    .configureHelp(JAPANESE_HELP)
    .configureOutput({ outputError() {} })
    .exitOverride((error) => {
      throw new WrongCommandLine(error, '');
    });
  for (const register of await commandsFor(only)) register(program, action);
  for (const command of allCommands(program)) {
    const path = pathOf(command);
    command.configureOutput({ outputError() {} }).exitOverride((error) => {
      throw new WrongCommandLine(error, path);
    });
    command.helpOption('-h, --help', '使い方を表示します');
    const access = COMMAND_ACCESS[path];
    if (access) {
      command.optionsGroup(IDENTITY);
      withCredentialOptions(command, access);
    }
    command.optionsGroup(COMMON);
    command.option('--dir <dir>', '作業フォルダー').option('--json', '結果を JSON で出します');
    command.option('--log-level <amount>', 'ログの詳しさ').option('--log-file <file>', 'ログの出力先');
    const example = EXAMPLES[path];
    if (example !== undefined) command.addHelpText('after', `\n例: kimitsu ${example}`);
    if (access) command.addHelpText('after', accessHelp(access));
  }
  return program;
}

/** `accounts dispose`: as people give it, without the name of the program. */
export function pathOf(command: Command): string {
  const above = command.parent;
  return above?.parent ? `${pathOf(above)} ${command.name()}` : command.name();
}

export function allCommands(program: Command): Command[] {
  return program.commands.flatMap((command) => [command, ...allCommands(command)]);
}
