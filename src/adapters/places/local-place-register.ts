import { mkdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { errnoOf, Fault } from '../../base/fault.js';
import type { HeldPlace, PlaceRegister, Register } from '../../ports/place-register.js';
import { syncKeyFolder, writeKeyFile } from '../local/keys/key-files.js';
import { diskFault } from '../local/store/disk.js';
import { checkBucket, OWN_FOLDER } from '../local/store/names.js';
import { corrupt, placesOf, REGISTER_LIMIT, textOfRegister } from './register-text.js';

/** The register as a file among the embedded store's own, which no listing shows: `<bucket>/.kimitsu/places.json`. */
export class LocalPlaceRegister implements PlaceRegister {
  /** @param root - of the store */
  constructor(readonly root: string) {}

  async read(bucket: string): Promise<Register> {
    const text = await this.#text(bucket);
    if (text === undefined) return { places: [], etag: undefined };
    return { places: placesOf(text, bucket), etag: etagOf(text) };
  }

  async write(bucket: string, places: readonly HeldPlace[], { etag }: Register): Promise<void> {
    const file = this.#file(bucket);
    const folder = join(this.root, bucket, OWN_FOLDER);
    const text = await this.#text(bucket);
    if ((text === undefined ? undefined : etagOf(text)) !== etag) throw changed(bucket);
    try {
      if (places.length > 0) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // A first register never takes the place of one that came in between.
        await writeKeyFile(file, Buffer.from(textOfRegister(places, bucket), 'utf8'), { replace: text !== undefined });
      } else if (text !== undefined) {
        await unlink(file);
        await syncKeyFolder(folder);
      }
    } catch (error) {
      throw errnoOf(error) === 'EEXIST' ? changed(bucket) : diskFault(error);
    }
  }

  shownAs(): undefined {
    return undefined;
  }

  #file(bucket: string): string {
    checkBucket(bucket);
    return join(this.root, bucket, OWN_FOLDER, 'places.json');
  }

  async #text(bucket: string): Promise<string | undefined> {
    const file = this.#file(bucket);
    try {
      if ((await stat(file)).size > REGISTER_LIMIT) throw corrupt(bucket);
      return await readFile(file, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw diskFault(error);
    }
  }
}

const etagOf = (text: string): string => sha256Hex(text);

function changed(bucket: string): Fault {
  const message = 'the file that says whose records lie in the bucket is another by now';
  return new Fault('conflict', 'store/changed', message, { bucket }, { hint: 'run the same command again' });
}
