import type { BigIntStats } from 'node:fs';
import type { Bucket } from './bucket.js';
import { entriesOf, hashOfFile, join, type Path, statOf, textOf } from './disk.js';
import { fingerprintMatches, parseVersionRecord, type VersionRecord } from './version-record.js';

/** One version as the history folder of its key has it. */
export interface HistoryEntry {
  /** 1, 2, 3, … within the key. */
  sequence: number;
  record: VersionRecord;
  recordPath: Path;
  dataPath: Path;
  /** Of the content kept in the history folder; undefined when there is none. */
  data: BigIntStats | undefined;
  /** The content still lies in `tmp`: the version was never made current. */
  pending: boolean;
}

/** All that is on disk for one key, read without changing anything. */
export interface KeyFiles {
  key: string;
  plainPath: Path;
  historyPath: Path;
  /** What lies at the plain path, unless that is a folder. */
  plain: BigIntStats | undefined;
  /** Newest first. */
  entries: HistoryEntry[];
  /** The entry whose file the plain one is. */
  current: HistoryEntry | undefined;
}

/** Tries to see a key at rest while another process changes it. */
const LOOKS = 5;
export const ENTRY_NAME = /^([0-9a-f]{8})\.([A-Za-z0-9-]+)\.json$/;

export function entryNames(sequence: number, versionId: string): { record: string; data: string } {
  const stem = `${sequence.toString(16).padStart(8, '0')}.${versionId}`;
  return { record: `${stem}.json`, data: `${stem}.data` };
}

export async function readKeyFiles(bucket: Bucket, key: string, known: FileMemory): Promise<KeyFiles> {
  const historyPath = bucket.historyPath(key);
  const plainPath = bucket.plainPath(key);
  let plain = await plainOf(bucket, key, plainPath);
  let entries = await entriesIn(bucket, historyPath);
  // Another process may be replacing the file, or growing the folder, in between. What does not fit is looked at again.
  for (let look = 1; look < LOOKS; look += 1) {
    const again = await plainOf(bucket, key, plainPath);
    const still = identityOf(again) === identityOf(plain);
    if (still && (entries.length === 0 || (plain && sameFile(entries, plain)))) break;
    plain = again;
    entries = await entriesIn(bucket, historyPath);
  }
  const current = plain && (await currentOf(entries, plain, plainPath, known));
  return { key, plainPath, historyPath, plain, entries, current };
}

async function plainOf(bucket: Bucket, key: string, plainPath: Path): Promise<BigIntStats | undefined> {
  const stats = (await bucket.reaches(key)) ? await statOf(plainPath) : undefined;
  return stats?.isDirectory() ? undefined : stats;
}

async function entriesIn(bucket: Bucket, historyPath: Path): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (const { name } of await entriesOf(historyPath)) {
    const parts = ENTRY_NAME.exec(name.toString('latin1'));
    if (!parts) continue;
    const entry = await readEntry(bucket, historyPath, Number.parseInt(parts[1]!, 16), parts[2]!);
    if (entry) entries.push(entry);
  }
  return entries.sort((a, b) => b.sequence - a.sequence);
}

async function readEntry(
  bucket: Bucket,
  folder: Path,
  sequence: number,
  versionId: string,
): Promise<HistoryEntry | undefined> {
  const names = entryNames(sequence, versionId);
  const recordPath = join(folder, names.record);
  const dataPath = join(folder, names.data);
  const text = await textOf(recordPath);
  if (text === undefined) return undefined;
  const record = parseVersionRecord(text, names.record);
  const data = record.deleteMarker ? undefined : await statOf(dataPath);
  const { uploadId } = record;
  const pending = !data && uploadId !== undefined && (await statOf(join(bucket.tmp, `${uploadId}.data`))) !== undefined;
  return { sequence, record, recordPath, dataPath, data, pending };
}

function identityOf(stats: BigIntStats | undefined): string {
  return stats ? `${stats.dev} ${stats.ino} ${stats.mtimeNs} ${stats.size}` : '';
}

/** Files already compared by content and found to be strangers, so that a listing reads each only once. */
export class FileMemory {
  readonly #strangers = new Set<string>();

  isStranger(stats: BigIntStats): boolean {
    return this.#strangers.has(identityOf(stats));
  }

  addStranger(stats: BigIntStats): void {
    if (this.#strangers.size >= 10_000) this.#strangers.clear();
    this.#strangers.add(identityOf(stats));
  }
}

/** Content both in the history folder and at the plain path is one file with two names: an interrupted put. */
function sameFile(entries: readonly HistoryEntry[], plain: BigIntStats): HistoryEntry | undefined {
  return entries.find(
    ({ record, data, pending }) =>
      !pending && fingerprintMatches(record.file, plain) && (!data || data.ino === plain.ino),
  );
}

async function currentOf(
  entries: readonly HistoryEntry[],
  plain: BigIntStats,
  plainPath: Path,
  known: FileMemory,
): Promise<HistoryEntry | undefined> {
  const same = sameFile(entries, plain);
  if (same) return same;
  // After a restore from a backup every file has a new inode and perhaps a new time, but still the same bytes.
  const lost = entries.find(({ data, pending, record }) => !data && !pending && !record.deleteMarker);
  if (!plain.isFile() || !lost?.record.file || lost.record.file.bytes !== Number(plain.size)) return undefined;
  if (known.isStranger(plain)) return undefined;
  if ((await hashOfFile(plainPath)) === lost.record.file.sha256) return lost;
  known.addStranger(plain);
  return undefined;
}
