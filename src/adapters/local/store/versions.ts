import type { HistoryEntry, KeyFiles } from './history.js';
import { foreignRecord, markerRecord, type VersionRecord } from './version-record.js';

/** One version of a key and where it is. */
export interface LocatedVersion {
  record: VersionRecord;
  /** `plain`: at the path of its key. `history`: in the history folder. `nowhere`: a delete marker. */
  place: 'plain' | 'history' | 'nowhere';
  /** Undefined for a version that is seen but not recorded: a foreign file, or a deletion by hand. */
  entry: HistoryEntry | undefined;
}

export interface KeyVersions {
  /** Newest first; the first is the current version, or a delete marker. */
  versions: LocatedVersion[];
  /** Records whose content is gone: of an interrupted destruction, or of a file that was overwritten by hand. */
  orphans: HistoryEntry[];
}

/**
 * What the files of a key mean. Pure, so that reading never changes anything and every state that a crash can leave
 * has one meaning:
 * - the plain file is the current version: a recorded one if it is that very file, otherwise a foreign one;
 * - no plain file, and the newest record has content in the history: that is current (interrupted destruction);
 * - no plain file, and the newest record has lost its content: somebody deleted it, which is a delete marker (if it
 *   lay on a delete marker, that one shows again);
 * - a record without content whose destruction had begun is nothing any more;
 * - a record whose content still lies in `tmp` is an unfinished upload, not a version.
 */
export function versionsOf({ key, plain, entries, current }: KeyFiles): KeyVersions {
  const committed = entries.filter(({ pending }) => !pending);
  const orphans = committed.filter((entry) => entry !== current && !entry.data && !entry.record.deleteMarker);
  const versions: LocatedVersion[] = [];
  if (plain) {
    versions.push({ record: current?.record ?? foreignRecord(key, plain), place: 'plain', entry: current });
  } else {
    const newest = committed.find((entry) => !(entry.record.destroying && orphans.includes(entry)));
    const below = committed.find((entry) => !orphans.includes(entry));
    if (newest && orphans.includes(newest) && !below?.record.deleteMarker) {
      versions.push({ record: markerRecord(newest.record), place: 'nowhere', entry: undefined });
    }
  }
  for (const entry of committed) {
    if (entry === current || orphans.includes(entry)) continue;
    versions.push({ record: entry.record, place: entry.record.deleteMarker ? 'nowhere' : 'history', entry });
  }
  return { versions, orphans };
}
