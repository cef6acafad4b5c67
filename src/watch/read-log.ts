import type { ByteStream } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import type { AccessEvent, LogProblem } from './access-event.js';
import { isProblem } from './access-event.js';
import type { FindingPart } from './finding.js';
import type { LogFile, LogSource } from './log-source.js';
import { LogTally, type ReadCount } from './log-tally.js';
import { readCloudTrailLog } from './logs/read-cloudtrail-log.js';
import { readS3AccessLog } from './logs/read-s3-access-log.js';
import { unpacked } from './logs/unpacked.js';
import { logFileName } from './printable.js';
import type { WatchSetting } from './setting.js';

/** Asked about readings from the moment on that something is frozen. */
export interface FreezeCheck {
  /** Milliseconds since 1970. */
  since: number;
  /** Whether it is a reading of what is frozen or erased, and not one that the erasure itself makes. */
  isFrozen(event: AccessEvent): Promise<boolean>;
}

/** What one log says. */
export interface LogReading {
  source: string;
  /** Of the content, unpacked; the first half stands for it in findings. */
  sha256: string;
  events: number;
  problems: number;
  parts: FindingPart[];
  reads: ReadCount[];
  /** Whether the log was whole and all of it understood. */
  whole: boolean;
}

/**
 * Reads a log to its end and judges every event. Damage does not end it: it becomes a finding.
 * @throws {Fault} `conflict` / `watch/log-growing` when the file changed while it was read
 */
export async function readLog(
  source: Pick<LogSource, 'id' | 'type'>,
  file: LogFile,
  setting: WatchSetting,
  freeze?: FreezeCheck,
  signal?: AbortSignal,
): Promise<LogReading> {
  const name = logFileName(file.path);
  const content = unpacked(await file.open(signal));
  const bytes = heldOpen(content.bytes);
  const tally = new LogTally(source.id, setting);
  const read = source.type === 'cloudtrail' ? readCloudTrailLog : readS3AccessLog;
  let cut = false;
  const problem = (found: LogProblem) => {
    cut ||= found.code === 'log-cut';
    tally.problem(found, name, file.modified);
  };
  if (file.size > 0 || source.type === 'cloudtrail')
    for await (const items of read(bytes.stream, { source: source.id, file: name })) {
      signal?.throwIfAborted();
      for (const item of items) {
        if (isProblem(item)) problem(item);
        else {
          tally.take(item);
          if (freeze && item.kind === 'read' && item.at >= freeze.since && (await freeze.isFrozen(item)))
            tally.add('reading-after-freeze', item.outcome === 'denied' ? 'notice' : 'serious', item);
        }
      }
    }
  await bytes.drain();
  const { sha256, storedBytes, end } = content.result();
  if (storedBytes !== file.size)
    throw new Fault(
      'conflict',
      'watch/log-growing',
      'a log changed while it was read',
      { file: name },
      {
        hint: 'run it again when the log is complete',
      },
    );
  if (end === 'cut' && !cut) problem({ code: 'log-cut', position: tally.events + 1 });
  if (end === 'broken') problem({ code: 'log-unreadable-record', position: tally.events + 1 });
  const { events, problems, parts, reads } = tally;
  return { source: source.id, sha256, events, problems, parts, reads, whole: problems === 0 };
}

/** A reader that stops early does not close it: the hash is that of the whole content. */
function heldOpen(stream: ByteStream): { stream: ByteStream; drain(): Promise<void> } {
  const iterator = stream[Symbol.asyncIterator]();
  return {
    stream: { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) },
    async drain() {
      while (!(await iterator.next()).done);
    },
  };
}
