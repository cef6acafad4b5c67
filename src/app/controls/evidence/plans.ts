import { asFault } from '../../../base/fault.js';
import type { ErasureRecord } from '../../../dispose/erasure.js';
import { isMigrationPlan } from '../../../migrate/plan.js';
import type { MigrationRecord } from '../../../migrate/record.js';
import type { JobPorts } from '../../../run/ports.js';
import { BoundFiles } from '../../bound-files.js';
import { type AnyPlan, anyPlan, assertBegunWith, currentApproval } from '../../end-of-service/approvals.js';
import { pinnedApprovers } from '../../pinned-approvers.js';
import { type Evidence, type EvidenceSource, sighting, type Words, type Workroom } from '../evidence.js';

/** B3-1-1, B3-2-3: which plans there are, and whether the prefecture's approval of each holds when verified now. */
export const plans: EvidenceSource = {
  id: 'plans',
  controls: ['B3-1-1', 'B3-2-3'],
  async look(room) {
    const { catalog } = room;
    const stored = await catalog.documents('plan');
    const made: Evidence[] = [];
    const altered: Words[] = [];
    const approved: Evidence[] = [];
    const unapproved: Words[] = [];
    let newest: AnyPlan | undefined;
    for (const { id } of stored) {
      const plan = await anyPlan(catalog, id).then(
        (found) => found.plan,
        () => undefined,
      );
      if (!plan) {
        altered.push([`plan ${id} was altered`, `計画 ${id} は、記録が変更されています`]);
        continue;
      }
      newest = plan;
      const name = isMigrationPlan(plan)
        ? (['migration plan', '移行計画書'] as const)
        : (['disposal plan', '終了計画書'] as const);
      made.push({ at: plan.createdAt, words: [`${name[0]} ${id}`, `${name[1]} ${id}`] });
      const { evidence, missing } = await approvalOf(room, plan);
      if (evidence) approved.push(evidence);
      // A plan that another has taken the place of needs no approval any more.
      else if (id === stored.at(-1)?.id || missing.begun) unapproved.push(missing.words);
    }
    const none: Words[] = [
      ['no plan was made: kimitsu plan', '移行計画書及び終了計画書は作成されていません（kimitsu plan）'],
    ];
    const nothing: Words[] = [['no plan that could be approved', '承認の対象となる計画がありません']];
    return [
      sighting('B3-1-1', made, [...altered, ...(newest ? [] : none)]),
      sighting('B3-2-3', approved, newest ? unapproved : nothing),
    ];
  },
};

interface Approval {
  evidence?: Evidence;
  missing: { words: Words; begun: boolean };
}

async function approvalOf(room: Workroom, plan: AnyPlan): Promise<Approval> {
  const { dir, config, catalog, clock } = room;
  const { planId } = plan;
  // All that verifying asks of the settings.
  const service = { approvalDays: config.disposal.approvalDays } as JobPorts['service'];
  const ports = { catalog, clock, actor: 'report', service };
  const begun = await begunUnder(room, planId);
  try {
    const approvers = await pinnedApprovers(new BoundFiles(dir), config);
    if (begun) {
      await assertBegunWith(ports, plan, approvers, begun);
      return { ...accepted(planId, begun.approvedAt, begun.approvedBy), ...nothingMissing };
    }
    const held = await currentApproval(ports, plan, approvers);
    return { ...accepted(planId, held.at, held.letter ? '文書' : held.approver), ...nothingMissing };
  } catch (error) {
    const { code } = asFault(error);
    const words: Words = [
      `no approval of ${planId} that holds: ${code}`,
      `計画 ${planId} に有効な承認がありません（${code}）`,
    ];
    return { missing: { words, begun: begun !== undefined } };
  }
}

const nothingMissing = { missing: { words: ['', ''] as Words, begun: false } };

const accepted = (planId: string, at: string, by: string): { evidence: Evidence } => ({
  evidence: { at, words: [`approval of ${planId} verified now`, `計画 ${planId} の承認（${by}）を検証済み`] },
});

/** The erasure or migration that was begun under the plan, with the approval it says it had. */
async function begunUnder({ catalog }: Workroom, planId: string): Promise<ErasureRecord | MigrationRecord | undefined> {
  const records = [...(await catalog.documents('erasure')), ...(await catalog.documents('migration'))].map(
    ({ body }) => body as unknown as ErasureRecord | MigrationRecord,
  );
  return records.find((record) => record.planId === planId && (record.phase as string) !== 'cancelled');
}
