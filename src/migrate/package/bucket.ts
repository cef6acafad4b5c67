import type { ByteStream } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import type { ObjectStore, StoreEncryption } from '../../ports/object-store.js';
import type { FileDetails, PackageEntry, PackageTarget } from './files.js';

/** Written last of all: a package without it is not complete. */
const LAST_FILE = 'tagmanifest-sha256.txt';

/** A package as objects below a prefix of the receiver's bucket; with content type and user metadata of each. */
export class BucketTarget implements PackageTarget {
  constructor(
    readonly objects: ObjectStore,
    readonly bucket: string,
    /** Ends with `/` or is empty. */
    readonly prefix: string,
    readonly name: string,
    readonly encryption: StoreEncryption,
  ) {}

  get place(): string {
    return `${this.bucket}/${this.#key('')}`;
  }

  async *list(): AsyncGenerator<PackageEntry> {
    const start = this.#key('');
    for await (const { key, size } of this.objects.list(this.bucket, start))
      yield { path: key.slice(start.length), bytes: size, regular: true };
  }

  async read(path: string): Promise<ByteStream | undefined> {
    const head = await this.objects.head({ bucket: this.bucket, key: this.#key(path) });
    return head && this.objects.get(head);
  }

  async size(path: string): Promise<number | undefined> {
    return (await this.objects.head({ bucket: this.bucket, key: this.#key(path) }))?.size;
  }

  /** @throws {Fault} integrity `migrate/other-encryption` when the store did not encrypt as it was asked to */
  async write(path: string, body: ByteStream, details: FileDetails, signal: AbortSignal): Promise<void> {
    const { contentType, metadata = {} } = details;
    const written = await this.objects.put({ bucket: this.bucket, key: this.#key(path) }, body, {
      ...(contentType === undefined ? {} : { contentType }),
      metadata: { ...metadata },
      encryption: this.encryption,
      signal,
    });
    const { encryption } = written;
    const wanted = this.encryption;
    if (
      encryption.mode !== wanted.mode ||
      (encryption.mode === 'kms' && wanted.mode === 'kms' && encryption.keyId !== wanted.keyId)
    )
      throw new Fault('integrity', 'migrate/other-encryption', 'the destination did not encrypt as planned', {
        mode: encryption.mode,
      });
  }

  async isComplete(): Promise<boolean> {
    return (await this.size(LAST_FILE)) !== undefined;
  }

  async complete(): Promise<void> {
    if (!(await this.isComplete()))
      throw new Fault('bug', 'migrate/wrong-order', 'the last file of a package was not written');
  }

  #key(path: string): string {
    return `${this.prefix}${this.name}/${path}`;
  }
}
