import type { Report } from './gather.js';
import { levelText, stateText } from './report-texts.js';

const HEADER = [
  'システム',
  'システム名',
  '機密性',
  '年月',
  '状態',
  'ファイル数',
  '記録数',
  '容量（バイト）',
  '要確認ファイル数',
  '調査済（バイト）',
  '未調査（バイト）',
  '平文履歴のあるファイル数',
];

/** One row per system, level, month and state: RFC 4180, UTF-8 with a byte order mark, which Excel needs. */
export function reportCsv({ lines, systems }: Report): string {
  const names = new Map(systems.map(({ id, name }) => [id, name]));
  const rows = lines.map((line) => [
    line.system,
    names.get(line.system) ?? line.system,
    levelText(line.level),
    line.period,
    stateText(line.state, line.level),
    line.objects,
    line.records,
    line.bytes,
    line.toReview,
    line.examinedBytes,
    line.unexaminedBytes,
    line.plaintextBefore,
  ]);
  return `\uFEFF${[HEADER, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
