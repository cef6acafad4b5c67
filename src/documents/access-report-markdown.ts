import type { AccessReport } from '../watch/access-report.js';
import { ruleOf } from '../watch/rules/other-rules.js';
import * as texts from './access-report-texts.js';
import { count, fullDate, shortTime } from './wording.js';

/** アクセス監視日報 (B2-3-2) as Markdown, for mail and chat. */
export function accessReportMarkdown(report: AccessReport): string {
  const { day, reportId, runs, sources, findings, rulesNotApplied, parties } = report;
  const serious = findings.filter(({ severity }) => severity === 'serious').length;
  const lines = [
    `# ${texts.TITLE}　${fullDate(`${day}T00:00:00+09:00`)}`,
    '',
    `${cell(parties.service.name)}（文書番号 ${reportId}）`,
    '',
    `新たに検知したもの：要対応 ${count(serious)}件、参考 ${count(findings.length - serious)}件（確認 ${count(runs)}回）`,
    ...(runs === 0 ? ['', `**${texts.NO_RUN}**`] : []),
    '',
    '## 確認したログ',
    '',
    '| ログ | ファイル | 操作 | 読取り不能 | 照合済 | 署名（有効/不一致/不明） |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...sources.map(({ id, type, logs, events, problems, failed, digests }) => {
      const { valid, invalid, unknown } = digests?.signatures ?? {};
      const checked = digests ? `${count(digests.logsVerified)} | ${valid} / ${invalid} / ${unknown}` : '－ | －';
      return `| ${texts.SOURCE_TYPES[type]} ${id} | ${count(logs)} | ${count(events)} | ${count(problems + failed)} | ${checked} |`;
    }),
    '',
    '## 検知したもの',
    '',
  ];
  if (findings.length === 0) lines.push(texts.NOTHING_FOUND);
  for (const finding of findings) {
    const { title, advice } = ruleOf(finding.rule);
    lines.push(`### ${texts.SEVERITIES[finding.severity]}　${title}`, '');
    lines.push(`${code(finding.principal)}　${count(finding.count)}件　${finding.findingId}`, '', advice, '');
    lines.push('| 日時 | 操作 | 結果 | 接続元 | 対象 | ログの位置 |', '| --- | --- | --- | --- | --- | --- |');
    for (const { at, action, outcome, ip, resource, file, position } of finding.evidence)
      lines.push(
        `| ${shortTime(at)} | ${code(action)} | ${outcome} | ${code(ip ?? '－')} | ${code(resource ?? '－')} | ${code(`${file}:${position}`)} |`,
      );
    lines.push('');
  }
  lines.push('', '## 確認の及ばないもの', '');
  if (rulesNotApplied.length > 0)
    lines.push(texts.NOT_APPLIED, '', ...rulesNotApplied.map((id) => `- ${ruleOf(id).title}`), '');
  lines.push(...texts.LIMITS.map((limit) => `- ${limit}`), '');
  return lines.join('\n');
}

/** What callers have chosen must not become a link, a table or HTML. */
const code = (text: string): string => (text === '－' ? text : `\`${cell(text).replaceAll('`', "'")}\``);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
