import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { sha256Hex } from '../../../src/base/bytes.js';
import type { PackageFiles } from '../../../src/migrate/package/files.js';
import { staysInside } from '../../../src/migrate/package/manifest.js';
import { isPortable, payloadPath } from '../../../src/migrate/package/payload-path.js';
import { verifyPackage } from '../../../src/migrate/package/verify.js';
import { type Receipt, Receipts } from '../../../src/migrate/receipts.js';
import { samplePackage } from '../../migrate/package/sample-package.js';
import { bundled, unbundled } from '../bundle.js';
import { inPieces, otherSize } from '../chunks.js';
import { asFile } from '../own-file.js';
import { holds, isSame } from '../promises.js';
import { type FuzzTarget, type Seed, whole } from '../target.js';

/** A package in memory: name and content of each file, one after the other. */
class BundledPackage implements PackageFiles {
  readonly #files = new Map<string, Buffer>();

  constructor(
    input: Buffer,
    private readonly pieces: number,
  ) {
    const parts = unbundled(input);
    for (let at = 0; at + 1 < parts.length; at += 2) this.#files.set(parts[at]!.toString('utf8'), parts[at + 1]!);
  }

  async *list() {
    for (const [path, { length }] of this.#files) yield { path, bytes: length, regular: true };
  }

  async read(path: string) {
    const content = this.#files.get(path);
    return content && inPieces(content, this.pieces);
  }

  async size(path: string) {
    return this.#files.get(path)?.length;
  }
}

/** @param resealed - the tag manifest is made again, as someone would who wants to deceive */
function bag(files: readonly (readonly [string, Buffer])[], resealed: boolean): Seed {
  return {
    parts: files.flatMap(([path, content]) => [Buffer.from(path), content]),
    build: (parts) => {
      const tags: string[] = [];
      const all = [...parts];
      for (let at = 0; at < all.length; at += 2) {
        const path = all[at]!.toString('utf8');
        if (path === TAGS && resealed) all[at + 1] = Buffer.from(tags.join(''));
        else if (!path.startsWith('data/')) tags.push(`${sha256Hex(all[at + 1]!)}  ${path}\n`);
      }
      return bundled(all);
    },
  };
}

const TAGS = 'tagmanifest-sha256.txt';

async function seeds(): Promise<Seed[]> {
  const folder = await samplePackage();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)] as const)
    // The manifest over the others last, so that it can be made again.
    .sort(([one], [other]) => Number(one === TAGS) - Number(other === TAGS) || (one < other ? -1 : 1));
  await rm(dirname(folder), { recursive: true, force: true });
  return [bag(files, true), bag(files, false)];
}

const receipt: Receipt = {
  objectId: 'obj-ab12',
  versionId: 'v1',
  payloadBytes: 12,
  payloadSha256: 'a'.repeat(64),
  bytes: 10,
  sha256: 'b'.repeat(64),
};

/** Packages that a receiver is handed, and what is noted while one is being made. */
export const packages: readonly FuzzTarget[] = [
  {
    name: 'packages/receipts',
    form: 'bytes',
    weight: 0.5,
    seeds: () => [
      whole(`\n${JSON.stringify(receipt)}\n\n${JSON.stringify({ ...receipt, versionId: 'v2' })}\n`),
      whole('{"objectId":"obj-ab12","versionId":"v1"}\n{}\n'),
    ],
    check: (input) =>
      asFile(input, 'ab.jsonl', async (_, folder) => {
        const found = await new Receipts(folder).find('obj-ab12', 'v1');
        if (found) {
          holds(found.objectId === 'obj-ab12' && found.versionId === 'v1', 'a receipt is of the version asked for');
          for (const sha256 of [found.sha256, found.payloadSha256])
            holds(/^[0-9a-f]{64}$/i.test(sha256), 'a receipt has its hashes');
          for (const bytes of [found.bytes, found.payloadBytes])
            holds(Number.isSafeInteger(bytes) && bytes >= 0, 'a receipt has its lengths');
        }
        const receipts = new Receipts(folder);
        await receipts.add([{ ...receipt, versionId: 'v9' }]);
        const added = await receipts.find('obj-ab12', 'v9');
        isSame(added, { ...receipt, versionId: 'v9' }, 'what is added after damage counts');
      }),
  },
  {
    name: 'packages/bagit',
    form: 'bytes',
    weight: 2,
    seeds,
    async check(input) {
      const report = await verifyPackage(new BundledPackage(input, 64 * 1024));
      holds((report.verdict === 'valid') === (report.problemCount === 0), 'valid means that nothing is wrong');
      isSame(
        await verifyPackage(new BundledPackage(input, otherSize(input)), { filesAtOnce: 1 }).then(sorted),
        sorted(report),
        'looked at in parts, a package is judged the same',
      );
    },
  },
  {
    name: 'packages/names',
    form: 'text',
    words: ['..', '/', '.', 'CON', 'nul.txt', '%2F', '~', '\\', ':', '$HOME', ' '],
    seeds: () => ['2026/山田.wav', 'a/../b', 'COM1.txt', 'e\u0301'].map((text) => whole(Buffer.from(text, 'utf16le'))),
    check(input) {
      const key = input.toString('utf16le');
      const path = payloadPath(key, { clashes: () => false });
      holds(staysInside(path), 'no name leads out of the package', JSON.stringify(path).slice(0, 200));
      holds(path.startsWith('data/re'), 'a record lies in the payload');
      holds(
        isPortable(path.slice('data/records/'.length)) || path.startsWith('data/renamed/'),
        'a name can be written everywhere',
      );
    },
  },
];

/** Looked at in parts, the same problems come in another order. */
function sorted(report: Awaited<ReturnType<typeof verifyPackage>>): unknown {
  return { ...report, problems: report.problems.map(({ code, about }) => `${code} ${about}`).toSorted() };
}
