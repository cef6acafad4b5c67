import type { DigestSummary } from './digests/check-digests.js';

/** What a run has read of one source. */
export interface SourceSummary {
  id: string;
  type: 's3-access-log' | 'cloudtrail' | 'audit';
  /** Logs that were new or changed; of the audit log, blocks. */
  logs: number;
  events: number;
  /** Lines, records or files that could not be taken for what they should be. */
  problems: number;
  /** Logs that could not be read; the next run tries again. */
  failed: number;
  /** Of CloudTrail only. */
  digests: DigestSummary | undefined;
}

/** A run, as the catalogue keeps it. */
export interface WatchRun {
  at: string;
  sources: SourceSummary[];
  rulesNotApplied: string[];
}
