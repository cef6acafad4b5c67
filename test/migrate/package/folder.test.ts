import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FolderTarget } from '../../../src/migrate/package/folder.js';
import { onSmallDisk } from '../../support/little-room.js';
import { ownNamespace } from '../../support/mount-namespace.js';

const mayMount = (await ownNamespace()) !== undefined;
const module = new URL('./folder.ts', import.meta.url);

it.skipIf(!mayMount)('says that it is the destination that is full (needs to mount a small disk)', async () => {
  expect(await onSmallDisk(3, { module, name: 'writeToFullDisk' })).toBe('unavailable migrate/destination-full');
});

it('says that the destination cannot be written, and not which file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kimitsu-destination-'));
  await writeFile(join(folder, '.package.partial'), 'a file where a folder should be');
  const target = new FolderTarget(folder, 'package');
  const written = target.write('data/090-1234-5678.txt', nothing(), {}, new AbortController().signal);
  const fault = await written.catch((error: unknown) => error);
  expect(fault).toMatchObject({ kind: 'unavailable', code: 'migrate/destination-unavailable' });
  expect(JSON.stringify(fault)).not.toContain('090');
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
