import { LEVELS, type Level } from '../../base/level.js';

/** Objects and payload bytes of one level in one package. */
export interface LevelCount {
  level: Level;
  objects: number;
  bytes: number;
}

/** Counts by level, for whoever writes a package and whoever checks one. */
export class LevelTally {
  readonly #counts = new Map<Level, LevelCount>();
  objects = 0;
  bytes = 0;

  add(level: Level, bytes: number): void {
    const count = this.#counts.get(level) ?? { level, objects: 0, bytes: 0 };
    count.objects += 1;
    count.bytes += bytes;
    this.#counts.set(level, count);
    this.objects += 1;
    this.bytes += bytes;
  }

  /** Highest level first; levels without objects are left out. */
  get levels(): LevelCount[] {
    return LEVELS.flatMap((level) => this.#counts.get(level) ?? []);
  }
}
