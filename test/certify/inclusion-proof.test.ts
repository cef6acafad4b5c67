import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withInventory } from '../../fixtures/certificate/companions.js';
import { VectorBook } from '../../fixtures/certificate/vector.js';
import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { packageRoot } from '../../src/base/package-root.js';
import type { CertificateDocument } from '../../src/certify/certificate.js';
import { proveInclusion } from '../../src/certify/inclusion-proof.js';
import { verifyProof } from '../../src/certify/inclusion-verify.js';
import { inventoryLeaf, leafLine } from '../../src/certify/inventory.js';
import { leafHash, StreamingRoot } from '../../src/certify/merkle.js';
import { checkProof } from '../../src/certify/page/inclusion-proof.js';
import { CheckList, COMPANION_CHECK_IDS } from '../../src/certify/verification.js';
import { stride, THOROUGH } from '../support/thorough.js';

let certificate: CertificateDocument;
let lines: string[];
let proof: Buffer;

beforeAll(async () => {
  const key = (name: string) =>
    JSON.parse(readFileSync(join(packageRoot(), `fixtures/certificate/test-keys/${name}.private.jwk.json`), 'utf8'));
  const made = await withInventory(await VectorBook.open(key('issuer'), key('stranger')));
  ({ certificate, lines } = made);
  proof = Buffer.from(canonicalJson(made.proof));
});

const inCommand = (bytes: Uint8Array) =>
  verifyProof(bytes, certificate, new CheckList(COMPANION_CHECK_IDS.proof)) !== undefined;
const inPage = async (bytes: Uint8Array) =>
  (await checkProof(bytes, { certificate, sha256: canonicalHash(certificate) }, () => {})) !== undefined;

describe('inclusion proof', () => {
  it('holds as it was made', async () => {
    expect(inCommand(proof)).toBe(true);
    expect(await inPage(proof)).toBe(true);
  });

  it('holds with no single bit flipped, in the command and in the page', async () => {
    const page = stride(5);
    for (let place = 0; place < proof.length * 8; place += stride(7)) {
      const [at, bit] = [Math.floor(place / 8), place % 8];
      const flipped = Buffer.from(proof);
      flipped[at]! ^= 1 << bit;
      if (inCommand(flipped)) expect.fail(`command accepts byte ${at}, bit ${bit}`);
      if (bit === at % 8 && at % page === 0 && (await inPage(flipped)))
        expect.fail(`page accepts byte ${at}, bit ${bit}`);
    }
  });

  it('is not made from an inventory with any single bit flipped', () => {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const rootOf = (bytes: Buffer) => {
      const tree = new StreamingRoot();
      for (const line of bytes.toString('latin1').trimEnd().split('\n'))
        tree.add(leafHash(Buffer.from(line, 'latin1')));
      return Buffer.from(tree.root()).toString('hex');
    };
    expect(rootOf(text)).toBe(certificate.inventory.root);
    for (let place = 0; place < (text.length - 1) * 8; place += stride(7)) {
      const [at, bit] = [Math.floor(place / 8), place % 8];
      const flipped = Buffer.from(text);
      flipped[at]! ^= 1 << bit;
      if (rootOf(flipped) === certificate.inventory.root) expect.fail(`byte ${at}, bit ${bit}`);
    }
  });

  // Seventeen hashes among a hundred thousand in full, thirteen among eight thousand as a sample.
  it('holds among very many leaves, with a path of a few hashes', async () => {
    const [count, wanted, hashes] = THOROUGH ? [100_000, 77_777, 17] : [8_000, 7_777, 13];
    const item = (n: number) => ({
      system: 'pbx',
      level: 3 as const,
      item: 'version' as const,
      object: `見本/${n}.wav`,
      versionId: 'v1',
      bytes: n,
    });
    const secret = Buffer.alloc(32, 3);
    // Only the one that is proven has a real commitment: many salted ones are measured in bench:erase.
    const opened = { index: wanted, ...inventoryLeaf(item(wanted), secret) };
    const filler = { ...opened.leaf, commitment: 'a'.repeat(64) };
    async function* all() {
      for (let n = 0; n < count; n++) yield leafLine(n === wanted ? opened.leaf : { ...filler, bytes: n });
    }
    const tree = new StreamingRoot();
    for await (const line of all()) tree.add(leafHash(Buffer.from(line)));
    const large = {
      ...certificate,
      inventory: { ...certificate.inventory, root: Buffer.from(tree.root()).toString('hex'), count },
    };
    const made = await proveInclusion(large, opened, all());
    expect(made.path).toHaveLength(hashes);
    expect(
      verifyProof(Buffer.from(canonicalJson(made)), large, new CheckList(COMPANION_CHECK_IDS.proof)),
    ).toBeDefined();
  });
});
