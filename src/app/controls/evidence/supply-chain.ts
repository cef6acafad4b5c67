import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Evidence, type EvidenceSource, type Sighting, sighting, type Words } from '../evidence.js';

const Counts = z.object({ critical: z.int(), high: z.int(), moderate: z.int(), low: z.int(), info: z.int() });
const Answer = z.object({
  recordedAt: z.iso.datetime(),
  tool: z.string(),
  result: z.enum(['ok', 'findings', 'unavailable']),
  reason: z.string().optional(),
  counts: Counts,
});
const AuditFile = Answer.extend({ lastAnswer: Answer.optional() });
const Bill = z.object({ serialNumber: z.string(), specVersion: z.string(), components: z.array(z.unknown()) });
const Licences = z.object({ packages: z.array(z.object({ licence: z.string() })), data: z.array(z.unknown()) });

/** B1-2-3, B2-5-1: what is delivered beside the program about where it comes from. */
export const supplyChain: EvidenceSource = {
  id: 'supply-chain',
  controls: ['B1-2-3', 'B2-5-1'],
  async look({ program, clock }) {
    const now = clock.now().toISOString();
    const [bill, licences, audit] = await Promise.all([
      delivered(program, 'sbom.cdx.json', Bill),
      delivered(program, 'licences.json', Licences),
      delivered(program, 'audit.json', AuditFile),
    ]);
    return [licenceSighting(bill, licences, now), vulnerabilities(audit)];
  },
};

function licenceSighting(
  bill: z.infer<typeof Bill> | undefined,
  licences: z.infer<typeof Licences> | undefined,
  at: string,
): Sighting {
  const evidence: Evidence[] = [];
  const missing: Words[] = [];
  if (bill)
    evidence.push({
      at,
      words: [
        `CycloneDX ${bill.specVersion} bill of ${bill.components.length} components, ${bill.serialNumber}`,
        `SBOM（CycloneDX ${bill.specVersion}）: 構成要素${bill.components.length}件（${bill.serialNumber}）`,
      ],
    });
  else missing.push(['no readable SBOM', 'SBOM が読み取れません']);
  const unknown = licences?.packages.filter(({ licence }) => licence === 'UNKNOWN').length ?? 0;
  if (licences)
    evidence.push({
      at,
      words: [
        `licences of ${licences.packages.length} packages and ${licences.data.length} data sources, ${unknown} unknown`,
        `ライセンス一覧: パッケージ${licences.packages.length}件、同梱データ${licences.data.length}件（不明${unknown}件）`,
      ],
    });
  else missing.push(['no readable licence report', 'ライセンス一覧が読み取れません']);
  if (unknown > 0)
    missing.push([`${unknown} unknown licence(s)`, `ライセンスの不明なパッケージが${unknown}件あります`]);
  return sighting('B1-2-3', evidence, missing);
}

function vulnerabilities(audit: z.infer<typeof AuditFile> | undefined): Sighting {
  const answer = audit?.result === 'unavailable' ? audit.lastAnswer : audit;
  const evidence: Evidence[] = [];
  const missing: Words[] = [];
  if (answer) {
    const { critical, high, moderate, low } = answer.counts;
    evidence.push({
      at: answer.recordedAt,
      words: [
        `${answer.tool}: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low`,
        `既知の脆弱性の調査（${answer.tool}）: 緊急${critical}件、重要${high}件、警告${moderate}件、注意${low}件`,
      ],
    });
    if (critical + high > 0)
      missing.push(['critical or high vulnerabilities are known', '緊急又は重要な脆弱性への対応が必要です']);
  }
  if (!audit || audit.result === 'unavailable') {
    if (audit)
      evidence.push({
        at: audit.recordedAt,
        words: [`${audit.tool}: no answer`, `既知の脆弱性の調査（${audit.tool}）: 回答を得られず、結果は不明`],
      });
    missing.push([
      'ask for known vulnerabilities where the registry answers: npm run supply-chain',
      '脆弱性の情報を取得できる環境で npm run supply-chain を実行し、結果を記録してください',
    ]);
  }
  const standing = answer ? (missing.length === 0 ? 'met' : 'partly') : 'to-check';
  return { control: 'B2-5-1', standing, evidence, missing };
}

/** Undefined where the file is missing or not what it should be. */
async function delivered<T>(program: string, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(join(program, 'supply-chain', name), 'utf8')));
  } catch {
    return undefined;
  }
}
