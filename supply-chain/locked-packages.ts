import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One package at one version, however often it is installed. */
export interface LockedPackage {
  name: string;
  version: string;
  /** As package.json of the package says it; undefined when it says nothing. */
  licence: string | undefined;
  /** `production`: installed by `npm ci --omit=dev`, on some platform at least. */
  use: 'production' | 'development';
  /** Made for one operating system or processor, so not installed everywhere. */
  platform: boolean;
  /** Folders from the project's folder. */
  paths: string[];
}

interface LockEntry {
  name?: string;
  version: string;
  license?: string;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  link?: boolean;
}

/** Everything that package-lock.json installs, by name and version. */
export function lockedPackages(root: string): LockedPackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const found = new Map<string, LockedPackage>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const known = found.get(`${name}@${entry.version}`) ?? {
      name,
      version: entry.version,
      licence: entry.license,
      use: 'development' as const,
      platform: entry.os !== undefined || entry.cpu !== undefined,
      paths: [],
    };
    known.paths.push(path);
    if (!entry.dev) known.use = 'production';
    found.set(`${name}@${entry.version}`, known);
  }
  return [...found.values()].sort((a, b) => inOrder(idOf(a), idOf(b)));
}

export const idOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;

/** By code unit, the same on every machine. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
