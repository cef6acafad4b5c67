import { watchAccess as watchJob } from '../../../jobs/watch-access.js';
import type { Json } from '../../base/canonical-json.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { type RunSummary, runJob } from '../../run/runner.js';
import { checkDigests } from '../../watch/digests/check-digests.js';
import type { Finding } from '../../watch/finding.js';
import { Findings, type SavedFinding } from '../../watch/findings.js';
import { AUDIT_SOURCE } from '../../watch/logs/audit-event.js';
import { type AuditPosition, readAuditLog } from '../../watch/read-audit-log.js';
import { ReadLedger } from '../../watch/read-ledger.js';
import type { FreezeCheck, LogReading } from '../../watch/read-log.js';
import { SeenLogs } from '../../watch/seen-logs.js';
import { rulesNotApplied, type WatchSetting, watchSetting } from '../../watch/setting.js';
import type { SourceSummary } from '../../watch/source-summary.js';
import { type RunRequest, runOptions } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { erasureTimes, freezeCheck } from './freeze-check.js';
import { openSources } from './open-sources.js';
import { settingsOf } from './settings.js';

export interface WatchRequest extends Pick<RunRequest, 'signal' | 'onProgress'> {
  /** Logs that were last changed before are left alone. */
  since?: Date;
}

export interface Watched {
  /** Found in this run for the first time. What alerts are sent for. */
  fresh: Finding[];
  /** Found before, and more events have come. */
  grown: Finding[];
  sources: SourceSummary[];
  /** Rules that the configuration gives nothing to judge by. */
  rulesNotApplied: string[];
  /** One per source beside the audit log. */
  runs: RunSummary[];
}

const POSITION = 'watch-audit';
/** Logs read at the same time: reading waits for the store, judging does not. */
const AT_ONCE = 2;
/** Logs recorded in one go. Small logs come by the thousand. */
const BATCH = 200;

/**
 * Reads what is new in the own audit log and in every source, and records what goes against a rule (B2-3-2). Running it
 * again over the same logs finds nothing new.
 */
export async function watchAccess(workspace: Workspace, request: WatchRequest = {}): Promise<Watched> {
  const { ports, config } = workspace;
  const settings = settingsOf(config.watch);
  const erasures = await erasureTimes(ports);
  const setting = watchSetting(settings, erasures);
  const freeze = await freezeCheck(ports, erasures, setting.principals);
  const findings = new Findings(ports.catalog, ports.actor);
  const watched: Watched = { fresh: [], grown: [], sources: [], rulesNotApplied: rulesNotApplied(setting), runs: [] };
  const note = noteOf(watched);
  const sources = await openSources(workspace.files, config.watch.sources, ports.objects);

  watched.sources.push(await watchAudit(workspace, setting, freeze, findings, note));
  for (const source of sources) {
    const seen = new SeenLogs(ports.catalog, source.id, source.type === 'cloudtrail');
    const reads = new ReadLedger(ports.catalog, source.id, settings.thresholds);
    const summary = summaryOf(source.id, source.type);
    const job = watchJob({
      source: { source, seen, reads },
      setting,
      freeze,
      findings,
      onFinding: note,
      onLog: (reading) => count(summary, reading),
    });
    const since = request.since?.getTime();
    const run = await runJob(job, since === undefined ? {} : { since }, ports, {
      ...runOptions(workspace, request),
      concurrency: AT_ONCE,
      batch: BATCH,
    });
    summary.failed = run.failed;
    if (source.type === 'cloudtrail' && !run.stopped) {
      const allRead = run.failed === 0 && since === undefined;
      const [digests, saved] = await checkDigests(
        {
          source,
          seen,
          findings,
          catalog: ports.catalog,
          now: ports.clock.now(),
          allRead,
          since,
          digestHours: settings.digestHours,
        },
        request.signal,
      );
      saved.forEach(note);
      summary.digests = digests;
    }
    watched.sources.push(summary);
    watched.runs.push(run);
  }
  await recordRun(workspace, watched);
  return watched;
}

async function watchAudit(
  { ports }: Workspace,
  setting: WatchSetting,
  freeze: FreezeCheck | undefined,
  findings: Findings,
  note: (saved: SavedFinding) => void,
): Promise<SourceSummary> {
  const { catalog, clock } = ports;
  const from = (await catalog.document('run', POSITION))?.body as unknown as AuditPosition | undefined;
  const summary = summaryOf(AUDIT_SOURCE, 'audit');
  // The entries that this reading itself writes are left to the next one.
  const head = await catalog.auditHead();
  for await (const reading of readAuditLog(catalog, from, setting, freeze, head?.seq)) {
    count(summary, reading);
    const now = clock.now().toISOString();
    for (const part of reading.parts) note(await findings.add(part, reading.block, now));
    const body = { ...reading.position } as unknown as Json;
    await catalog.saveDocument({ kind: 'run', id: POSITION, parentId: undefined, body }, []);
  }
  return summary;
}

function noteOf({ fresh, grown }: Watched): (saved: SavedFinding) => void {
  return ({ finding, change }) => {
    const index = fresh.findIndex(({ findingId }) => findingId === finding.findingId);
    if (change === 'fresh') fresh.push(finding);
    else if (index >= 0) fresh[index] = finding;
    else if (change === 'grown') {
      const known = grown.findIndex(({ findingId }) => findingId === finding.findingId);
      if (known >= 0) grown[known] = finding;
      else grown.push(finding);
    }
  };
}

function summaryOf(id: string, type: SourceSummary['type']): SourceSummary {
  return { id, type, logs: 0, events: 0, problems: 0, failed: 0, digests: undefined };
}

function count(summary: SourceSummary, { events, problems }: LogReading): void {
  summary.logs += 1;
  summary.events += events;
  summary.problems += problems;
}

/** What was read and what not, for the daily report and for whoever asks whether the watch was kept. */
async function recordRun({ ports: { catalog, clock, actor } }: Workspace, watched: Watched): Promise<void> {
  const at = clock.now().toISOString();
  const { fresh, grown, sources } = watched;
  const read = { at, sources, rulesNotApplied: watched.rulesNotApplied };
  const detail = {
    sources: sources.map(({ id, logs, events, problems, failed }) => ({ id, logs, events, problems, failed })),
  };
  await catalog.saveDocument(
    {
      kind: 'run',
      id: `watch-run/${at}`,
      parentId: `watch-runs/${japaneseDay(new Date(at))}`,
      body: read as unknown as Json,
    },
    [{ actor, action: 'access.watched', subject: `${fresh.length} new, ${grown.length} grown`, detail }],
  );
}
