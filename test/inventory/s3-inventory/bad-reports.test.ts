import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/inventory/take-inventory.js';
import { everything } from '../../contract/catalog.js';
import { inventoryPorts, PBX, put } from '../inventory-ports.js';
import { deliver, type ReportOptions, rowOf, SCHEMA, versionsNow } from './report.js';

const SYSTEM = { ...PBX, inventory: { bucket: 'reports', prefix: 'inventory/records/daily' } };
const HINT = expect.stringMatching(/remove `inventory`/);
const PERSONAL = '09012345678_山田.wav';
const packed = (text: string): ReportOptions => ({ packed: [gzipSync(text)] });

describe('a report that cannot be used ends the inventory with what to do, and changes nothing', () => {
  let ports: Awaited<ReturnType<typeof inventoryPorts>>;
  const versions = () => versionsNow(ports.store);
  /** A listing that was begun may stay; it is no news of anything. */
  const withoutListings = async () => ({ ...((await everything(ports.catalog)) as object), listings: undefined });
  const fault = async () => {
    const before = await withoutListings();
    const error = await takeInventory(SYSTEM, ports, undefined, 'routine').then(
      () => undefined,
      (thrown: unknown) => thrown as Error & { detail: unknown },
    );
    expect(await withoutListings()).toEqual(before);
    const { message, detail, stack, cause } = error!;
    expect(`${message}${JSON.stringify([detail, cause])}${stack}`).not.toMatch(/0901234|山田|%E5%B1%B1/);
    return error;
  };

  beforeEach(async () => {
    ports = await inventoryPorts();
    await ports.store.createBucket('reports');
    await put(ports.store, PERSONAL);
    await put(ports.store, 'b');
    await takeInventory(PBX, ports);
  });

  it.each<[string, string, string, (row: string) => ReportOptions]>([
    ['is 49 hours old', 'unavailable', 'old', () => ({ createdAt: new Date('2026-03-30T02:00:00.000Z') })],
    ['is in ORC', 'usage', 'format', () => ({ manifest: { fileFormat: 'ORC' } })],
    ['is on another bucket', 'usage', 'other-bucket', () => ({ manifest: { sourceBucket: 'other' } })],
    [
      'holds current versions only',
      'usage',
      'columns',
      () => ({ manifest: { fileSchema: 'Bucket, Key, Size, LastModifiedDate, ETag' } }),
    ],
    ['has no ETag', 'usage', 'columns', () => ({ manifest: { fileSchema: SCHEMA.replace('ETag, ', '') } })],
    ['has a manifest without files', 'integrity', 'unreadable', () => ({ manifest: { files: undefined } })],
    ['has a manifest of another checksum', 'integrity', 'altered', () => ({ checksum: 'f'.repeat(32) })],
    ['has a checksum that is none', 'integrity', 'altered', () => ({ checksum: '' })],
    ['has a data file of another checksum', 'integrity', 'altered', () => ({ fileMd5: 'f'.repeat(32) })],
    ['lacks a data file', 'unavailable', 'incomplete', () => ({ undelivered: true })],
    ['has no checksum', 'unavailable', 'missing', () => ({ withoutChecksum: true })],
    ['is not GZIP', 'integrity', 'unreadable', (row) => ({ packed: [Buffer.from(row)] })],
    ['is cut GZIP', 'integrity', 'unreadable', (row) => ({ packed: [gzipSync(row).subarray(0, -9)] })],
    [
      'is not UTF-8',
      'integrity',
      'unreadable',
      (row) => ({ packed: [gzipSync(Buffer.from([...Buffer.from(row), 255]))] }),
    ],
    ['has a row with too few cells', 'integrity', 'unreadable', (row) => packed(row.replace(/,"STANDARD"/, ''))],
    ['has a row with too many cells', 'integrity', 'unreadable', (row) => packed(row.replace('\n', ',"x"\n'))],
    ['has a broken quote', 'integrity', 'unreadable', (row) => packed(row.replace('"records"', '"records'))],
    ['has a key that cannot be decoded', 'integrity', 'unreadable', (row) => packed(row.replace('0901234', '%E5%B1'))],
    ['has an empty key', 'integrity', 'unreadable', (row) => packed(row.replace(/"0901[^"]*"/, '""'))],
    ['has a flag that is none', 'integrity', 'unreadable', (row) => packed(row.replace('"true"', '"maybe"'))],
    ['has a size that is none', 'integrity', 'unreadable', (row) => packed(row.replace(',"1",', ',"-1",'))],
    ['has no size', 'integrity', 'unreadable', (row) => packed(row.replace(',"1",', ',"",'))],
    ['has a date that is none', 'integrity', 'unreadable', (row) => packed(row.replace('2026-', '2026-99-'))],
  ])('%s', async (_, kind, code, options) => {
    const all = await versions();
    await deliver(ports.store, all, options(rowOf(all[0]!)));
    expect(await fault()).toMatchObject({ kind, code: `inventory/report-${code}`, hint: HINT });
  });

  it('is not there at all', async () => {
    expect(await fault()).toMatchObject({ kind: 'unavailable', code: 'inventory/report-missing', hint: HINT });
  });

  it('is in a bucket that does not exist', async () => {
    const system = { ...SYSTEM, inventory: { bucket: 'nowhere', prefix: 'x' } };
    await expect(takeInventory(system, ports, undefined, 'routine')).rejects.toMatchObject({ code: 'store/no-bucket' });
  });

  it('is passed over while it is still being delivered, for the one before', async () => {
    await deliver(ports.store, await versions(), {
      time: '2026-03-30T22-00Z',
      createdAt: new Date('2026-03-30T22:00Z'),
    });
    await deliver(ports.store, [], { time: '2026-03-31T22-00Z', withoutChecksum: true });
    expect(await takeInventory(SYSTEM, ports, undefined, 'routine')).toMatchObject({ objects: 2, gone: 0 });
  });

  it('is the newest, whatever older ones are like', async () => {
    await deliver(ports.store, [], { time: '2026-03-30T22-00Z', checksum: 'f'.repeat(32) });
    await deliver(ports.store, await versions());
    expect(await takeInventory(SYSTEM, ports, undefined, 'routine')).toMatchObject({ objects: 2, newOrChanged: 0 });
  });
});
