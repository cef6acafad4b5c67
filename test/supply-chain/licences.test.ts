import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { ALLOWED_LICENCES } from '../../supply-chain/allow-list.js';
import { DATA_SOURCES } from '../../supply-chain/data-sources.js';
import { licenceReport, refusedLicences } from '../../supply-chain/licences.js';
import { licencesMarkdown } from '../../supply-chain/licences-markdown.js';
import { idOf, lockedPackages } from '../../supply-chain/locked-packages.js';
import { thirdPartyNotices } from '../../supply-chain/notices.js';
import { isAllowed } from '../../supply-chain/spdx.js';

const root = packageRoot();
const packages = lockedPackages(root);
const report = licenceReport(root, packages);
const committed = (name: string) => readFileSync(join(root, 'supply-chain', name), 'utf8');
const CURRENT = 'a dependency has changed: npm run supply-chain';

describe('B1-2-3: licences of third-party software', () => {
  const allowed = new Set(['MIT', 'Apache-2.0']);
  it.each`
    expression                           | is
    ${'MIT'}                             | ${true}
    ${'GPL-3.0-only'}                    | ${false}
    ${'UNKNOWN'}                         | ${false}
    ${''}                                | ${false}
    ${'GPL-3.0-only OR MIT'}             | ${true}
    ${'MIT AND GPL-3.0-only'}            | ${false}
    ${'(MIT OR GPL-2.0) AND Apache-2.0'} | ${true}
    ${'MIT OR GPL-2.0 AND GPL-3.0'}      | ${true}
    ${'GPL-2.0 OR (MIT AND GPL-3.0)'}    | ${false}
    ${'MIT WITH Something'}              | ${false}
    ${'(MIT'}                            | ${false}
    ${'MIT) OR (MIT'}                    | ${false}
    ${'SEE LICENSE IN licence.txt'}      | ${false}
  `('$expression is allowed: $is', ({ expression, is }) => expect(isAllowed(expression, allowed)).toBe(is));

  it('every licence is on the allow-list, and each entry of the list is used', () => {
    expect(refusedLicences(report)).toEqual([]);
    const named = [...report.packages, ...report.data].map(({ licence }) => licence).join(' ');
    for (const { id, why } of ALLOWED_LICENCES) {
      expect(named).toContain(id);
      expect(why).not.toBe('');
    }
  });

  it.each`
    use              | licence           | refused
    ${'production'}  | ${'GPL-3.0-only'} | ${true}
    ${'development'} | ${'GPL-3.0-only'} | ${true}
    ${'production'}  | ${'UNKNOWN'}      | ${true}
    ${'production'}  | ${'MPL-2.0'}      | ${true}
    ${'development'} | ${'MPL-2.0'}      | ${false}
  `('$licence for $use is refused by name: $refused', ({ use, licence, refused }) => {
    const added = { name: 'some-package', version: '1.0.0', use, licence, text: 'present' as const };
    const lines = refusedLicences({ ...report, packages: [...report.packages, added] });
    expect(lines.some((line) => line.includes('some-package@1.0.0') && line.includes(licence))).toBe(refused);
  });

  it('a package that names no licence is unknown until a person has read that very version', () => {
    const unnamed = packages.find(({ name }) => name === 'png-js')!;
    expect(unnamed.licence).toBeUndefined();
    const [read] = licenceReport(root, [unnamed]).packages;
    const [newer] = licenceReport(root, [{ ...unnamed, version: '2.0.1' }]).packages;
    expect([read?.licence, newer?.licence]).toEqual(['MIT', 'UNKNOWN']);
  });

  it('the committed reports are those of package-lock.json', () => {
    expect(JSON.parse(committed('licences.json')), CURRENT).toEqual(JSON.parse(JSON.stringify(report)));
    expect(committed('licences.md'), CURRENT).toBe(licencesMarkdown(report));
    expect(committed('notices.txt') === thirdPartyNotices(root, packages), CURRENT).toBe(true);
  });

  it('the notices name everything that is delivered', () => {
    const lines = new Set(committed('notices.txt').split('\n'));
    const missing = report.packages
      .filter(({ use }) => use === 'production')
      .filter((one) => !lines.has(idOf(one)) && !lines.has(`${idOf(one)}: ${one.licence}`));
    expect(missing).toEqual([]);
  });

  it.each(DATA_SOURCES.map((one) => [one.name, one] as const))('%s: its files name that version', (_name, one) => {
    for (const file of [...one.files, one.notice]) expect(existsSync(join(root, file)), file).toBe(true);
    expect(versionsNamed(one)).toContain(one.version);
  });
});

/** What the files of a source, or the package they lie in, say of its version. */
function versionsNamed({ files, notice }: (typeof DATA_SOURCES)[number]): string[] {
  const named = files
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(join(root, file), 'utf8').split('\n')[0]!);
  const texts = /mecab-ipadic-(2\.7\.0-20070801)|SudachiDict-core (\d{8})/.exec(named.join('\n')) ?? [];
  const [, folder = ''] = /^(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(notice) ?? [];
  if (folder === '') return texts.slice(1).filter((one) => one !== undefined);
  const { version, name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const fonts = join(root, folder, 'metadata.json');
  const ofFont = existsSync(fonts) ? [JSON.parse(readFileSync(fonts, 'utf8')).version as string] : [];
  return [version, `as in ${name} ${version}`, ...ofFont];
}
