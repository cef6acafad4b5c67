import { Fault } from '../../../base/fault.js';
import { lockText } from '../../object-lock.js';
import type { Bucket } from './bucket.js';
import { parentOf, remove, syncFolder, writeDurably } from './disk.js';
import type { FileMemory } from './history.js';
import { promote, removeEmptyAbove, type Settled, settle } from './settle.js';
import type { LocatedVersion } from './versions.js';

/**
 * Destroys one version or delete marker of a key that the caller has locked; nothing happens when there is none.
 * Order of the steps: the record tells that it begins, content goes first and the record last, so that a crash leaves a
 * record without content (which is no version, and no deletion by hand) and never content without a record.
 * Overwriting is not attempted: on flash and on journalling or copy-on-write file systems it does not reach the old
 * blocks.
 *
 * @throws {Fault} `denied` / `store/retention-locked`
 */
export async function destroyVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
  known: FileMemory,
  now: Date,
): Promise<void> {
  const settled = await settle(bucket, key, known);
  const target = settled.versions.find(({ record }) => record.versionId === versionId);
  const lock = lockText(target?.record.properties?.lock, now);
  if (lock !== undefined) {
    throw new Fault('denied', 'store/retention-locked', 'a lock keeps the version from being destroyed', { lock });
  }
  if (target?.place === 'plain') await destroyCurrent(bucket, settled, target);
  else if (target) await destroyNoncurrent(bucket, settled, target);
  // Also when there was nothing to destroy: names of folders may be personal, and a kill may have left them.
  await removeEmptyAbove(settled.files.historyPath, bucket.history);
  await removeEmptyAbove(parentOf(settled.files.plainPath), bucket.folder);
}

async function destroyCurrent(bucket: Bucket, { files, versions }: Settled, target: LocatedVersion): Promise<void> {
  const next = versions[1];
  await tellDestroying(bucket, target);
  if (next?.place === 'history' && next.entry) {
    await promote(bucket, files, next.entry);
  } else {
    await remove(files.plainPath);
    await syncFolder(parentOf(files.plainPath));
  }
  await removeRecord(files.historyPath, target);
}

async function destroyNoncurrent(bucket: Bucket, settled: Settled, target: LocatedVersion): Promise<void> {
  const { files, versions } = settled;
  await tellDestroying(bucket, target);
  if (target.entry) await remove(target.entry.dataPath);
  await syncFolder(files.historyPath);
  await removeRecord(files.historyPath, target);
  const next = versions[1];
  const exposed = !files.plain && versions[0] === target && next?.place === 'history';
  if (exposed && next.entry) await promote(bucket, files, next.entry);
}

async function tellDestroying(bucket: Bucket, { entry }: LocatedVersion): Promise<void> {
  if (!entry || entry.record.deleteMarker) return;
  await writeDurably(entry.recordPath, JSON.stringify({ ...entry.record, destroying: true }), bucket.tmp);
}

async function removeRecord(historyPath: Settled['files']['historyPath'], { entry }: LocatedVersion): Promise<void> {
  if (!entry) return;
  await remove(entry.recordPath);
  await syncFolder(historyPath);
}
