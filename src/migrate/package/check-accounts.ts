import { createHash } from 'node:crypto';
import { LEVELS } from '../../base/level.js';
import { type BagInfo, bagInfoValue } from './bag-info.js';
import { type LevelCount, LevelTally } from './counts.js';
import type { PackageFiles } from './files.js';
import { manifestLines } from './manifest-file.js';
import { Problems } from './problems.js';
import { OpenRecordLine, RecordLine } from './record-line.js';
import { textLines, UnreadableText } from './text-file.js';

const RECORDS = 'metadata/records.jsonl';

interface Account {
  sha256: string;
  bytes: number | undefined;
  recorded: boolean;
}

/**
 * Holds manifest, files and records against each other: every payload file stands once in both lists, with its hash
 * and size. Paths are parted by a hash of theirs, and one part is compared at a time, so that memory is bounded.
 *
 * @returns counts by level as `metadata/records.jsonl` has them
 */
export async function checkAccounts(
  files: PackageFiles,
  { lines, sealed, info, filesAtOnce }: { lines: number; sealed: boolean; info: BagInfo; filesAtOnce: number },
  problems: Problems,
): Promise<LevelCount[]> {
  const parts = Math.max(1, Math.ceil(lines / filesAtOnce));
  const tally = new LevelTally();
  for (let part = 0; part < parts; part++) {
    const isHere = (path: string): boolean => parts === 1 || partOf(path, parts) === part;
    const accounts = await listed(files, isHere, problems);
    await found(files, accounts, isHere, problems);
    // What is wrong with a line as such is said in the first part only.
    await recorded(files, accounts, isHere, { sealed, tally, complain: part === 0 }, problems);
    for (const [path, { recorded, bytes }] of accounts) {
      if (!recorded) problems.add('record-missing', path);
      // Two names of one file, where a file system takes them for the same: one record less is there than is listed.
      if (bytes === undefined && (await files.size(path)) !== undefined) problems.add('duplicate', path);
    }
  }
  for (const level of LEVELS) {
    const stated = bagInfoValue(info, `Kimitsu-Objects-Level-${level}`);
    const counted = tally.levels.find((line) => line.level === level)?.objects ?? 0;
    if (stated !== String(counted)) problems.add('level-count', `${level}: ${stated ?? ''} / ${counted}`);
  }
  return tally.levels;
}

async function listed(
  files: PackageFiles,
  isHere: (path: string) => boolean,
  problems: Problems,
): Promise<Map<string, Account>> {
  const accounts = new Map<string, Account>();
  const ignored = new Problems(); // named when the payload was read
  for await (const { path, sha256 } of manifestLines(files, 'manifest-sha256.txt', ignored)) {
    if (!path.startsWith('data/') || !isHere(path)) continue;
    if (accounts.has(path)) problems.add('duplicate', path);
    else accounts.set(path, { sha256, bytes: undefined, recorded: false });
  }
  return accounts;
}

async function found(
  files: PackageFiles,
  accounts: Map<string, Account>,
  isHere: (path: string) => boolean,
  problems: Problems,
): Promise<void> {
  for await (const { path, bytes } of files.list()) {
    if (!path.startsWith('data/') || !isHere(path)) continue;
    const account = accounts.get(path);
    if (account) account.bytes = bytes;
    else problems.add('extra', path);
  }
}

async function recorded(
  files: PackageFiles,
  accounts: Map<string, Account>,
  isHere: (path: string) => boolean,
  { sealed, tally, complain }: { sealed: boolean; tally: LevelTally; complain: boolean },
  problems: Problems,
): Promise<void> {
  const records = await files.read(RECORDS);
  if (!records) return;
  try {
    for await (const text of textLines(records)) {
      const line = parse(text, sealed);
      if (!line) {
        if (complain) problems.add('unreadable', RECORDS);
        continue;
      }
      if (!isHere(line.path)) continue;
      tally.add(line.level, line.payloadBytes);
      const account = accounts.get(line.path);
      if (!account) problems.add('record-without-file', line.path);
      else if (account.recorded) problems.add('duplicate', line.path);
      else if (!agrees(line, account)) problems.add('record-differs', line.path);
      if (account) account.recorded = true;
    }
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    if (complain) problems.add('unreadable', RECORDS);
  }
}

function parse(text: string, sealed: boolean): OpenRecordLine | RecordLine | undefined {
  try {
    return (sealed ? OpenRecordLine : RecordLine).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** In the clear the payload is the content, so both pairs of length and hash are one. */
function agrees(line: OpenRecordLine | RecordLine, { sha256, bytes }: Account): boolean {
  if (line.payloadSha256 !== sha256 || (bytes !== undefined && line.payloadBytes !== bytes)) return false;
  return !('sha256' in line) || (line.sha256 === sha256 && line.bytes === line.payloadBytes);
}

function partOf(path: string, parts: number): number {
  return createHash('sha256').update(path, 'utf8').digest().readUInt32BE() % parts;
}
