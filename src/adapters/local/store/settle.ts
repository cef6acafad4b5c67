import { Fault } from '../../../base/fault.js';
import type { Bucket } from './bucket.js';
import {
  entriesOf,
  hashOfFile,
  join,
  makeFolders,
  moveOver,
  type Path,
  parentOf,
  remove,
  removeEmptyFolder,
  statOf,
  syncFolder,
  writeDurably,
} from './disk.js';
import { entryNames, type FileMemory, type HistoryEntry, type KeyFiles, readKeyFiles } from './history.js';
import { fingerprintMatches, type VersionRecord } from './version-record.js';
import { type KeyVersions, versionsOf } from './versions.js';

/** The files of a key with what they mean. */
export interface Settled extends KeyVersions {
  files: KeyFiles;
}

/**
 * Finishes what a crash has left half done, so that the files say plainly what they mean. Every step can be repeated.
 * Only called while the key is locked and about to change: reading alone never repairs, because another process may
 * be between two steps of its own.
 */
export async function settle(bucket: Bucket, key: string, known: FileMemory): Promise<Settled> {
  const files = await readKeyFiles(bucket, key, known);
  const { versions, orphans } = versionsOf(files);
  const [newest] = versions;
  // A deletion by hand gets its marker before the record that told of it goes; alone it leaves nothing to mark.
  const deletedByHand = newest?.place === 'nowhere' && !newest.entry;
  if (deletedByHand && versions.length > 1) await addRecord(bucket, files, newest.record, nextSequence(files));
  for (const orphan of orphans) await remove(orphan.recordPath);
  if (files.current) await settleCurrent(bucket, files, files.current);
  if (orphans.length > 0) await removeEmptyAbove(files.historyPath, bucket.history);

  const [first] = versions;
  if (!files.plain && first?.place === 'history' && first.entry) await promote(bucket, files, first.entry);
  else if (!deletedByHand && orphans.length === 0) return { files, versions, orphans };
  const again = await readKeyFiles(bucket, key, known);
  return { files: again, ...versionsOf(again) };
}

async function settleCurrent(bucket: Bucket, files: KeyFiles, current: HistoryEntry): Promise<void> {
  // The second name of the same file, from a put that was interrupted after it had kept the old content.
  if (current.data) {
    await remove(current.dataPath);
    current.data = undefined;
  }
  const { plain } = files;
  if (!plain || fingerprintMatches(current.record.file, plain)) return;
  const { ino, mtimeNs, size } = plain;
  const file = {
    ino: String(ino),
    mtimeNs: String(mtimeNs),
    bytes: Number(size),
    sha256: await hashOfFile(files.plainPath),
  };
  await writeDurably(current.recordPath, JSON.stringify({ ...current.record, file }), bucket.tmp);
}

export function nextSequence({ entries }: KeyFiles): number {
  return (entries[0]?.sequence ?? 0) + 1;
}

/** Writes a record into the history of the key. @returns where it is, and where content of that version would lie */
export async function addRecord(
  bucket: Bucket,
  files: KeyFiles,
  record: VersionRecord,
  sequence: number,
): Promise<{ recordPath: Path; dataPath: Path }> {
  await makeFolders(bucket.folder, bucket.tmp);
  await makeFolders(bucket.folder, files.historyPath);
  const names = entryNames(sequence, record.versionId);
  const recordPath = join(files.historyPath, names.record);
  await writeDurably(recordPath, JSON.stringify(record), bucket.tmp);
  return { recordPath, dataPath: join(files.historyPath, names.data) };
}

/**
 * Makes a noncurrent version current again: moves its content over whatever lies at the plain path. Left in the history
 * (from where it is read as well) when folders now stand in its way.
 */
export async function promote(bucket: Bucket, files: KeyFiles, entry: HistoryEntry): Promise<void> {
  if ((await statOf(files.plainPath))?.isDirectory()) return;
  try {
    await makeFolders(bucket.folder, parentOf(files.plainPath));
  } catch (error) {
    if (error instanceof Fault && error.code === 'store/path-conflict') return;
    throw error;
  }
  await moveOver(entry.dataPath, files.plainPath);
  await syncFolder(parentOf(files.plainPath));
  await syncFolder(files.historyPath);
}

/** Removes `folder` and those above it while they are empty, but not `top`. */
export async function removeEmptyAbove(folder: Path, top: Path): Promise<void> {
  for (let at = folder; at.byteLength > top.byteLength; at = parentOf(at)) {
    if (!(await removeEmptyFolder(at))) return;
    await syncFolder(parentOf(at));
  }
}

/** Removes every empty folder below `top`, deepest first. */
export async function removeEmptyBelow(top: Path): Promise<void> {
  for (const entry of await entriesOf(top)) {
    if (!entry.isDirectory()) continue;
    const folder = join(top, entry.name);
    await removeEmptyBelow(folder);
    if (await removeEmptyFolder(folder)) await syncFolder(top);
  }
}
