import { parseConfig } from '../../../src/config/load.js';
import { configTemplate } from '../../../src/config/template.js';
import { BagItProfile, MIGRATION_PROFILE } from '../../../src/migrate/package/profile.js';
import { holds, isSame, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const utf16 = (text: string) => whole(Buffer.from(text, 'utf16le'));

/** The template with what it only shows in comments switched on, piece by piece. */
const switchedOn = (): string[] => {
  const template = configTemplate('centre');
  return [
    template,
    template.replace(/^( *)# (?=[a-z-]+:)/gm, '$1'),
    'version: 1\nsystems:\n  - id: a\n',
    '&a [*a]',
    'a: !!binary x\n',
  ];
};

/** What an operator or a receiver writes. */
export const settings: readonly FuzzTarget[] = [
  {
    name: 'settings/kimitsu-yaml',
    form: 'text',
    words: [
      '&a ',
      '*a',
      '<<: *a',
      '!!js/function ',
      '? ',
      '- ',
      ': ',
      '|\n',
      '\t',
      '---\n',
      '%YAML 9.9\n',
      '{',
      '[',
      '#',
      '__proto__:',
      'constructor: ',
    ],
    seeds: () => switchedOn().map(utf16),
    async check(input) {
      const source = input.toString('utf16le');
      const read = await refusing(() => parseConfig(source), 'usage');
      isSame(await refusing(() => parseConfig(source), 'usage'), read, 'the same file reads the same');
      try {
        parseConfig(source);
      } catch (error) {
        const { detail } = error as { detail: { mistakes: { line: number; hint: string; messageJa: string }[] } };
        for (const { line, hint, messageJa } of detail.mistakes) {
          holds(line >= 1 && line <= source.split('\n').length + 1, 'a mistake has a line of the file', `${line}`);
          holds(hint !== '' && messageJa !== '', 'a mistake says what to do, in both languages');
        }
      }
    },
  },
  {
    name: 'settings/bagit-profile',
    form: 'text',
    seeds: () => [utf16(JSON.stringify(MIGRATION_PROFILE))],
    check(input) {
      let value: unknown;
      try {
        value = JSON.parse(input.toString('utf16le'));
      } catch {
        return;
      }
      isSame(BagItProfile.safeParse(value).data, BagItProfile.safeParse(value).data, 'the same profile reads the same');
    },
  },
];
