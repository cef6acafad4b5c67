import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkspace } from '../src/app/create-workspace.js';
import { type Workspace, withWorkspace } from '../src/app/workspace.js';
import type { ByteStream } from '../src/base/bytes.js';
import type { Level } from '../src/base/level.js';
import { configTemplate } from '../src/config/template.js';
import { systemOf } from '../src/inventory/systems.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import type { CatalogObject, Classification } from '../src/ports/catalog.js';

const BATCH = 500;

/** A workspace, on the embedded default unless told otherwise, in a folder that is removed when the process ends. */
export async function benchService(yamlOf = configTemplate): Promise<{
  dir: string;
  open<T>(work: (workspace: Workspace) => Promise<T>): Promise<T>;
}> {
  const parent = await mkdtemp(join(tmpdir(), 'kimitsu-bench-'));
  process.on('exit', () => rmSync(parent, { recursive: true, force: true }));
  const dir = join(parent, 'service');
  await createWorkspace(dir, 'bench-centre', yamlOf('bench-centre'));
  return { dir, open: (work) => withWorkspace(dir, { actor: 'job:bench', lock: 'exclusive' }, work) };
}

/**
 * Gives every new object of a system a level without reading it: what is measured here is protection alone.
 * @returns how many there are
 */
export async function giveLevel({ ports }: Workspace, system: string, level: Level): Promise<number> {
  const { catalog, service, clock } = ports;
  await takeInventory(systemOf(service, system), ports);
  const found: CatalogObject[] = [];
  for await (const object of catalog.objects({ system, states: ['found'] })) found.push(object);
  const classification: Classification = {
    level,
    kind: 'other',
    because: [{ source: 'kind', level, rule: 'bench' }],
    records: { 1: 0, 2: 0, 3: 0 },
    findings: [],
    review: [],
    format: 'bench',
    charset: undefined,
    examinedBytes: 0,
    unexaminedBytes: 0,
    classifierVersion: 'bench',
    classifiedAt: clock.now().toISOString(),
  };
  for (let at = 0; at < found.length; at += BATCH) {
    const some = found.slice(at, at + BATCH);
    await catalog.saveClassified(
      some.map(({ objectId, etag }) => ({ objectId, etag, classification })),
      [],
    );
  }
  return found.length;
}

const MEBIBYTE = 1024 * 1024;

/** `bytes` of which no two frames are alike; made once and handed out again, so that making them costs nothing. */
export async function* madeUp(bytes: number, chunkBytes = 256 * 1024): ByteStream {
  const block = Buffer.alloc(MEBIBYTE + 4096);
  for (let at = 0; at < block.byteLength; at += 4) block.writeUInt32LE(Math.imul(at + 1, 0x9e3779b1) >>> 0, at);
  for (let at = 0, turn = 0; at < bytes; at += chunkBytes, turn += 1) {
    const from = (turn * 16) % 4096;
    yield block.subarray(from, from + Math.min(chunkBytes, bytes - at));
  }
}
