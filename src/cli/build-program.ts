import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { COMMAND_ACCESS } from '../access/commands.js';
import { packageRoot } from '../base/package-root.js';
import type { Action } from './command.js';
import { COMMANDS } from './commands.js';
import { withCredentialOptions } from './credentials.js';
import { accessHelp } from './help/access-help.js';
import { EXAMPLES } from './help/examples.js';
import { COMMON, IDENTITY, JAPANESE_HELP } from './help/help-ja.js';
import { WrongCommandLine } from './usage-ja.js';

const { version: VERSION } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

/** Every command with its options and its help. @param action - what surrounds each command's own work */
export function buildProgram(action: Action): Command {
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
  for (const register of COMMANDS) register(program, action);
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
