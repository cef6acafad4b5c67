import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/base/package-root.js';
import type { Finding } from '../../../src/classify/finding.js';
import { levelOfKind, levelOfRecord, parsePolicy } from '../../../src/classify/policy.js';
import { parseConfig } from '../../../src/config/load.js';
import { configTemplate } from '../../../src/config/template.js';
import { BagItProfile, MIGRATION_PROFILE } from '../../../src/migrate/package/profile.js';
import { holds, isSame, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const bessi4 = readFileSync(join(packageRoot(), 'classifiers', 'policy', 'bessi4.yaml'), 'utf8');
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
        const last = source.split('\n').length + 1;
        for (const { line, hint, messageJa } of detail.mistakes) {
          holds(line >= 1 && line <= last, 'a mistake has a line of the file', `${line}`);
          holds(hint !== '' && messageJa !== '', 'a mistake says what to do, in both languages');
        }
      }
    },
  },
  {
    name: 'settings/policy',
    form: 'text',
    words: [
      '&a ',
      '*a',
      '<<: *a',
      '__proto__:',
      'constructor',
      'toString',
      '- ',
      ': ',
      'level: 1',
      'content',
      '{',
      '[',
    ],
    seeds: () => [
      utf16(bessi4),
      utf16(
        'version: "1"\ntypes: { PHONE_NUMBER: { level: 3, wording: 電話番号 } }\nkinds: { a: { level: content, wording: い } }\neverywhere: []\nsystems: { pbx: { name: あ, places: [], otherwise: a } }\n',
      ),
    ],
    async check(input) {
      const source = input.toString('utf16le');
      const read = await refusing(() => parsePolicy(source, 'policy.yaml'), 'usage');
      isSame(await refusing(() => parsePolicy(source, 'policy.yaml'), 'usage'), read, 'the same file reads the same');
      if (!('value' in read)) return;
      const { kinds, systems } = read.value;
      for (const { otherwise, places } of Object.values(systems))
        for (const kind of [otherwise, ...places.map((place) => place.kind)])
          holds(Object.hasOwn(kinds, kind), 'every place has a kind that the policy knows', kind);
      holds(levelOfKind(read.value, 'no such kind') === 3, 'an unknown kind is 3');
      const unknown = { type: 'UNKNOWN', start: 0, end: 1, score: 1, rule: 'r' } as unknown as Finding;
      holds(levelOfRecord(read.value, [unknown]) === 3, 'an unknown type of information is 3');
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
