import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_SOURCES } from './data-sources.js';
import { licenceFiles, licenceReport } from './licences.js';
import { idOf, inOrder, type LockedPackage } from './locked-packages.js';

const RULE = '-'.repeat(72);

/**
 * B1-2-3: every licence and notice text of what is delivered, each text once with the names it is for. A package
 * that brings none stands at the end with the licence it names.
 */
export function thirdPartyNotices(root: string, packages: readonly LockedPackage[]): string {
  const delivered = packages.filter(({ use }) => use === 'production');
  const texts = new Map<string, string[]>();
  const add = (file: string, name: string): void => {
    const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
    const names = texts.get(text) ?? [];
    if (!names.includes(name)) names.push(name);
    texts.set(text, names);
  };
  for (const one of delivered) if (!one.platform) for (const file of licenceFiles(root, one)) add(file, idOf(one));
  for (const { name, version, notice } of DATA_SOURCES) add(join(root, notice), `${name} ${version}`);
  const without = licenceReport(root, delivered).packages.filter(({ text }) => text !== 'present');
  const blocks = [...texts]
    .map(([text, names]) => ({ names: names.sort(inOrder), text }))
    .sort((a, b) => inOrder(a.names[0]!, b.names[0]!))
    .map(({ names, text }) => `${names.join('\n')}\n\n${text}\n`);
  const rest = without.map((one) => `${idOf(one)}: ${one.licence}`).join('\n');
  return [
    'Licences and notices of third-party software and data delivered with kimitsu.\nMade by `npm run supply-chain`; do not edit.\n',
    ...blocks,
    `Packages without a licence file of their own, and packages for one platform; the licence is the one they name:\n\n${rest}\n`,
  ].join(`\n${RULE}\n\n`);
}
