import { describe, expect, it } from 'vitest';
import { allCommands, buildProgram, commandsIn, pathOf } from '../../src/cli/build-program.js';

describe('what a command line needs of the program', () => {
  it.each`
    line                                | commands
    ${'worker'}                         | ${['worker']}
    ${'worker --help'}                  | ${['worker']}
    ${'help worker'}                    | ${['worker']}
    ${'--dir worker classify --json'}   | ${['classify']}
    ${'--dir=worker --json classify'}   | ${['classify']}
    ${'--log-level info plan disposal'} | ${['plan']}
    ${'read status --purpose 照会'}     | ${['read']}
    ${'--version'}                      | ${[]}
    ${'-V'}                             | ${[]}
    ${''}                               | ${undefined}
    ${'--help'}                         | ${undefined}
    ${'help'}                           | ${undefined}
    ${'clasify status'}                 | ${undefined}
    ${'constructor'}                    | ${undefined}
    ${'--dir'}                          | ${undefined}
  `('of `$line` is $commands', ({ line, commands }: { line: string; commands?: string[] }) =>
    expect(commandsIn(['node', 'kimitsu', ...line.split(' ').filter(Boolean)])).toEqual(commands),
  );

  it('every command alone is what it is among all', async () => {
    const nothing = () => async () => undefined;
    const all = await buildProgram(nothing);
    expect(all.commands.length).toBeGreaterThan(25);
    for (const command of all.commands) {
      const alone = await buildProgram(nothing, [command.name()]);
      expect(allCommands(alone).map(pathOf)).toEqual(
        allCommands(all)
          .map(pathOf)
          .filter((path) => path.split(' ')[0] === command.name()),
      );
    }
  });
});
