import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALLOWED_LICENCES, type AllowedLicence, READ_LICENCES } from './allow-list.js';
import { DATA_SOURCES, type DataSource } from './data-sources.js';
import { idOf, type LockedPackage } from './locked-packages.js';
import { isAllowed } from './spdx.js';

export interface LicencedPackage {
  name: string;
  version: string;
  use: LockedPackage['use'];
  /** SPDX expression, or UNKNOWN. */
  licence: string;
  /** Whether the package brings the text. `platform-package`: made for one platform, its text lies in its parent. */
  text: 'present' | 'absent' | 'platform-package';
}

export interface LicenceReport {
  allowed: readonly AllowedLicence[];
  packages: LicencedPackage[];
  data: readonly DataSource[];
}

/** B1-2-3: the licence of everything that is installed or delivered. */
export function licenceReport(root: string, packages: readonly LockedPackage[]): LicenceReport {
  return {
    allowed: ALLOWED_LICENCES,
    packages: packages.map((locked) => ({
      name: locked.name,
      version: locked.version,
      use: locked.use,
      licence: licenceOf(root, locked),
      text: locked.platform ? 'platform-package' : licenceFiles(root, locked).length > 0 ? 'present' : 'absent',
    })),
    data: DATA_SOURCES,
  };
}

/** What a person has to decide: licences that are unknown or not on the list. One line for each, by name. */
export function refusedLicences({ allowed, packages, data }: LicenceReport): string[] {
  const everywhere = new Set(allowed.filter((one) => one.for === 'all').map(({ id }) => id));
  const building = new Set(allowed.map(({ id }) => id));
  return [
    ...packages
      .filter(({ use, licence }) => !isAllowed(licence, use === 'production' ? everywhere : building))
      .map((one) => `${idOf(one)} (${one.use}): ${one.licence} is not on the allow-list`),
    ...data
      .filter(({ licence }) => !isAllowed(licence, everywhere))
      .map((one) => `${one.name} ${one.version} (data): ${one.licence} is not on the allow-list`),
  ];
}

/** Paths of licence, copying and notice files of a package, in a fixed order. */
export function licenceFiles(root: string, { paths }: LockedPackage): string[] {
  const folder = join(root, paths.find((path) => existsSync(join(root, path))) ?? paths[0]!);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}

function licenceOf(root: string, locked: LockedPackage): string {
  if (locked.licence !== undefined) return locked.licence;
  const read = READ_LICENCES[idOf(locked)];
  const texts = licenceFiles(root, locked).map((file) => readFileSync(file, 'utf8').replace(/\s+/g, ' '));
  return read && texts.some((text) => text.includes(read.words)) ? read.licence : 'UNKNOWN';
}
