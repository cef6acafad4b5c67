import { setImmediate } from 'node:timers/promises';
import { Fault } from '../../../base/fault.js';
import { maskedKey } from '../../../base/mask.js';
import type { ListVersionsOptions } from '../../../ports/object-store.js';
import type { Bucket } from './bucket.js';
import { entriesOf, join, type Path } from './disk.js';
import { OWN_FOLDER, textOfName } from './names.js';

const TURN_KEYS = 256;

interface Item {
  /** Last part of the key; a folder's ends with a slash. */
  text: string;
  name: Buffer;
  order: Buffer;
}

/**
 * Every key behind `after` that has a file or a history, in UTF-8 byte order. Holds the names of one folder per depth, nothing more.
 * Symbolic links, sockets and devices are keys as well: they are listed, never followed, and cannot be read.
 */
export async function* keysOf(
  bucket: Bucket,
  { prefix = '', startAfter: after = '', onUnlisted }: Wanted = {},
): AsyncGenerator<string> {
  let count = 0;
  for await (const key of walk(bucket.folder, bucket.history, '', { prefix, after, onUnlisted })) {
    yield key;
    count += 1;
    // Looking does not wait for anything, so signals, timers and other work get their turn here.
    if (count % TURN_KEYS === 0) await setImmediate();
  }
}

interface Wanted extends Pick<ListVersionsOptions, 'startAfter' | 'onUnlisted'> {
  prefix?: string | undefined;
}

interface Way {
  prefix: string;
  after: string;
  onUnlisted: ((prefix: string) => void) | undefined;
}

async function* walk(plain: Path, history: Path, above: string, way: Way): AsyncGenerator<string> {
  const { prefix, after, onUnlisted } = way;
  const items = await unlessShut(above, onUnlisted, () => itemsOf(plain, history, above === ''));
  for (const { text, name } of items ?? []) {
    const key = above + text;
    const behind = Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
    if (!text.endsWith('/')) {
      if (behind && key.startsWith(prefix)) yield key;
    } else if ((behind || after.startsWith(key)) && (key.startsWith(prefix) || prefix.startsWith(key))) {
      yield* walk(join(plain, name), join(history, name), key, way);
    }
  }
}

/**
 * What `look` finds below `prefix`; undefined when its folder may not be looked into and `onUnlisted` has been told so.
 * @throws {Fault} `denied` / `store/folder-denied` when nobody is there to be told
 */
export async function unlessShut<Found>(
  prefix: string,
  onUnlisted: ((prefix: string) => void) | undefined,
  look: () => Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'store/access-denied') throw error;
    if (!onUnlisted) {
      throw new Fault(
        'denied',
        'store/folder-denied',
        'the file system denies a look into a folder of records',
        { ...error.detail, folder: maskedKey(prefix) },
        { cause: error, hint: 'let the user that runs kimitsu read and enter the folder' },
      );
    }
    onUnlisted(prefix);
    return undefined;
  }
}

async function itemsOf(plain: Path, history: Path, top: boolean): Promise<Item[]> {
  const items = new Map<string, Item>();
  const add = (name: Buffer, slash: '' | '/') => {
    const text = textOfName(name) + slash;
    items.set(text, { text, name, order: Buffer.from(text, 'utf8') });
  };
  const own = Buffer.from(OWN_FOLDER);
  for (const entry of await entriesOf(plain)) {
    if (top && entry.name.equals(own)) continue;
    add(entry.name, entry.isDirectory() ? '/' : '');
  }
  for (const entry of await entriesOf(history)) {
    if (!entry.isDirectory()) continue;
    for (const below of await entriesOf(join(history, entry.name))) add(entry.name, below.isDirectory() ? '/' : '');
  }
  return [...items.values()].sort((a, b) => Buffer.compare(a.order, b.order));
}
