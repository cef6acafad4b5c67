import { japaneseTime } from '../../base/japanese-time.js';
import { LEVELS, levelName } from '../../base/level.js';
import type { LyingAfterEnd } from '../status/after-end.js';
import { grouped, type Report, type ReportLine } from './gather.js';
import { type Html, html, table } from './html.js';
import {
  HISTORY_NAMES,
  JOB_NAMES,
  KEY_STATE_NAMES,
  levelText,
  MODE_NAMES,
  RESULT_NAMES,
  STORED_STATES,
  stateText,
} from './report-texts.js';

const MEMBERS = ['objects', 'records', 'bytes', 'toReview', 'examinedBytes', 'unexaminedBytes'] as const;
const AFTER_END = '業務の終了の後に置かれたもの';
const number = (title: string) => ({ title, numeric: true });
const text = (title: string) => ({ title });
/** Never broken over two lines. */
const short = (title: string) => ({ title, short: true });

/** Japanese of stable codes, which belongs to the room that talks to people. */
export interface ReportWording {
  reason(code: string): string;
}

/** Every table of the report, each under its heading. */
export function reportTables(report: Report, wording: ReportWording): Html {
  const nameOf = (id: string): string => report.systems.find((system) => system.id === id)?.name ?? id;
  return html`${report.afterEnd === undefined ? '' : section('after-end', AFTER_END, afterEnd(report.afterEnd))}
${section('inventory', '保管状況', inventory(report, nameOf))}
${section('months', '月別の機密性', months(report))}
${section('coverage', '調査の範囲', coverage(report, nameOf))}
${section('review', '確認が必要なファイル', review(report, nameOf, wording))}
${section('protection', '保護の方式と平文履歴', protection(report))}
${section('expired', '保存期間の満了', expired(report, nameOf))}
${section('keys', '削除を予約した鍵', keys(report))}
${section('runs', '最近の実行', runs(report))}
`;
}

function section(id: string, title: string, content: Html): Html {
  return html`<section aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>
${content}</section>
`;
}

const none = (what: string): Html => html`<p>${what}</p>\n`;

/** B3-2-1: no job looks there any more. */
function afterEnd(lying: LyingAfterEnd): Html {
  if (lying === 'unavailable') return none('保管庫の一覧を取得できず、確認できませんでした。');
  if (lying.length === 0) return none('廃棄を終えた保管場所に置かれたものはありません。');
  return html`${table(
    '廃棄を終えた保管場所にある版等',
    [text('システム'), number('版等'), number('容量（バイト）')],
    lying.map(({ systemName, versions, bytes }) => [systemName, versions, bytes]),
  )}<p>置いた者及び経緯を確認し、取り除いてください。残るものは、新しい廃棄証明書に記載されます。</p>
`;
}

function inventory({ lines }: Report, nameOf: (id: string) => string): Html {
  if (lines.length === 0) return none('記録はありません。');
  const rows = [...grouped(lines, ({ system, level, state }) => `${system}/${level}/${state}`, MEMBERS).values()];
  const total = (member: (typeof MEMBERS)[number]): number => rows.reduce((sum, line) => sum + line[member], 0);
  return table(
    'システム・機密性・状態別の件数',
    [
      text('システム'),
      short('機密性'),
      text('状態'),
      number('ファイル'),
      number('記録'),
      number('容量（バイト）'),
      number('要確認'),
    ],
    rows.map((line) => [
      nameOf(line.system),
      levelText(line.level),
      stateText(line.state, line.level),
      line.objects,
      line.records,
      line.bytes,
      line.toReview,
    ]),
    ['計', '', '', total('objects'), total('records'), total('bytes'), total('toReview')],
  );
}

function months({ lines }: Report): Html {
  const stored = lines.filter(({ state }) => STORED_STATES.includes(state));
  if (stored.length === 0) return none('保管中の記録はありません。');
  const periods = [...new Set(stored.map(({ period }) => period))].sort();
  const objects = (period: string, level: ReportLine['level']): number =>
    stored
      .filter((line) => line.period === period && line.level === level)
      .reduce((sum, line) => sum + line.objects, 0);
  return table(
    '月別・機密性別のファイル数（保管中のもの）',
    [short('年月'), ...LEVELS.map((level) => number(levelName(level))), number('未定')],
    periods.map((period) => [period, ...LEVELS.map((level) => objects(period, level)), objects(period, undefined)]),
  );
}

function coverage({ lines }: Report, nameOf: (id: string) => string): Html {
  const stored = lines.filter(({ state }) => STORED_STATES.includes(state));
  if (stored.length === 0) return none('保管中の記録はありません。');
  const waiting = stored.filter(({ level }) => level === undefined);
  return table(
    '内容を調査した量。未調査の部分があるファイルは、機密性３として扱う',
    [text('システム'), number('調査済（バイト）'), number('未調査（バイト）'), number('未分類のファイル')],
    [...grouped(stored, ({ system }) => system, MEMBERS).values()].map((line) => [
      nameOf(line.system),
      line.examinedBytes,
      line.unexaminedBytes,
      waiting.filter(({ system }) => system === line.system).reduce((sum, { objects }) => sum + objects, 0),
    ]),
  );
}

function review(
  { review: { total, byCode, first } }: Report,
  nameOf: (id: string) => string,
  { reason }: ReportWording,
): Html {
  if (total === 0) return none('確認が必要なファイルはありません。');
  return html`${table(
    '理由別の件数（一つのファイルに複数の理由があることがある）',
    [text('理由'), number('ファイル')],
    byCode.map(({ code, objects }) => [reason(code), objects]),
  )}
${table(
  first.length < total ? `対象（全${total.toLocaleString('ja-JP')}件のうち${first.length}件）` : '対象',
  [text('ID'), text('システム'), text('ファイル名（伏せ字）'), short('機密性'), text('理由')],
  first.map(({ objectId, system, maskedKey, level, codes }) => [
    objectId,
    nameOf(system),
    maskedKey,
    levelName(level),
    codes.map(reason).join('、'),
  ]),
)}`;
}

function protection({ protection: lines, plaintextHistory }: Report): Html {
  if (lines.length === 0) return none('保管中の記録はありません。');
  const histories = Object.entries(plaintextHistory) as [keyof typeof HISTORY_NAMES, number][];
  return html`${table(
    '機密性別の保護の方式。未分類のファイルは機密性３に含む',
    [short('機密性'), text('方式'), number('ファイル')],
    lines.map(({ level, mode, objects }) => [levelName(level), MODE_NAMES[mode], objects]),
  )}
${table(
  '平文履歴。平文で置かれたことのある記録は、鍵の消去だけでは消去したことにならない',
  [text('平文履歴'), number('ファイル')],
  histories.map(([history, objects]) => [HISTORY_NAMES[history], objects]),
)}`;
}

function expired({ expired: { lines, asOf, withoutRule } }: Report, nameOf: (id: string) => string): Html {
  const rest = html`<p>保存期間の定めのない記録: ${withoutRule.toLocaleString('ja-JP')}件</p>\n`;
  if (lines.length === 0) return html`<p>${asOf}の時点で、保存期間の満了した記録はありません。</p>\n${rest}`;
  return html`${table(
    `${asOf}の時点で保存期間の満了している記録`,
    [
      text('システム'),
      short('機密性'),
      short('年月'),
      short('保存期限'),
      number('ファイル'),
      number('うち保全中'),
      text('根拠'),
    ],
    lines.map((line) => [
      nameOf(line.system),
      levelName(line.level),
      line.period,
      line.retainedUntil,
      line.objects,
      line.held,
      line.basis,
    ]),
  )}${rest}`;
}

function keys({ waitingKeys }: Report): Html {
  if (waitingKeys.length === 0) return none('削除を予約した鍵はありません。');
  return table(
    '待機期間中の鍵',
    [text('鍵'), text('計画'), text('廃棄予定日時'), number('残り日数'), text('状態')],
    waitingKeys.map(({ alias, planId, deletionDate, daysLeft, state }) => [
      alias,
      planId,
      japaneseTime(deletionDate),
      Math.max(daysLeft, 0),
      KEY_STATE_NAMES[state],
    ]),
  );
}

function runs({ runs: lines }: Report): Html {
  if (lines.length === 0) return none('実行の記録はありません。');
  return table(
    '処理の実行（新しいものから）',
    [text('開始日時'), text('処理'), short('結果'), number('完了'), number('失敗'), text('備考')],
    lines.map((run) => [
      japaneseTime(run.startedAt),
      JOB_NAMES[run.job] ?? run.job,
      RESULT_NAMES[run.result],
      run.done,
      run.failed,
      run.failure?.code ?? [...run.faults, ...run.notes].map(({ code, count }) => `${code} ${count}件`).join('、'),
    ]),
  );
}
