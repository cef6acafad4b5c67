import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { japaneseTime } from '../../base/japanese-time.js';
import { LEVELS, levelName } from '../../base/level.js';
import { packageRoot } from '../../base/package-root.js';
import { type Bar, barChart } from './bar-chart.js';
import { grouped, type Report, type ReportLine } from './gather.js';
import { Html, html } from './html.js';
import { type ReportWording, reportTables } from './report-tables.js';
import { isProtected, STORED_STATES } from './report-texts.js';

/** Months drawn one by one; those before are one bar. */
const MONTHS_DRAWN = 36;

/** The report as one page that needs nothing else: no script, no network, no font. */
export async function reportPage(report: Report, wording: ReportWording): Promise<string> {
  const style = await readFile(join(packageRoot(), 'src/app/report/report.css'), 'utf8');
  const { service, contractor, prefecture, madeAt } = report;
  const page = html`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>情報資産の状況報告（${service.name}）</title>
<style>
${new Html(style)}</style>
</head>
<body>
<header>
<h1>情報資産の状況報告</h1>
<dl>
<div><dt>業務</dt><dd>${service.name}</dd></div>
<div><dt>契約</dt><dd>${service.contract}</dd></div>
<div><dt>受注者</dt><dd>${contractor}</dd></div>
<div><dt>府</dt><dd>${prefecture}</dd></div>
<div><dt>作成日時</dt><dd>${japaneseTime(madeAt)}</dd></div>
</dl>
</header>
<main>
<section aria-labelledby="summary"><h2 id="summary">概要</h2>
${summary(report)}${charts(report)}</section>
${reportTables(report, wording)}</main>
<footer><p>この報告は、目録に記録された件数及び判定結果によります。ファイル名は伏せ字で示し、個人情報を含みません。</p></footer>
</body>
</html>
`;
  return page.markup;
}

function summary({ lines, review, expired, waitingKeys, afterEnd }: Report): Html {
  const stored = lines.filter(({ state }) => STORED_STATES.includes(state));
  const total = (member: 'objects' | 'examinedBytes' | 'unexaminedBytes', of: readonly ReportLine[] = stored): number =>
    of.reduce((sum, line) => sum + line[member], 0);
  const examined = total('examinedBytes');
  const unexamined = total('unexaminedBytes');
  const migrated = total(
    'objects',
    stored.filter(({ state }) => state === 'migrated'),
  );
  const overdue = waitingKeys.filter(({ state }) => state === 'overdue').length;
  const figures: [string, string][] = [
    ['保管中のファイル', `${count(total('objects'))}件`],
    [
      'うち機密性３',
      `${count(
        total(
          'objects',
          stored.filter(({ level }) => level === 3),
        ),
      )}件`,
    ],
    ...(migrated > 0 ? [['うち移行済（移行元に残るもの）', `${count(migrated)}件`] as [string, string]] : []),
    ['保護の処理を終えた割合', share(total('objects', stored.filter(isProtected)), total('objects'))],
    ['内容を調査した割合', share(examined, examined + unexamined)],
    ['確認が必要なファイル', `${count(review.total)}件`],
    ['保存期間の満了', `${count(expired.lines.reduce((sum, { objects }) => sum + objects, 0))}件`],
    ['待機期間が終了し、消滅の確認が済んでいない鍵', `${count(overdue)}件`],
    ...(afterEnd === undefined
      ? []
      : [
          [
            '廃棄を終えた保管場所にある版等',
            afterEnd === 'unavailable'
              ? '確認不能'
              : `${count(afterEnd.reduce((sum, { versions }) => sum + versions, 0))}件`,
          ] as [string, string],
        ]),
  ];
  return html`<ul class="figures">
${figures.map(([name, value]) => html`<li><span>${name}</span><strong>${value}</strong></li>\n`)}</ul>
`;
}

function charts({ lines, systems }: Report): Html {
  const stored = lines.filter(({ state, level }) => STORED_STATES.includes(state) && level !== undefined);
  if (stored.length === 0) return html`<p>分類された記録はありません。</p>\n`;
  const series = LEVELS.map(levelName);
  const counts = (id: (line: ReportLine) => string, label: string): number[] =>
    LEVELS.map((level) => {
      const own = stored.filter((line) => id(line) === label && line.level === level);
      return own.reduce((sum, { objects }) => sum + objects, 0);
    });
  const months = [...grouped(stored, ({ period }) => period, ['objects']).keys()].sort();
  const drawn = months.slice(-MONTHS_DRAWN);
  const before = months.slice(0, -MONTHS_DRAWN).map((month) => counts(({ period }) => period, month));
  const bars: Bar[] = drawn.map((month) => ({ label: month, values: counts(({ period }) => period, month) }));
  if (before.length > 0)
    bars.unshift({ label: 'それ以前', values: LEVELS.map((_, at) => before.reduce((sum, row) => sum + row[at]!, 0)) });
  const description = `${drawn[0]}から${drawn.at(-1)}までの、月別及び機密性別のファイル数。数値は下の表に示す。`;
  return html`${barChart({ id: 'months', title: '月別・機密性別のファイル数', description, series, bars, unit: '件' })}
${barChart({
  id: 'systems',
  title: 'システム別・機密性別のファイル数',
  description: `${systems.map(({ name }) => name).join('、')}の、機密性別のファイル数。数値は下の表に示す。`,
  series,
  bars: systems.map(({ id, name }) => ({ label: name, values: counts(({ system }) => system, id) })),
  unit: '件',
})}`;
}

const count = (value: number): string => value.toLocaleString('ja-JP');

/** Never rounds up to a whole: 99.99 % is not everything. */
function share(part: number, whole: number): string {
  if (whole === 0) return '―';
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}
