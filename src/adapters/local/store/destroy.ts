import type { Bucket } from './bucket.js';
import { parentOf, remove, syncFolder } from './disk.js';
import { type FileMemory, readKeyFiles } from './history.js';
import { promote, removeEmptyAbove, type Settled, settle } from './settle.js';
import { type LocatedVersion, versionsOf } from './versions.js';

/**
 * Destroys one version or delete marker of a key that the caller has locked; nothing happens when there is none.
 * Order of the steps: content first, record last, so that a crash leaves a record without content (which is no
 * version) and never content without a record. Overwriting is not attempted: on flash and on journalling or
 * copy-on-write file systems it does not reach the old blocks.
 */
export async function destroyVersion(bucket: Bucket, key: string, versionId: string, known: FileMemory): Promise<void> {
  if (await finishInterrupted(bucket, key, versionId, known)) return;
  const settled = await settle(bucket, key, known);
  const target = settled.versions.find(({ record }) => record.versionId === versionId);
  if (target?.place === 'plain') await destroyCurrent(bucket, settled, target);
  else if (target) await destroyNoncurrent(bucket, settled, target);
  // Also when there was nothing to destroy: names of folders may be personal, and a kill may have left them.
  await removeEmptyAbove(settled.files.historyPath, bucket.history);
  await removeEmptyAbove(parentOf(settled.files.plainPath), bucket.folder);
}

/** The same destruction again after a crash had left the record alone: no deletion by hand, so no delete marker. */
async function finishInterrupted(bucket: Bucket, key: string, versionId: string, known: FileMemory): Promise<boolean> {
  const files = await readKeyFiles(bucket, key, known);
  const { versions, orphans } = versionsOf(files);
  const orphan = orphans.find(({ record }) => record.versionId === versionId);
  const others = versions.some(({ entry, place }) => entry || place === 'plain');
  if (!orphan || others) return false;
  await remove(orphan.recordPath);
  await syncFolder(files.historyPath);
  await removeEmptyAbove(parentOf(files.plainPath), bucket.folder);
  await removeEmptyAbove(files.historyPath, bucket.history);
  return true;
}

async function destroyCurrent(bucket: Bucket, { files, versions }: Settled, target: LocatedVersion): Promise<void> {
  const next = versions[1];
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
  if (target.entry) await remove(target.entry.dataPath);
  await syncFolder(files.historyPath);
  await removeRecord(files.historyPath, target);
  const next = versions[1];
  const exposed = !files.plain && versions[0] === target && next?.place === 'history';
  if (exposed && next.entry) await promote(bucket, files, next.entry);
}

async function removeRecord(historyPath: Settled['files']['historyPath'], { entry }: LocatedVersion): Promise<void> {
  if (!entry) return;
  await remove(entry.recordPath);
  await syncFolder(historyPath);
}
