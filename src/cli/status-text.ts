import { FOLDER_UNLISTED } from '../app/runs/exit-code.js';
import type { RunRecord } from '../app/runs/run-record.js';
import type { Outcome } from '../app/schedule/schedule-state.js';
import type { lyingAfterEnd } from '../app/status/after-end.js';
import type { CertificateStatus } from '../app/status/certificates.js';
import type { Status } from '../app/status/status.js';
import type { FaultKind } from '../base/fault.js';
import { faultText } from './faults-ja.js';
import { jobName, RESULT_NAMES } from './job-names.js';
import { MIGRATION_PHASE_NAMES, PHASE_NAMES } from './phase-names.js';
import { humanBytes, japaneseTime, type Output } from './print.js';
import { unlistedText } from './run-summary.js';
import { FILES_UNCLAIMED, unclaimedText } from './unclaimed-text.js';

const RUNS_SHOWN = 10;

const KEY_STATES = {
  waiting: '待機期間中',
  ending: '待機期間の終了間近',
  overdue: '待機期間が終了（kimitsu erase で鍵の消滅を確認してください）',
} as const;

const PLAN_NAMES = { disposal: '終了計画', migration: '移行計画' } as const;

/** All of the service was erased under another plan. */
const ENDED = '業務の終了により実行しない';

export function sayPlans({ plans }: Status, output: Output): void {
  for (const { planId, kind, hash, approved, refused, phase, migration, ended } of plans) {
    const begun = phase ? PHASE_NAMES[phase] : migration && MIGRATION_PHASE_NAMES[migration];
    const state = begun ?? (ended ? ENDED : refused ? '不承認' : approved ? '承認済' : '承認待ち');
    output.say(`${PLAN_NAMES[kind]} ${planId}（${state}） ハッシュ ${hash}`);
  }
}

export function sayRunning({ running }: Status, output: Output): void {
  if (!running) return;
  const { job, startedAt, finished, left } = running;
  const rest = `残り${count(left.remaining)}件以上`;
  const time = left.seconds === undefined ? '残り時間は計測中' : `残り時間の目安 ${duration(left.seconds)}以上`;
  output.say(`実行中: ${jobName(job)}（${japaneseTime(startedAt)}開始、${count(finished)}件処理済、${rest}、${time}）`);
}

export function sayRuns({ runs }: Pick<Status, 'runs'>, output: Output): void {
  if (runs.length === 0) return;
  output.say('最近の実行');
  output.table(
    ['開始日時', '処理', '契機', '結果', '完了', '失敗', '所要時間', '備考'],
    runs
      .slice(0, RUNS_SHOWN)
      .map((run) => [
        japaneseTime(run.startedAt),
        jobName(run.job),
        run.scheduledFor === undefined ? '手動' : '定期',
        RESULT_NAMES[run.result],
        run.done,
        run.failed,
        duration((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000),
        remarkOf(run),
      ]),
    [4, 5],
  );
  sayCodes(runs.slice(0, RUNS_SHOWN), output);
  const unclaimed = runs.find((run) => run.unclaimed)?.unclaimed;
  if (unclaimed && unclaimed.count > 0)
    output.warn(`どのシステムにも属さないファイル: ${unclaimedText(unclaimed)} [${FILES_UNCLAIMED}]`);
  const jobs = [...new Set(runs.map(({ job }) => job))];
  for (const { job, unlisted } of jobs.map((name) => runs.find(({ job: of }) => of === name) as RunRecord))
    if (unlisted) output.warn(`読み取れなかったフォルダー（${jobName(job)}）: ${unlistedText(unlisted)}`);
}

/** What the codes of the remarks mean, each once; folders and files that were passed over are told of by themselves. */
function sayCodes(runs: readonly RunRecord[], output: Output): void {
  const codes = new Map<string, FaultKind>();
  for (const { failure, faults, notes } of runs) {
    if (failure) codes.set(failure.code, failure.kind);
    for (const { code, kind } of faults) codes.set(code, kind);
    for (const { code } of notes) codes.set(code, 'conflict');
  }
  for (const [code, kind] of codes) {
    const { message, remedy } = faultText({ code, kind });
    output.say(`  [${code}] ${message}${remedy === '' ? '' : ` → ${remedy}`}`);
  }
}

/** What the catalogue cannot know: runs that never reached it, and times that were passed over. */
export function saySchedule({ schedule, running }: Status, output: Output): void {
  if (schedule === undefined) return;
  if (schedule === 'unreadable') {
    output.warn(faultText({ code: 'schedule/state-unreadable', kind: 'integrity' }).message);
    return;
  }
  if (schedule.lookedAt !== undefined) output.say(`定期処理の最終確認: ${japaneseTime(schedule.lookedAt)}`);
  if (schedule.running && !running) output.say('途中で終わった定期処理があります。次の起動の際に再実行します。');
  for (const { outcome } of Object.values(schedule.entries))
    if (outcome && outcome.result !== 'done') output.say(`  ${outcomeText(outcome)}`);
}

export function sayWaitingKeys({ waitingKeys }: Pick<Status, 'waitingKeys'>, output: Output): void {
  if (waitingKeys.length === 0) return;
  output.say('削除を予約した鍵');
  output.table(
    ['鍵', '計画', '廃棄予定日時', '残り日数', '状態'],
    waitingKeys.map(({ alias, planId, deletionDate, daysLeft, state }) => [
      alias,
      planId,
      japaneseTime(deletionDate),
      Math.max(daysLeft, 0),
      KEY_STATES[state],
    ]),
    [3],
  );
}

export function sayCertificates({ certificates }: Pick<Status, 'certificates'>, output: Output): void {
  if (certificates.length === 0) return;
  output.say('廃棄証明書');
  output.table(
    ['番号', '種別', '発行日時', '状態', 'タイムスタンプ', '府の受領'],
    certificates.map(({ name, stage, issuedAt, timestamped, accepted, ...now }) => [
      name,
      stage === 'final' ? '確定' : '暫定',
      japaneseTime(issuedAt),
      standingOf(now),
      timestamped ? 'あり' : 'なし',
      accepted ? '受領済' : '未受領',
    ]),
    [],
  );
}

export function sayCertificatesDue({ certificatesDue }: Pick<Status, 'certificatesDue'>, output: Output): void {
  for (const { planId, stage } of certificatesDue)
    output.say(
      stage === 'final'
        ? `確定の廃棄証明書が発行されていません。発行してください: kimitsu certificate issue ${planId}`
        : `暫定の廃棄証明書を発行できます: kimitsu certificate issue ${planId}`,
    );
}

function standingOf({
  revoked,
  replacedBy,
  overtaken,
}: Pick<CertificateStatus, 'revoked' | 'replacedBy' | 'overtaken'>) {
  if (revoked) return '取消し';
  if (replacedBy !== undefined) return `${replacedBy} に置換え済`;
  return overtaken ? '置換えを要する' : '有効';
}

/** B1-2-2: how far the audit log is signed. */
export function sayCheckpoint(
  { checkpoint, auditHead }: Pick<Status, 'checkpoint' | 'auditHead'>,
  output: Output,
): void {
  if (checkpoint === undefined) return;
  if (checkpoint === 'unreadable') {
    output.warn(faultText({ code: 'checkpoint/file-damaged', kind: 'integrity' }).message);
    return;
  }
  const { number, seq, at, unsigned, behind } = checkpoint;
  const rest = unsigned === 0 ? '' : `その後の${count(unsigned)}件は未署名です。`;
  output.say(`監査ログの照合点: 第${number}号（${japaneseTime(at)}、第${count(seq)}件まで署名済）。${rest}`);
  if (!behind) return;
  const { message, remedy } = faultText({ code: 'audit/log-cut', kind: 'integrity' });
  output.warn(`警告: ${message}現在の監査ログは、${count(auditHead?.seq ?? 0)}件です。${remedy}[audit/log-cut]`);
}

export function sayWaitingAlerts({ alerts }: Status, output: Output): void {
  for (const { contact, waiting, since, reason } of alerts) {
    const why = reason === undefined ? '' : `、最後の失敗 ${reason}`;
    output.say(
      `未配信の通知: ${contact} 宛て${count(waiting)}件（${japaneseTime(since)}から${why}）。次の処理の際に再送します。`,
    );
  }
}

export function outcomeText({ job, result, scheduledFor, code }: Outcome): string {
  const why = code === undefined ? '' : ` [${code}] ${faultText({ code, kind: 'conflict' }).message}`;
  return `${jobName(job)}（${japaneseTime(scheduledFor)}予定）: ${RESULT_NAMES[result]}${why}`;
}

function remarkOf({ failure, faults, notes, unlisted, unclaimed }: RunRecord): string {
  if (failure) return failure.code;
  const passedOver = [
    { code: FOLDER_UNLISTED, count: unlisted?.count ?? 0 },
    { code: FILES_UNCLAIMED, count: unclaimed?.count ?? 0 },
  ].filter((line) => line.count > 0);
  return [...faults, ...notes, ...passedOver].map(({ code, count: times }) => `${code} ${count(times)}件`).join('、');
}

const count = (value: number): string => value.toLocaleString('ja-JP');

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(Math.round(seconds), 0)}秒`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes}分` : `${Math.floor(minutes / 60)}時間${minutes % 60}分`;
}

/** B3-2-1: what lies where everything was erased. */
export function sayAfterEnd(lying: Awaited<ReturnType<typeof lyingAfterEnd>>, output: Output): void {
  if (lying === undefined) return;
  if (lying === 'unavailable') {
    output.warn('廃棄を終えた保管場所に何か置かれていないか、保管庫の一覧を取得できず、確認できませんでした。');
    return;
  }
  for (const { systemName, versions, bytes } of lying)
    output.warn(
      `廃棄を終えた保管場所に、版等があります: ${systemName} ${versions.toLocaleString('ja-JP')}件（${humanBytes(bytes)}）。置いた者及び経緯を確認し、取り除いてください。残るものは、kimitsu certificate issue を実行すると新しい廃棄証明書に記載されます。`,
    );
}
