import { count, eraDate, shortTime } from '../wording.js';
import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { DocumentRecords, Installation } from './installation.js';
import { type ScanRecord, SEVERITIES } from './records.js';
import { SEVERITY_NAMES } from './vulnerability-texts.js';
import { column, heading, names, note, paragraph, table } from './write.js';

/** 脆弱性検査結果記録: what the scans that 脆弱性管理手順書 asks for have shown (B2-5-1). */
export const scans: Definition = {
  id: 'scans',
  title: '脆弱性検査結果記録',
  nature: 'record',
  code: 'B2-5-1-R',
  controls: ['B2-5-1'],
  basis: ['別紙２ ５（１）（脆弱性管理の手順）', '脆弱性管理手順書'],
  build: ({ installation, records }) => ({
    purpose: '脆弱性管理手順書による検査の結果及び修正の期限を記録し、府に報告する。',
    blocks: blocks(installation, records),
    open: open(records),
  }),
};

const SHOWN = 50;
const DAY_MS = 86_400_000;
const RESULTS = { ok: '完了', findings: '完了（該当あり）', unavailable: '取得不能' } as const;

/** The latest scan that had an answer. */
const latestAnswer = (scans: readonly ScanRecord[]): ScanRecord | undefined =>
  scans.findLast(({ result }) => result !== 'unavailable');

function blocks({ settings }: Installation, { scans }: DocumentRecords): Block[] {
  const { scanDays, deadlineDays } = settings.vulnerability;
  const latest = latestAnswer(scans);
  const newest = [...scans].reverse();
  const columns = [
    names('検査の日時', 22),
    column('道具及び版', 22),
    column('結果', 18, 'center'),
    ...SEVERITIES.map((severity) => column(SEVERITY_NAMES[severity], 9, 'right')),
  ];
  return [
    heading('検査の結果'),
    ...(scans.length === 0
      ? [paragraph('検査の結果は、まだ記録されていない（要確認）。')]
      : [
          table(
            columns,
            newest
              .slice(0, SHOWN)
              .map(({ recordedAt, tool, toolVersion, result, counts }) => [
                shortTime(recordedAt),
                `${tool} ${toolVersion}`,
                RESULTS[result],
                ...SEVERITIES.map((severity) => (result === 'unavailable' ? '不明' : count(counts[severity]))),
              ]),
          ),
          ...(scans.length > SHOWN
            ? [note(`これより前の${count(scans.length - SHOWN)}件は、目録及び監査ログにある。`)]
            : []),
          note(
            '「取得不能」は、情報源から回答が得られず、脆弱性の有無が分からないことを示す。脆弱性がないことを示すものではない。日時は日本時間である。',
          ),
        ]),
    heading('該当する脆弱性及び修正の期限'),
    ...advisories(latest, deadlineDays),
    heading('次回の検査'),
    paragraph(
      latest
        ? `次回の検査は、${eraDate(new Date(Date.parse(latest.recordedAt) + scanDays * DAY_MS))}までに行う（${scanDays}日ごと）。`
        : `検査は、${scanDays}日ごとに行う。結果が得られた検査がないため、直ちに行う。`,
    ),
  ];
}

function advisories(
  latest: ScanRecord | undefined,
  deadlines: Record<'critical' | 'high' | 'moderate' | 'low', number>,
): Block[] {
  if (!latest) return [paragraph('結果が得られた検査がないため、該当する脆弱性の有無は不明である。')];
  const when = shortTime(latest.recordedAt);
  if (latest.advisories.length === 0 && SEVERITIES.every((severity) => latest.counts[severity] === 0))
    return [paragraph(`結果が得られた最新の検査（${when}）では、該当する脆弱性はなかった。`)];
  return [
    paragraph(`結果が得られた最新の検査（${when}）では、次の脆弱性が該当した。`),
    table(
      [column('区分', 10, 'center'), names('部品', 20), column('内容及び勧告', 50), column('修正の期限', 20, 'center')],
      [...latest.advisories]
        .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
        .map(({ id, package: name, severity, title, url }) => [
          SEVERITY_NAMES[severity],
          name,
          `${title}\n${id}\n${url}`,
          severity === 'info'
            ? '定めない'
            : eraDate(new Date(Date.parse(latest.recordedAt) + deadlines[severity] * DAY_MS)),
        ]),
      8,
    ),
  ];
}

function open({ scans }: DocumentRecords): OpenPoint[] {
  const where = 'kimitsu documents record-scan';
  if (scans.length === 0) return [{ what: '検査の結果が記録されていない。', where }];
  const latest = latestAnswer(scans);
  if (!latest) return [{ what: '結果が得られた検査がなく、脆弱性の有無が不明である。', where }];
  const result: OpenPoint[] = [];
  if (scans.at(-1)!.result === 'unavailable')
    result.push({ what: '最新の検査で結果が得られていない（取得不能）。', where });
  const grave = latest.counts.critical + latest.counts.high;
  if (grave > 0)
    result.push({ what: `緊急又は重要の脆弱性が${count(grave)}件ある。`, where: '脆弱性管理手順書による修正' });
  return result;
}
