import { type ByteStream, collect } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import type { ObjectHead, ObjectStore } from '../../ports/object-store.js';
import type { HeldPlace, PlaceRegister, Register, RegisterVersion } from '../../ports/place-register.js';
import { corrupt, placesOf, REGISTER_LIMIT, textOfRegister } from './register-text.js';

/** Where it lies in the bucket that it is about. */
const KEY = 'kimitsu-places.json';

/** The register as an object of the bucket; one version of it at a time. */
export class StoredPlaceRegister implements PlaceRegister {
  readonly #shown = new Map<string, RegisterVersion>();

  constructor(readonly objects: ObjectStore) {}

  async read(bucket: string): Promise<Register> {
    this.#shown.delete(bucket);
    const head = await this.objects.head({ bucket, key: KEY });
    if (!head) return { places: [], etag: undefined };
    if (head.size > REGISTER_LIMIT) throw corrupt(bucket);
    const places = placesOf(Buffer.from(await collect(await this.#content(head))).toString('utf8'), bucket);
    this.#shown.set(bucket, head);
    return { places, etag: head.etag };
  }

  async write(bucket: string, places: readonly HeldPlace[], { etag }: Register): Promise<void> {
    const before = await this.objects.head({ bucket, key: KEY });
    if (before?.etag !== etag) throw changed(bucket);
    if (places.length > 0) await this.#put(bucket, places, etag);
    else this.#shown.delete(bucket);
    // It says nothing any more, and would be taken for a record. Other versions under this name are not the register's.
    if (before) await this.objects.destroyVersion(before);
  }

  shownAs(bucket: string): RegisterVersion | undefined {
    return this.#shown.get(bucket);
  }

  async #put(bucket: string, places: readonly HeldPlace[], etag: string | undefined): Promise<void> {
    const head = await this.objects
      .put({ bucket, key: KEY }, bytesOf(textOfRegister(places, bucket)), {
        contentType: 'application/json',
        encryption: { mode: 'default' },
        ...(etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag }),
      })
      .catch((error: unknown) => {
        throw error instanceof Fault && error.code === 'store/exists' ? changed(bucket) : error;
      });
    this.#shown.set(bucket, head);
  }

  #content(head: ObjectHead): Promise<ByteStream> {
    return this.objects.get(head);
  }
}

async function* bytesOf(text: string): ByteStream {
  yield Buffer.from(text, 'utf8');
}

function changed(bucket: string): Fault {
  const message = 'the file that says whose records lie in the bucket is another by now';
  return new Fault('conflict', 'store/changed', message, { bucket }, { hint: 'run the same command again' });
}
