import type { Argument, HelpConfiguration } from 'commander';
import { widthOf, wrapped } from '../text-width.js';
import { EXAMPLES } from './examples.js';
import { inJapanese } from './placeholders.js';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': '指定:',
  'Commands:': 'コマンド:',
};

/** Of options that many commands have. */
export const COMMON = '共通の指定:';
export const IDENTITY = '本人確認の指定:';

/** `--help` in Japanese, laid out by what a terminal needs for its characters. */
export const JAPANESE_HELP: HelpConfiguration = {
  styleTitle: (title) => TITLES[title] ?? title,
  displayWidth: widthOf,
  boxWrap: (text, width) => wrapped(text, width).join('\n'),
  optionTerm: ({ flags }) => inJapanese(flags),
  optionDescription({ description, defaultValue, mandatory }) {
    const before = mandatory ? '【必須】' : '';
    return `${before}${description}${defaultValue === undefined ? '' : `（既定: ${String(defaultValue)}）`}`;
  },
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
  commandUsage(command) {
    const names: string[] = [];
    for (let one: typeof command | null = command; one; one = one.parent) names.unshift(one.name());
    const given = command.registeredArguments.map(argumentTerm);
    // What can be given by itself has an example.
    const below = names.slice(1).join(' ') in EXAMPLES ? '[コマンド]' : '<コマンド>';
    return [...names, ...(command.commands.length > 0 ? [below] : []), ...given, '[指定…]'].join(' ');
  },
};

function argumentTerm(argument: Argument): string {
  const inside = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return inJapanese(argument.required ? `<${inside}>` : `[${inside}]`);
}
