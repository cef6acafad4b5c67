import { canonicalHash } from '../src/base/canonical-json.js';
import type { InventoryItem } from '../src/certify/inventory.js';
import type { ErasureRecord } from '../src/dispose/erasure.js';
import type { DisposalPlan, ScopeLine } from '../src/dispose/plan.js';

/** Plans and records of erasures that measuring needs; nobody and nothing in them is real. */

export const SERVICE = 'bench-centre';

export async function* itemsOf(versions: number): AsyncGenerator<InventoryItem> {
  for (let at = 0; at < versions; at++)
    yield { system: 'pbx', level: 3, item: 'version', object: `calls/${at}.wav`, versionId: `v${at}`, bytes: 200_000 };
}

export function lineOf(count: number): ScopeLine {
  return {
    system: 'pbx',
    systemName: '電話交換機（PBX）',
    level: 3,
    objects: count,
    records: count,
    versions: count,
    bytes: count * 2000,
    plaintextBefore: count,
  };
}

export function planOf(lines: ScopeLine[], keys: { kmsKeyId: string; unitIds: string[] }[]): DisposalPlan {
  return {
    schema: 'kimitsu/disposal-plan/1',
    planId: 'plan-bench',
    createdAt: new Date().toISOString(),
    createdBy: 'operator:bench',
    parties: {
      service: { id: SERVICE, name: '計測用', contract: '計測用' },
      contractor: { name: '受注者（計測用）', responsible: '責任者' },
      prefecture: { name: '府（計測用）' },
    },
    scope: {},
    lines,
    methods: [{ level: 3, technique: 'cryptographic-erase', readBack: 'full', certificate: true }],
    keys: keys.map((key) => ({ ...key, alias: 'alias/kimitsu/bench-centre/level-3', level: 3, waitingDays: 7 })),
    exceptions: [],
    inventoryHash: '0'.repeat(64),
    auditHead: { seq: 0, hash: '0'.repeat(64) },
  };
}

export function recordOf(plan: DisposalPlan, turn: number, change: Partial<ErasureRecord> = {}): ErasureRecord {
  return {
    schema: 'kimitsu/erasure/1',
    erasureId: `erasure-bench-${turn}`,
    planId: plan.planId,
    planHash: canonicalHash(plan),
    approvalHash: '0'.repeat(64),
    phase: 'approved',
    startedAt: plan.createdAt,
    frozenAt: plan.createdAt,
    executedBy: '実施者',
    verifiedBy: '検証者',
    approvedBy: '承認者',
    approvedAt: plan.createdAt,
    unitKeys: [],
    kmsKeys: [],
    systems: plan.lines.map((line) => ({ ...line, verdicts: { PASS: 0, FAIL: 0, UNKNOWN: 0 } })),
    readBack: undefined,
    inventory: undefined,
    exceptions: [],
    completedAt: undefined,
    ...change,
  };
}
