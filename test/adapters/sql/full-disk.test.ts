import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockWorkspace } from '../../../src/adapters/sql/process-lock.js';
import { openSqliteEngine } from '../../../src/adapters/sql/sqlite-engine.js';
import { inLittleRoom, onSmallDisk } from '../../support/little-room.js';
import { ownNamespace } from '../../support/mount-namespace.js';
import { fillTable } from './full-disk.js';

const mayMount = (await ownNamespace()) !== undefined;
const MODULE = new URL('./full-disk.ts', import.meta.url);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a disk without room', () => {
  it('is no other process that holds the lock: that takes no room, and leaves nothing', async () => {
    const file = join(folder, 'lock.sqlite');
    expect(await inLittleRoom(0, { module: MODULE, name: 'lock', args: [file] })).toBe('locked');
    lockWorkspace(file, 'exclusive')();
    expect(readdirSync(folder)).toEqual(['lock.sqlite']);
  });

  it('keeps what was changed in the log of the database when that cannot be emptied', async () => {
    const file = join(folder, 'catalog.db');
    await fillTable(file);
    expect(await inLittleRoom(100 * 1024, { module: MODULE, name: 'changeAndClose', args: [file] })).toBe('closed');
    const engine = await openSqliteEngine(file);
    const { rows } = await sql<{ count: number }>`select count(*) as count from rows where text = 'changed'`.execute(
      engine.db,
    );
    expect(rows).toEqual([{ count: 1 }]);
    await engine.close();
  });
});

it.skipIf(!mayMount)('nobody is alone where the lock cannot be written (needs to mount a small disk)', async () => {
  expect(await onSmallDisk(8, { module: MODULE, name: 'lockReadOnly' })).toBe('catalog/unavailable, shared');
});

it.each([
  ['is a file', (path: string) => writeFileSync(path, ''), 'lock.sqlite'],
  [
    'holds a folder in its place',
    (path: string) => mkdirSync(join(path, 'lock.sqlite'), { recursive: true }),
    'lock.sqlite',
  ],
])('a lock cannot be taken where its folder %s, and says so', (_, make, name) => {
  const path = join(folder, 'catalogue');
  make(path);
  expect(() => lockWorkspace(join(path, name), 'exclusive')).toThrow(
    expect.objectContaining({ kind: 'unavailable', code: 'catalog/unavailable' }),
  );
});
