import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/bytes.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { rootFromPath } from '../../src/certify/inclusion-check.js';
import {
  type InventoryItem,
  type InventorySecret,
  inventoryLeaf,
  inventoryLines,
  inventoryRoot,
  leafLine,
  newInventorySecret,
} from '../../src/certify/inventory.js';
import { inclusionPath, leafHash, StreamingRoot } from '../../src/certify/merkle.js';

const secret = Buffer.alloc(32, 7);
const items: InventoryItem[] = Array.from({ length: 11 }, (_, n) => ({
  system: 'pbx',
  level: 3,
  item: 'version',
  object: `2026/04/0901234567${n}_高橋.wav`,
  versionId: `v${n}`,
  bytes: 16_000 + n,
}));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

async function lines(secretOf: InventorySecret = secret): Promise<{ text: string[]; root: string }> {
  const tree = new StreamingRoot();
  const text: string[] = [];
  for await (const line of inventoryLines(items, secretOf, tree)) text.push(line);
  return { text, root: hex(tree.root()) };
}

describe('inventory', () => {
  it('hides the object: neither key nor version id is in a line', async () => {
    const { text } = await lines();
    expect(text).toHaveLength(11);
    for (const [n, line] of text.entries()) {
      expect(line.endsWith('\n')).toBe(true);
      expect(line).not.toContain(items[n]!.object);
      expect(line).not.toContain('高橋');
      expect(line).not.toContain('0901234567');
      expect(Object.keys(JSON.parse(line)).sort()).toEqual(['bytes', 'commitment', 'item', 'level', 'system']);
    }
  });

  it('gives the root that anyone computes from the lines alone', async () => {
    const { text, root } = await lines();
    const tree = new StreamingRoot();
    for (const line of text) tree.add(leafHash(Buffer.from(line.trimEnd(), 'utf8')));
    expect(hex(tree.root())).toBe(root);
    expect(await inventoryRoot(items, secret)).toEqual({ root, count: 11 });
  });

  it('writes lines in canonical JSON, and commitments that anyone can make again', () => {
    const { leaf, opening } = inventoryLeaf({ ...items[2]!, system: 'フォーム"1"' }, secret);
    expect(leafLine(leaf)).toBe(canonicalJson(leaf));
    const { object, versionId, salt } = opening;
    const named = `${Buffer.byteLength(object)}:${object},2:${versionId},`;
    expect(leaf.commitment).toBe(sha256Hex(`kimitsu/inventory-leaf/1\n${salt}\n${named}`));
  });

  it('proves one object from its opening, the path and the root', async () => {
    const { text, root } = await lines();
    const { leaf, opening } = inventoryLeaf(items[4]!, secret);
    expect(`${leafLine(leaf)}\n`).toBe(text[4]);
    const hashes = text.map((line) => leafHash(Buffer.from(line.trimEnd(), 'utf8')));
    const path = await inclusionPath(hashes, 4, hashes.length);
    expect(hex(rootFromPath(hashes[4]!, 4, hashes.length, path)!)).toBe(root);
    expect(opening).toEqual({
      object: items[4]!.object,
      versionId: 'v4',
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('gives other commitments under another secret, so that a key cannot be guessed from the inventory', async () => {
    const other = await lines(newInventorySecret());
    const { text } = await lines();
    expect(text.filter((line, n) => line === other.text[n])).toEqual([]);
  });

  it('salts every leaf differently, and does not run names together', () => {
    const openings = items.map((item) => inventoryLeaf(item, secret));
    expect(new Set(openings.map(({ opening }) => opening.salt)).size).toBe(11);
    const ab = inventoryLeaf({ ...items[0]!, object: 'ab', versionId: 'c' }, secret);
    const a = inventoryLeaf({ ...items[0]!, object: 'a', versionId: 'bc' }, secret);
    expect(ab.leaf.commitment).not.toBe(a.leaf.commitment);
  });
});
