import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMAND_ACCESS } from '../../src/access/commands.js';
import { allCommands, buildProgram, pathOf } from '../../src/cli/build-program.js';
import type { Action } from '../../src/cli/command.js';
import { EXAMPLES } from '../../src/cli/help/examples.js';
import { widthOf, wrapped } from '../../src/cli/text-width.js';
import { usageText, WrongCommandLine } from '../../src/cli/usage-ja.js';
import { screen } from '../support/screen.js';

const shown = screen();
const { kimitsu } = shown;

/** A program that does nothing. @param given - told of the command that was given */
function idle(given: (command: Command) => void = () => undefined) {
  const action: Action =
    () =>
    async (...args) =>
      given(args.at(-1) as Command);
  return buildProgram(action);
}

const program = await idle();
const parsed = async (line: string): Promise<string> => {
  let path = '';
  const words = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
  const program = await idle((command) => {
    path = pathOf(command);
  });
  await program.parseAsync(['node', 'kimitsu', ...words]);
  return path;
};

describe('--help', () => {
  it.each([program, ...allCommands(program)].map((command) => [pathOf(command), command] as const))(
    'of %s is Japanese and fits 80 columns',
    (_path, command) => {
      const help = command.helpInformation();
      expect(help).toMatch(/^使い方: kimitsu/);
      expect(help).not.toMatch(/Usage:|Options:|Commands:|Arguments:|default:|choices:|\[options\]|<[a-z]+>/);
      expect(help.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
    },
  );

  it.each`
    asked                              | command
    ${['help', 'accounts', 'dispose']} | ${'使い方: kimitsu accounts dispose'}
    ${['help', 'migrate', 'verify']}   | ${'使い方: kimitsu migrate verify'}
    ${['help', 'accounts']}            | ${'使い方: kimitsu accounts'}
    ${['accounts', 'help', 'dispose']} | ${'使い方: kimitsu accounts dispose'}
  `('$asked shows the help of that command', async ({ asked, command }) => {
    expect(await kimitsu(...asked)).toBe(0);
    expect(shown.stdout).toContain(`${command} `);
  });

  it('has an example of every command, which is that command', async () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(COMMAND_ACCESS).sort());
    for (const [path, example] of Object.entries(EXAMPLES)) expect(await parsed(example)).toBe(path);
  });
});

describe('a wrong command line', () => {
  it.each`
    line                       | code                             | says
    ${'reviw'}                 | ${'unknownCommand'}              | ${'次の指定ではありませんか: review'}
    ${'review lst'}            | ${'unknownCommand'}              | ${'kimitsu review --help'}
    ${'erase'}                 | ${'missingArgument'}             | ${'必要な引数がありません: 計画番号'}
    ${'erase plan-1 --foo'}    | ${'unknownOption'}               | ${'kimitsu erase --help'}
    ${'review decide obj-1'}   | ${'missingMandatoryOptionValue'} | ${'kimitsu review decide --help'}
    ${'keys rotate --level 4'} | ${'invalidArgument'}             | ${'kimitsu keys rotate --help'}
    ${'schedule classify'}     | ${'excessArguments'}             | ${'schedule は引数を取りません'}
    ${'erase plan-1 plan-2'}   | ${'excessArguments'}             | ${'erase の引数は1個までです'}
    ${'certificate list'}      | ${'unknownCommand'}              | ${'一覧は kimitsu status'}
  `('$line: says $says', async ({ line, code, says }) => {
    const error = await parsed(line).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(WrongCommandLine);
    const text = usageText(error) ?? '';
    expect(text).toContain(`エラー [usage/${code}]`);
    expect(text).toContain(says);
    expect(text).not.toMatch(/error:|<[a-z]+>/);
  });
});

describe('wrapped', () => {
  it.each`
    text                         | width | lines
    ${'記録を消去します。'}      | ${8}  | ${['記録を消', '去しま', 'す。']}
    ${'値（個人情報）'}          | ${5}  | ${['値', '（個', '人情', '報）']}
    ${'kimitsu enforce を実行'}  | ${10} | ${['kimitsu', 'enforce を', '実行']}
    ${'data/pbx/2026/long-name'} | ${8}  | ${['data/pbx/2026/long-name']}
    ${'一\n二'}                  | ${8}  | ${['一', '二']}
    ${''}                        | ${8}  | ${['']}
  `('$text in $width columns', ({ text, width, lines }) => expect(wrapped(text, width)).toEqual(lines));
});
