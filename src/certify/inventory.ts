import { createHmac, hash, randomBytes } from 'node:crypto';
import type { Level } from '../base/level.js';
import { leafHash, StreamingRoot } from './merkle.js';

/** Secret of one erasure, 32 bytes. Whoever has it can test guesses at object names: it stays with the contractor. */
export type InventorySecret = Uint8Array;

export function newInventorySecret(): InventorySecret {
  return randomBytes(32);
}

/** One erased version, delete marker or unfinished upload. */
export interface InventoryItem {
  system: string;
  level: Level;
  item: 'version' | 'delete-marker' | 'upload';
  /** What a proof will name: the object's id or its key. May be personal; the leaf hides it. */
  object: string;
  versionId: string;
  /** Bytes as stored. */
  bytes: number;
}

/** A line of the inventory, open to everyone: what was erased, with its name behind a salted hash. */
export interface InventoryLeaf {
  system: string;
  level: Level;
  item: InventoryItem['item'];
  bytes: number;
  /** SHA-256 over salt, object and version id, lower-case hex. */
  commitment: string;
}

/** What shows that a leaf stands for a certain object. Salts are independent: one tells nothing about another. */
export interface Opening {
  object: string;
  versionId: string;
  /** 32 bytes, lower-case hex. */
  salt: string;
}

/** The leaf of `item`, and the opening to keep back until this item is to be proven. */
export function inventoryLeaf(item: InventoryItem, secret: InventorySecret): { leaf: InventoryLeaf; opening: Opening } {
  const { system, level, object, versionId, bytes } = item;
  const name = netstrings(system, item.item, object, versionId);
  const salt = createHmac('sha256', secret).update(`kimitsu/inventory-salt/1\n${name}`, 'utf8').digest('hex');
  const opening = { object, versionId, salt };
  return { leaf: { system, level, item: item.item, bytes, commitment: commitmentOf(opening) }, opening };
}

/** What a leaf commits to: SHA-256 of a label, the salt in hex, and object and version id as netstrings. */
function commitmentOf({ object, versionId, salt }: Opening): string {
  return hash('sha256', `kimitsu/inventory-leaf/1\n${salt}\n${netstrings(object, versionId)}`, 'hex');
}

/**
 * A leaf as its line stands in the inventory, without the line break: these bytes are hashed. Canonical JSON, written
 * out because a million of them are made.
 */
export function leafLine({ bytes, commitment, item, level, system }: InventoryLeaf): string {
  const name = JSON.stringify(system);
  return `{"bytes":${bytes},"commitment":"${commitment}","item":"${item}","level":${level},"system":${name}}`;
}

/**
 * JSON Lines of the inventory in the order of `items`, with the root over them kept in `tree`: write the lines, then
 * read `tree`. One leaf is held at a time.
 */
export async function* inventoryLines(
  items: AsyncIterable<InventoryItem> | Iterable<InventoryItem>,
  secret: InventorySecret,
  tree: StreamingRoot,
): AsyncGenerator<string> {
  for await (const item of items) {
    const line = leafLine(inventoryLeaf(item, secret).leaf);
    tree.add(leafHash(Buffer.from(line, 'utf8')));
    yield `${line}\n`;
  }
}

/** Root and count over `items`, as the erasure record and the certificate carry them. */
export async function inventoryRoot(
  items: AsyncIterable<InventoryItem> | Iterable<InventoryItem>,
  secret: InventorySecret,
): Promise<{ root: string; count: number }> {
  const tree = new StreamingRoot();
  for await (const _line of inventoryLines(items, secret, tree));
  return { root: Buffer.from(tree.root()).toString('hex'), count: tree.count };
}

/** Each part behind its length in bytes, so that no two lists of parts run together into the same text. */
function netstrings(...parts: string[]): string {
  return parts.map((part) => `${Buffer.byteLength(part, 'utf8')}:${part},`).join('');
}
