import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { BoundFiles } from '../../../src/app/bound-files.js';
import { openSources } from '../../../src/app/watch/open-sources.js';
import { collect } from '../../../src/base/bytes.js';
import { systemClock } from '../../../src/base/clock.js';
import type { LogFile } from '../../../src/watch/log-source.js';

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function all(files: AsyncIterable<LogFile>): Promise<LogFile[]> {
  const found: LogFile[] = [];
  for await (const file of files) found.push(file);
  return found;
}

const store = () => new MemoryObjectStore(new MemoryKeyService(systemClock));

describe('sources of logs', () => {
  it('a bucket gives its logs below the prefix, with the signatures of digests', async () => {
    const objects = store();
    await objects.createBucket('trail');
    const encryption = { mode: 'default' } as const;
    await objects.put({ bucket: 'trail', key: 'logs/a' }, bytes('first'), {
      encryption,
      metadata: { signature: 'ab' },
    });
    await objects.put({ bucket: 'trail', key: 'other/b' }, bytes('x'), { encryption });
    const [source] = await openSources(
      new BoundFiles('/'),
      [{ id: 't', type: 'cloudtrail', bucket: 'trail', prefix: 'logs/', publicKeys: [] }],
      objects,
    );
    const [file, ...rest] = await all(source!.files());
    expect(rest).toEqual([]);
    expect(file).toMatchObject({ path: 'logs/a', size: 5 });
    expect(await file?.signature()).toBe('ab');
    expect((await collect(await file!.open())).toString()).toBe('first');
  });

  it('a folder gives its files in order, and follows no link', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kimitsu-logs-'));
    try {
      await writeFile(join(dir, 'b'), '2');
      await writeFile(join(dir, 'a'), '1');
      await symlink('/etc/hostname', join(dir, 'link'));
      const [source] = await openSources(
        new BoundFiles(dir),
        [{ id: 's', type: 's3-access-log', folder: '.' }],
        store(),
      );
      expect((await all(source!.files())).map(({ path }) => path)).toEqual(['a', 'b']);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
