import { FREE_INFLATED_BYTES, MAX_ARCHIVE_ENTRIES, MAX_INFLATE_RATIO, MAX_INFLATED_BYTES } from '../limits.js';

/**
 * What an object may unpack to, with all archives inside archives that it holds. Counted against the bytes read of the
 * object itself, so that a bomb gains nothing by being packed in layers.
 */
export class InflateBudget {
  #inflated = 0;
  #entries = 0;

  /** @param bytesRead - of the outermost object so far */
  constructor(readonly bytesRead: () => number) {}

  /** @returns false when unpacking `bytes` more is beyond what any honest archive does */
  take(bytes: number): boolean {
    this.#inflated += bytes;
    if (this.#inflated <= FREE_INFLATED_BYTES) return true;
    return this.#inflated <= Math.min(MAX_INFLATED_BYTES, MAX_INFLATE_RATIO * this.bytesRead());
  }

  /** @returns false when one entry more is too many */
  takeEntry(): boolean {
    this.#entries += 1;
    return this.#entries <= MAX_ARCHIVE_ENTRIES;
  }
}
