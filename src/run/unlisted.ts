import type { Unlisted } from './job.js';

/** Folders that a run could not look into: it has not done what it was asked to. */
export interface UnlistedFolders {
  count: number;
  /** `system/folder/`, folders masked; the first ten. */
  folders: string[];
}

const FOLDERS_NAMED = 10;

export class UnlistedTally {
  #count = 0;
  readonly #folders: string[] = [];

  add({ system, folder }: Unlisted): void {
    this.#count += 1;
    if (this.#folders.length < FOLDERS_NAMED) this.#folders.push(`${system}/${folder}`);
  }

  /** What another process has passed over. */
  addAll(others: UnlistedFolders | undefined): void {
    this.#count += others?.count ?? 0;
    this.#folders.push(...(others?.folders ?? []).slice(0, FOLDERS_NAMED - this.#folders.length));
  }

  summary(): { unlisted?: UnlistedFolders } {
    return this.#count === 0 ? {} : { unlisted: { count: this.#count, folders: this.#folders } };
  }
}
