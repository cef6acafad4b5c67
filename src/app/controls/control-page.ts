import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { japaneseTime } from '../../base/japanese-time.js';
import { packageRoot } from '../../base/package-root.js';
import { Html, html, table } from '../report/html.js';
import type { ControlReport, ReportedControl } from './control-report.js';
import { STANDINGS, standingName } from './standing-names.js';

/** The report as one page that needs nothing else: no script, no network, no font. */
export async function controlPage(report: ControlReport): Promise<string> {
  const style = await readFile(join(packageRoot(), 'src/app/report/report.css'), 'utf8');
  const { service, contractor, prefecture, madeAt, software, annexes, counts } = report;
  const page = html`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>情報セキュリティ対策の実施状況報告（${service.name}）</title>
<style>
${new Html(style)}</style>
</head>
<body>
<header>
<h1>情報セキュリティ対策の実施状況報告</h1>
<dl>
<div><dt>業務</dt><dd>${service.name}</dd></div>
<div><dt>契約</dt><dd>${service.contract}</dd></div>
<div><dt>受注者</dt><dd>${contractor}</dd></div>
<div><dt>府</dt><dd>${prefecture}</dd></div>
<div><dt>作成日時</dt><dd>${japaneseTime(madeAt)}</dd></div>
<div><dt>作成</dt><dd>kimitsu ${software}</dd></div>
</dl>
</header>
<main>
<section aria-labelledby="summary"><h2 id="summary">概要</h2>
<ul class="figures">
${STANDINGS.map(([standing, name]) => html`<li><span>${name}</span><strong>${counts[standing]}件</strong></li>\n`)}</ul>
</section>
${annexes.map(
  (
    { titleJa, controls },
    at,
  ) => html`<section aria-labelledby="annex-${at + 1}"><h2 id="annex-${at + 1}">${titleJa}</h2>
${table(
  `${titleJa}の要求事項と状況`,
  [
    { title: '番号', short: true },
    { title: '要求事項' },
    { title: '状況', short: true },
    { title: '証跡' },
    { title: '不足する事項' },
  ],
  controls.map(cells),
)}</section>
`,
)}</main>
<footer><p>この報告は、作成日時における作業フォルダー及びホストの状態によります。「要確認」は、プログラムでは判断できない事項です。</p>
<p>報告に現れない対策（施設、要員、契約等）の状況は、含みません。</p></footer>
</body>
</html>
`;
  return page.markup;
}

function cells({ about, standing, evidence, missing }: ReportedControl): (string | Html)[] {
  return [
    about.id,
    html`<strong>${about.title}</strong><br>${about.asks}<br>満たす条件：${about.satisfiedBy}`,
    standingName(standing),
    lines(evidence.map(({ at, words }) => `${words[1]}（${japaneseTime(at)}）`)),
    lines(missing.map(([, japanese]) => japanese)),
  ];
}

const lines = (texts: readonly string[]): Html =>
  texts.length === 0 ? html`―` : html`${texts.map((text, at) => (at === 0 ? html`${text}` : html`<br>${text}`))}`;
