import { Fault } from '../../../base/fault.js';
import { join, type Path, statOf } from './disk.js';
import { checkBucket, namesOfKey, OWN_FOLDER } from './names.js';

/**
 * Where things of one bucket lie:
 * `<key>` the current version, `.kimitsu/history/<key>/<sequence>.<version id>.json` its records and `….data` the
 * content of noncurrent versions, `.kimitsu/tmp/<upload id>.*` what is being written.
 * A history folder may also hold folders: of keys that begin with this key and a slash.
 */
export class Bucket {
  readonly folder: Path;
  readonly own: Path;
  readonly history: Path;
  readonly tmp: Path;

  constructor(
    root: string,
    readonly name: string,
  ) {
    checkBucket(name);
    this.folder = join(Buffer.from(root, 'utf8'), name);
    this.own = join(this.folder, OWN_FOLDER);
    this.history = join(this.own, 'history');
    this.tmp = join(this.own, 'tmp');
  }

  plainPath(key: string): Path {
    return join(this.folder, ...namesOfKey(key));
  }

  historyPath(key: string): Path {
    return join(this.history, ...namesOfKey(key));
  }

  /** @throws {Fault} `usage` / `store/no-bucket` */
  async check(): Promise<void> {
    if ((await statOf(this.folder))?.isDirectory()) return;
    throw new Fault('usage', 'store/no-bucket', 'the bucket has no folder', { bucket: this.name });
  }

  /** False when a folder on the way to `key` is missing. @throws {Fault} `denied` / `store/not-a-file` on a link */
  async reaches(key: string): Promise<boolean> {
    let folder = this.folder;
    for (const name of namesOfKey(key).slice(0, -1)) {
      folder = join(folder, name);
      const stats = await statOf(folder);
      if (stats?.isSymbolicLink()) {
        throw new Fault('denied', 'store/not-a-file', 'a folder of the key is a symbolic link, which is not followed');
      }
      if (!stats?.isDirectory()) return false;
    }
    return true;
  }
}
