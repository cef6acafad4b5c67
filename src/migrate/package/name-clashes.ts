import { createHash } from 'node:crypto';
import { type Clashes, fold, isPortable } from './payload-path.js';

/**
 * Finds keys that cannot lie side by side as files: the same but for case or Unicode form, or one the folder of
 * another (`a` and `a/b`). Holds a 48-bit hash per name; equal hashes of different names only cost a name.
 */
export class NameClashes implements Clashes {
  readonly #files = new Set<number>();
  readonly #twice = new Set<number>();
  readonly #folders = new Set<number>();

  /** To be called with every key before any is asked about. */
  add(key: string): void {
    if (!isPortable(key)) return;
    const folded = fold(key);
    const file = hash(folded);
    if (this.#files.has(file)) this.#twice.add(file);
    this.#files.add(file);
    for (let at = folded.indexOf('/'); at >= 0; at = folded.indexOf('/', at + 1))
      this.#folders.add(hash(folded.slice(0, at)));
  }

  clashes(key: string): boolean {
    const file = hash(fold(key));
    return this.#twice.has(file) || this.#folders.has(file);
  }
}

function hash(name: string): number {
  return createHash('sha256').update(name, 'utf8').digest().readUIntBE(0, 6);
}
