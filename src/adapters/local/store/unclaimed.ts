import type { Dirent } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Bucket } from './bucket.js';
import { entriesOf, join, type Path } from './disk.js';
import { ENTRY_NAME } from './history.js';
import { textOfName } from './names.js';
import { isTemporaryName } from './uploads.js';
import { unlessShut } from './walk.js';

/** Counting stops here: what has to be done is the same for more. */
export const MOST_UNCLAIMED = 1000;
/** The register of places, also on its way there. */
const REGISTER_NAME = /^places\.json(\.[0-9a-f-]{36}\.tmp)?$/;
const TURN_FOLDERS = 256;

export interface Claims {
  /** Folders right below the root that the configuration names: whatever lies there is listed. */
  buckets: readonly string[];
  /** Parts of any other such folder that another workspace holds; `''` for all of it. */
  prefixesOfOthers(folder: string): Promise<readonly string[]>;
  /** Whether a path below the root is not the store's at all, such as the workspace itself. */
  isElsewhere(path: Path): boolean;
  /** Looks at the history of every key as well, which takes as long as a listing. */
  everyKey?: boolean;
}

/**
 * Files below the root of the store that no listing shows, because they lie in no folder that is named, or stand among the
 * store's own without being one of those: an erasure would pass over them. Links are counted, never followed, and so is a
 * folder that may not be looked into.
 *
 * @returns of each the folder right below the root, ending with a slash (`./` is the root itself, `pbx/.kimitsu/` the
 *   store's own); never more than `MOST_UNCLAIMED`
 */
export async function unclaimedFiles(root: string, claims: Claims): Promise<string[]> {
  const found: string[] = [];
  for await (const place of placesIn(root, claims)) {
    found.push(place);
    if (found.length >= MOST_UNCLAIMED) break;
  }
  return found;
}

async function* placesIn(root: string, claims: Claims): AsyncGenerator<string> {
  const { buckets, isElsewhere, prefixesOfOthers, everyKey = false } = claims;
  const top = Buffer.from(root, 'utf8');
  for (const entry of await entriesOf(top)) {
    const path = join(top, entry.name);
    if (isElsewhere(path)) continue;
    const name = textOfName(entry.name);
    if (!entry.isDirectory()) yield './';
    else if (buckets.includes(name)) yield* amongOwn(new Bucket(root, name), everyKey);
    // Every volume of ext4 has this one, for root alone.
    else if (name === 'lost+found' && !(await lookInto(path))) continue;
    else {
      const others = await prefixesOfOthers(name);
      if (others.includes('')) continue;
      for await (const key of filesBelow(path, '', isElsewhere))
        if (!others.some((prefix) => key.startsWith(prefix))) yield `${name}/`;
    }
  }
}

/** The path of every file from `folder`, and of every folder that is shut. */
async function* filesBelow(folder: Path, above = '', isElsewhere = (_: Path) => false): AsyncGenerator<string> {
  const entries = await lookInto(folder);
  if (!entries) yield above;
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (isElsewhere(path)) continue;
    const key = above + textOfName(entry.name);
    if (entry.isDirectory()) yield* filesBelow(path, `${key}/`, isElsewhere);
    else yield key;
  }
}

async function* amongOwn(bucket: Bucket, everyKey: boolean): AsyncGenerator<string> {
  const place = `${bucket.name}/.kimitsu/`;
  for (const { path, name, entry } of await named(bucket.own)) {
    if (name === 'tmp' && entry.isDirectory()) {
      for (const own of await named(path)) if (!own.entry.isFile() || !isTemporaryName(own.name)) yield place;
    } else if (name === 'history' && entry.isDirectory()) yield* inHistory(path, place, everyKey);
    else if (entry.isDirectory()) for await (const _ of filesBelow(path)) yield place;
    else if (!entry.isFile() || !REGISTER_NAME.test(name)) yield place;
  }
}

/** Right in `history` lie folders alone. In those of the keys the record of a version comes before its content and goes after it. */
async function* inHistory(history: Path, place: string, everyKey: boolean): AsyncGenerator<string> {
  const folders: Path[] = [];
  for (const { path, entry } of await named(history))
    if (entry.isDirectory()) folders.push(path);
    else yield place;
  for (let seen = 1; everyKey && folders.length > 0; seen += 1) {
    const inside = await named(folders.pop() as Path);
    const files = inside.filter(({ entry }) => !entry.isDirectory()).map(({ name }) => name);
    const records = new Set(files.filter((name) => ENTRY_NAME.test(name)));
    for (const name of files) if (!records.has(name.replace(/\.data$/, '.json'))) yield place;
    for (const { path, entry } of inside) if (entry.isDirectory()) folders.push(path);
    if (seen % TURN_FOLDERS === 0) await setImmediate();
  }
}

/** What a listing must be able to look into as well: one that is shut is told of there. */
async function named(folder: Path): Promise<{ path: Path; name: string; entry: Dirent<Buffer> }[]> {
  const entries = (await lookInto(folder)) ?? [];
  return entries.map((entry) => ({ path: join(folder, entry.name), name: entry.name.toString('latin1'), entry }));
}

const lookInto = (folder: Path): Promise<Dirent<Buffer>[] | undefined> =>
  unlessShut(
    '',
    () => undefined,
    () => entriesOf(folder),
  );
