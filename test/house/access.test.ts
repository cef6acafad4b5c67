import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { asksFor, COMMAND_ACCESS } from '../../src/access/commands.js';
import { allCommands, buildProgram, pathOf } from '../../src/cli/build-program.js';
import { importsOf, sourceFiles } from './source-files.js';

/** Commands that do something; a group alone (`accounts`) does nothing. */
const commands = allCommands(await buildProgram(() => async () => undefined))
  .filter((command) => (command as unknown as { _actionHandler: unknown })._actionHandler)
  .map((command) => ({ path: pathOf(command), help: helpOf(command) }));

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut(part) {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

describe('B2-3-1: who may give which command', () => {
  it('every command stands in the table, and nothing else does', () => {
    expect(commands.map(({ path }) => path).toSorted()).toEqual(Object.keys(COMMAND_ACCESS).toSorted());
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(Object.entries(COMMAND_ACCESS))('--help of %s says so', (path, access) => {
    const help = commands.find((command) => command.path === path)?.help ?? '';
    expect(help).toMatch(/\n権限: .*。/);
    if (access.kind === 'privileged') expect(help).toMatch(/権限: 特権操作です。特権運用者の.*二要素認証が必要です。/);
    const { identity, code } = asksFor(access);
    expect(help.includes('--as <名称>')).toBe(identity);
    expect(help.includes('--code <コード>')).toBe(code);
  });

  it('only the program opens a workspace: a command asks it, and so passes the gate', () => {
    const past = sourceFiles('src/cli')
      .filter(({ path }) => path !== 'src/cli/program.ts')
      .filter(({ text }) => /import \{[^}]*\bwithWorkspace\b[^}]*\}/.test(text));
    expect(past.map(({ path }) => path)).toEqual([]);
    const openers = sourceFiles('src/cli').filter((file) =>
      importsOf(file).some(({ specifier, typeOnly }) => specifier.endsWith('/workspace.js') && !typeOnly),
    );
    expect(openers.map(({ path }) => path)).toEqual(['src/cli/program.ts']);
  });

  it('no environment variable and no argument holds a secret or leaves a question out', () => {
    for (const { path, text } of sourceFiles('src/access', 'src/app/access', 'src/cli'))
      for (const [, name] of text.matchAll(/process\.env\.(\w+)/g))
        expect([path, ['KIMITSU_LOG', 'KIMITSU_DEBUG'].includes(name ?? '')]).toEqual([path, true]);
    for (const command of commands) expect(command.help).not.toMatch(/--(password|secret) </);
  });
});
