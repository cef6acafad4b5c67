import { createHash } from 'node:crypto';
import { canonicalHash, type Json } from '../../base/canonical-json.js';
import type { BoundFiles } from '../bound-files.js';

/** What an acceptance is about: the settings, and the files whose content they stand for. */
export interface BoundConfiguration {
  settings: Json;
  /** SHA-256 by path: keys of approvers, receivers and logs, the policy, certificates that are trusted, attestations. */
  files: Record<string, string>;
}

/** Settings that name a file which decides as much as the settings do. */
const FILES = new Set(['publicKey', 'policy', 'certificate', 'caFile', 'file']);

/** @param given - kimitsu.yaml as it is written, so that neither comments nor new defaults make a difference */
export async function boundConfiguration(bound: BoundFiles, given: unknown): Promise<BoundConfiguration> {
  const settings = JSON.parse(JSON.stringify(given ?? {})) as Json;
  const files: Record<string, string> = {};
  for (const path of [...pathsIn(settings)].sort()) {
    const content = await bound.bytes(path).catch(() => undefined);
    files[path] = content === undefined ? 'unreadable' : createHash('sha256').update(content).digest('hex');
  }
  return { settings, files };
}

export const configurationDigest = (bound: BoundConfiguration): string => canonicalHash(bound);

/** One setting that is another than before. Values are left out where they might be a secret. */
export interface SettingChange {
  /** `keys.waitingDays`, `systems.0.id`. */
  path: string;
  before?: string;
  after?: string;
  /** In place of both, where they might be a secret. */
  hidden?: 'added' | 'removed' | 'changed';
}

const PERHAPS_SECRET = /(^|\.)(url|user|from|mail|[^.]*([Ss]ecret|[Pp]assword|[Tt]oken|Key)[^.]*)(\.|$)/;
const MOST_SHOWN = 80;
const EMPTY = new Set(['{}', '[]']);

/** What is different, key by key, in the order of the keys. */
export function changesBetween(before: BoundConfiguration, after: BoundConfiguration): SettingChange[] {
  const old = new Map(leavesOf(before as unknown as Json, ''));
  const now = new Map(leavesOf(after as unknown as Json, ''));
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  // `files: {}` → `files.x`: what is in it now, or was, says everything.
  const isEmptied = (path: string) =>
    EMPTY.has(old.get(path) ?? now.get(path) ?? '') && paths.some((inner) => inner.startsWith(`${path}.`));
  return paths
    .filter((path) => old.get(path) !== now.get(path) && !isEmptied(path))
    .map((path) => {
      const name = path.replace(/^settings\./, '');
      const was = old.get(path);
      const is = now.get(path);
      if (PERHAPS_SECRET.test(name))
        return { path: name, hidden: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed' };
      return {
        path: name,
        ...(was === undefined ? {} : { before: was.slice(0, MOST_SHOWN) }),
        ...(is === undefined ? {} : { after: is.slice(0, MOST_SHOWN) }),
      };
    });
}

function* leavesOf(value: Json, path: string): Generator<[string, string]> {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    yield [path, JSON.stringify(value)];
    return;
  }
  for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, path === '' ? name : `${path}.${name}`);
}

function* pathsIn(value: Json): Generator<string> {
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') yield* pathsIn(inner);
    else if (FILES.has(name) && !inner.includes('-----BEGIN')) yield inner;
  }
}
