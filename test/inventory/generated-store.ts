import { Fault } from '../../src/base/fault.js';
import type { ListVersionsOptions, ObjectStore, ObjectVersion } from '../../src/ports/object-store.js';

/**
 * A store that makes its listing while it is asked for: `keys` keys with `versionsPerKey` versions each. Nothing is
 * held, so what is held is held by whoever lists.
 */
export class GeneratedStore {
  /** Keys that are not there. */
  readonly missing = new Set<number>();
  /** Entries given, of all listings. */
  given = 0;
  /** Throws `unavailable` in place of this many-th entry of the next listing. */
  failsAfter = Number.POSITIVE_INFINITY;
  /** `startAfter` of every listing begun. */
  readonly begun: (string | undefined)[] = [];

  constructor(
    readonly keys: number,
    readonly versionsPerKey = 1,
  ) {}

  get store(): ObjectStore {
    const { listVersions, listUploads } = this;
    return { listVersions: listVersions.bind(this), listUploads: listUploads.bind(this) } as unknown as ObjectStore;
  }

  keyOf(number: number): string {
    return `録音/${String(number).padStart(7, '0')}_09012345678.wav`;
  }

  private async *listVersions(
    bucket: string,
    _prefix?: string,
    { startAfter, signal }: ListVersionsOptions = {},
  ): AsyncGenerator<ObjectVersion> {
    this.begun.push(startAfter);
    let left = this.failsAfter;
    this.failsAfter = Number.POSITIVE_INFINITY;
    for (let number = 0; number < this.keys; number += 1) {
      const key = this.keyOf(number);
      if (this.missing.has(number) || (startAfter !== undefined && key <= startAfter)) continue;
      for (let version = this.versionsPerKey; version > 0; version -= 1) {
        signal?.throwIfAborted();
        if (left-- <= 0) throw new Fault('unavailable', 'store/unavailable', 'the store does not answer');
        this.given += 1;
        yield {
          bucket,
          key,
          versionId: `${number}-${version}`,
          isLatest: version === this.versionsPerKey,
          deleteMarker: false,
          size: 10,
          lastModified: new Date('2026-03-01T00:00:00.000Z'),
          etag: `etag-${number}-${version}`,
        };
      }
    }
  }

  private async *listUploads(): AsyncGenerator<never> {}
}
