import { z } from 'zod';
import { defineJob } from '../src/run/job.js';
import type { Findings, SavedFinding } from '../src/watch/findings.js';
import { logFinding } from '../src/watch/log-finding.js';
import { digestName, type LogFile, type LogSource } from '../src/watch/log-source.js';
import type { ReadLedger } from '../src/watch/read-ledger.js';
import { type FreezeCheck, type LogReading, readLog } from '../src/watch/read-log.js';
import type { LogMark, SeenLogs } from '../src/watch/seen-logs.js';
import type { WatchSetting } from '../src/watch/setting.js';

export const WatchAccess = z.strictObject({
  /** Milliseconds since 1970; logs that were last changed before are left alone. */
  since: z.number().optional(),
});
export type WatchAccess = z.infer<typeof WatchAccess>;

/** A source with what is known of it. */
export interface WatchedSource {
  source: LogSource;
  seen: SeenLogs;
  reads: ReadLedger;
}

export interface WatchRoute {
  source: WatchedSource;
  setting: WatchSetting;
  freeze: FreezeCheck | undefined;
  findings: Findings;
  /** Told of each finding as it is saved. */
  onFinding(saved: SavedFinding): void;
  /** Told of each log once it is recorded. */
  onLog(reading: LogReading): void;
}

interface Item {
  file: LogFile;
  known: LogMark | undefined;
}

/**
 * B2-3-2: reads the logs of one source that are new or changed and records what goes against a rule. Everything that is
 * recorded is counted by the log's content, so a repetition after a crash, or the same log once more, changes nothing.
 */
export const watchAccess = ({ source: watched, setting, freeze, findings, onFinding, onLog }: WatchRoute) =>
  defineJob({
    name: 'watch-access',
    effect: 'reads',
    input: WatchAccess,
    needs: ['clock'],

    async *plan({ since }, _ports, signal): AsyncIterable<Item> {
      const { source, seen } = watched;
      for await (const file of source.files(signal)) {
        if (source.type === 'cloudtrail' && digestName(file.path)) continue;
        if (since !== undefined && file.modified < since) continue;
        const known = await seen.find(file.path);
        if (known?.etag !== file.etag) yield { file, known };
      }
    },

    apply: ({ file }, _ports, signal): Promise<LogReading> => readLog(watched.source, file, setting, freeze, signal),

    // Reading changes nothing in the world; that the log was whole is part of the reading.
    async verify() {},

    // The mark of a log comes last: a crash before it repeats the log and finds everything counted already.
    async record(done, { clock }) {
      const now = clock.now().toISOString();
      for (const { item, result } of done) {
        const content = result.sha256.slice(0, 16);
        const replaces = item.known?.sha256.slice(0, 16);
        for (const part of result.parts) onFinding(await findings.add(part, content, now, replaces));
        for (const many of await watched.reads.add(result.reads, content, now, replaces))
          onFinding(await findings.put(many));
        if (item.known?.whole && item.known.sha256 !== result.sha256)
          onFinding(await findings.add(logFinding('log-changed', watched.source.id, item.file), content, now));
        onLog(result);
      }
      await watched.seen.save(
        done.map(({ item: { file }, result: { sha256, whole } }) => ({
          path: file.path,
          mark: { etag: file.etag, sha256, whole },
        })),
      );
    },
  });
