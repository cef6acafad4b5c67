import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Fault } from '../base/fault.js';

/**
 * The files that the settings name (keys, policy, certificates), each read once: what was compared with the acceptance
 * (B2-3-1) is what is used, whatever becomes of the file meanwhile.
 */
export class BoundFiles {
  readonly #read = new Map<string, Promise<Buffer>>();

  constructor(readonly dir: string) {}

  /**
   * @param path - as the settings give it, from the workspace folder
   * @throws {Fault} usage `config/not-a-file`; what the file system throws
   */
  bytes(path: string): Promise<Buffer> {
    const file = resolve(this.dir, path);
    const read = this.#read.get(file) ?? contentOf(file);
    this.#read.set(file, read);
    return read;
  }

  /** PEM as it stands in the settings, or the text of the file that they name there. */
  async text(given: string): Promise<string> {
    return given.includes('-----BEGIN') ? given : (await this.bytes(given)).toString('utf8');
  }
}

/** Of a file proper: a pipe or a device would give something else to each reader, or keep them waiting. */
async function contentOf(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if ((await handle.stat()).isFile()) return await handle.readFile();
  } finally {
    await handle.close();
  }
  const hint = 'name a file in its place';
  throw new Fault('usage', 'config/not-a-file', 'a setting names something that is no file', {}, { hint });
}
