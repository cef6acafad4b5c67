import { verifyChain } from '../../../audit/verify.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';
import { lastActs } from './last-acts.js';

/** B1-2-2: the chain, recomputed now from its first entry, and the last evidence pack that was exported. */
export const auditLog: EvidenceSource = {
  id: 'audit-log',
  controls: ['B1-2-2'],
  async look({ catalog, clock }) {
    const { entries, head, problemCount } = await verifyChain(catalog.auditEntries());
    if (!head)
      return [
        sighting('B1-2-2', [], [['the audit log is empty', '監査ログに記録がありません。運用を開始してください']]),
      ];
    const evidence: Evidence[] = [
      {
        at: clock.now().toISOString(),
        words: [
          `chain of ${entries} entries recomputed, ${problemCount} problems, head ${head.hash}`,
          `監査ログ${entries.toLocaleString('ja-JP')}件の連鎖を再計算（破綻${problemCount}件、末尾のハッシュ値 ${head.hash}）`,
        ],
      },
    ];
    const { exported } = await lastActs(catalog, { exported: ({ action }) => action === 'audit.exported' });
    if (exported)
      evidence.push({
        at: exported.at,
        words: [`evidence pack exported: ${exported.subject}`, '監査ログを証拠として出力'],
      });
    const missing: Words[] =
      problemCount > 0
        ? [
            [
              `the chain is broken in ${problemCount} places`,
              `連鎖に破綻があります（${problemCount}件）。kimitsu audit verify で確認してください`,
            ],
          ]
        : [];
    return [sighting('B1-2-2', evidence, missing)];
  },
};
