import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../../src/base/bytes.js';
import { canonicalHash } from '../../../src/base/canonical-json.js';
import type { Level } from '../../../src/base/level.js';
import { FolderTarget } from '../../../src/migrate/package/folder.js';
import { sealPackage } from '../../../src/migrate/package/seal.js';
import { Receipts } from '../../../src/migrate/receipts.js';
import type { MovingItem } from '../../../src/migrate/survey.js';
import type { CatalogObject, CatalogVersion } from '../../../src/ports/catalog.js';
import type { ObjectHead } from '../../../src/ports/object-store.js';
import { sampleMigrationPlan } from '../../documents/migration-samples.js';

const FILES: { key: string; path: string; content: string; level: Level }[] = [
  { key: 'memo/a.txt', path: 'data/records/memo/a.txt', content: '架空山 花子様', level: 3 },
  { key: 'memo/b.txt', path: 'data/records/memo/b.txt', content: '', level: 3 },
  { key: '50%.txt', path: `data/renamed/${'0'.repeat(64)}`, content: '架空川 次郎様', level: 3 },
  { key: 'faq.txt', path: 'data/records/faq.txt', content: '公表された案内', level: 1 },
];

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text);
}

/** A complete package of four invented records. @returns its folder */
export async function samplePackage(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'kimitsu-sample-'));
  const target = new FolderTarget(parent, 'sample');
  const receipts = new Receipts(join(parent, 'receipts'));
  const signal = new AbortController().signal;
  const items: MovingItem[] = [];
  for (const [at, { key, path, content, level }] of FILES.entries()) {
    await target.write(path, bytesOf(content), {}, signal);
    const { bytes, sha256 } = await digestOf(bytesOf(content));
    const objectId = `obj-${String(at).padStart(32, '0')}`;
    await receipts.add([{ objectId, versionId: 'v1', payloadBytes: bytes, payloadSha256: sha256, bytes, sha256 }]);
    const object = {
      objectId,
      system: 'pbx',
      lastModified: '2026-04-01T00:00:00.000Z',
      classification: { level, kind: 'memo' },
    };
    const version = { objectId, system: 'pbx', versionId: 'v1', item: 'version' };
    items.push({ object: object as CatalogObject, version: version as CatalogVersion, current: true, key, path });
  }
  const line = { system: 'pbx', systemName: '電話交換機', records: 1, bytes: 1 };
  const plan = sampleMigrationPlan({
    protection: { mode: 'none' },
    moved: [
      { ...line, level: 3, objects: 3, versions: 3 },
      { ...line, level: 1, objects: 1, versions: 1 },
    ],
    packages: [{ system: 'pbx', name: 'sample', source: 'pbx' }],
  });
  await sealPackage(
    {
      plan,
      planHash: canonicalHash(plan),
      planned: { system: 'pbx', name: 'sample', source: 'pbx' },
      async *items() {
        yield* items;
      },
      receipts,
      target,
      receiverKey: undefined,
      headOf: async () =>
        ({
          contentType: 'text/plain',
          metadata: { source: 'pbx' },
          lastModified: new Date(0),
        }) as unknown as ObjectHead,
      now: new Date('2026-04-30T03:00:00Z'),
      onSealed: async () => undefined,
    },
    signal,
  );
  return target.place;
}
