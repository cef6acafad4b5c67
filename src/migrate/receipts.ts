import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errnoOf } from '../base/fault.js';

const length = z.int().nonnegative();
const sha256 = z.hex().length(64);

/** What was measured of one object when its copy in the package was read back. Says nothing of names. */
export const Receipt = z.object({
  objectId: z.string(),
  versionId: z.string(),
  payloadBytes: length.describe('of the payload file'),
  payloadSha256: sha256,
  bytes: length.describe('of the content in clear'),
  sha256,
});
export type Receipt = z.infer<typeof Receipt>;

/**
 * Receipts of one package until it is complete, in up to 256 files by object id, so that a run in order of ids holds
 * one at a time. Lines are appended; of several for one object the last counts, and a torn or damaged one counts for nothing.
 */
export class Receipts {
  #shard: { name: string; receipts: Map<string, Receipt> } | undefined;

  constructor(readonly folder: string) {}

  /** Durable once it resolves. */
  async add(receipts: readonly Receipt[]): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const shards = new Map<string, string>();
    for (const receipt of receipts) {
      const name = shardOf(receipt.objectId);
      shards.set(name, `${shards.get(name) ?? '\n'}${JSON.stringify(receipt)}\n`);
    }
    for (const [name, lines] of shards) {
      const file = await open(join(this.folder, name), 'a', 0o600);
      try {
        await file.writeFile(lines);
        await file.sync();
      } finally {
        await file.close();
      }
      if (this.#shard?.name === name) this.#shard = undefined;
    }
  }

  async find(objectId: string, versionId: string): Promise<Receipt | undefined> {
    const name = shardOf(objectId);
    if (this.#shard?.name !== name) this.#shard = { name, receipts: await this.#load(name) };
    return this.#shard.receipts.get(`${objectId} ${versionId}`);
  }

  /** When the package speaks for itself. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    this.#shard = undefined;
  }

  async #load(name: string): Promise<Map<string, Receipt>> {
    const receipts = new Map<string, Receipt>();
    const text = await readFile(join(this.folder, name), 'utf8').catch((error) => {
      if (errnoOf(error) === 'ENOENT') return '';
      throw error;
    });
    for (const line of text.split('\n')) {
      const receipt = parsed(line);
      if (receipt) receipts.set(`${receipt.objectId} ${receipt.versionId}`, receipt);
    }
    return receipts;
  }
}

function parsed(line: string): Receipt | undefined {
  if (!line.endsWith('}')) return undefined;
  try {
    return Receipt.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined; // cut off by a crash, or damaged: the object is migrated again
  }
}

function shardOf(objectId: string): string {
  return `${objectId.slice(4, 6)}.jsonl`;
}
