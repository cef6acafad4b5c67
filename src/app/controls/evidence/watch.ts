import { DAY_MS } from '../../../base/clock.js';
import type { Finding } from '../../../watch/finding.js';
import { RESULT_NAMES } from '../../report/report-texts.js';
import { runsOf } from '../../runs/run-record.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';

/** A watch that is older than this does not watch any more. */
const FRESH_DAYS = 2;
const LOOKED_BACK_DAYS = 30;

/** B2-3-2: the last run of `watch-access`, and what it has found. */
export const watch: EvidenceSource = {
  id: 'watch',
  controls: ['B2-3-2'],
  async look({ config, catalog, clock }) {
    const now = clock.now();
    const last = (await runsOf(catalog, 'watch-access')).at(-1);
    if (!last)
      return [
        sighting(
          'B2-3-2',
          [],
          [
            [
              'access logs were never looked at: kimitsu watch-access',
              'アクセスの監視が一度も行われていません。kimitsu watch-access を定期的に実行してください',
            ],
          ],
        ),
      ];
    const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS).toISOString();
    const findings = (await catalog.documents('run'))
      .filter(({ parentId }) => parentId?.startsWith('access-findings/'))
      .map(({ body }) => body as unknown as Finding)
      .filter(({ detectedAt }) => detectedAt >= since);
    const serious = findings.filter(({ severity }) => severity === 'serious').length;
    const evidence: Evidence[] = [
      {
        at: last.endedAt,
        words: [
          `last watch ${last.result}: ${last.done} log(s) read, ${last.failed} failed`,
          `直近の監視: ${RESULT_NAMES[last.result]}（読取り${last.done}件、失敗${last.failed}件）`,
        ],
      },
      {
        at: now.toISOString(),
        words: [
          `${findings.length} finding(s) in ${LOOKED_BACK_DAYS} days, ${serious} serious; ${config.watch.sources.length} source(s) beside the own audit log`,
          `過去${LOOKED_BACK_DAYS}日の検出${findings.length}件（うち重大${serious}件）。監査ログのほかに監視するログ${config.watch.sources.length}件`,
        ],
      },
    ];
    const missing: Words[] = [];
    if (last.result !== 'done' || last.failed > 0)
      missing.push(['the last watch did not read everything', '直近の監視で読み取れなかったものがあります']);
    if (now.getTime() - Date.parse(last.endedAt) > FRESH_DAYS * DAY_MS)
      missing.push([`no watch for more than ${FRESH_DAYS} days`, `${FRESH_DAYS}日を超えて監視が行われていません`]);
    if (!config.schedule.some(({ job }) => job === 'watch-access'))
      missing.push(['watch-access is not scheduled', '監視が定期処理に設定されていません']);
    if (serious > 0)
      missing.push([
        `${serious} serious finding(s) to look into`,
        `重大な検出${serious}件の原因を確認してください（kimitsu watch-access --report）`,
      ]);
    return [sighting('B2-3-2', evidence, missing)];
  },
};
