import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { ERASURE_SCHEMA, type ErasureRecord } from '../../dispose/erasure.js';
import { type DisposalPlan, erasedLines } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { currentApproval } from './approvals.js';
import type { EraseRequest } from './erase.js';
import { ErasureLog } from './erasure-log.js';
import { assertSameScope } from './same-scope.js';

/**
 * Opens the record of an erasure whose plan is approved and still describes what is stored. Nothing is touched.
 *
 * @throws {Fault} usage `erase/nothing-planned`; denied `erase/not-approved`, `erase/too-early`; conflict
 *   `erase/two-at-once`, `erase/catalogue-copy-left`; as `assertSameScope`
 */
export async function beginErasure(
  ports: JobPorts,
  { plan, approvers, shown, originals, signal }: EraseRequest,
): Promise<ErasureLog> {
  const approval = await currentApproval(ports, plan, approvers);
  if (plan.lines.length === 0 && plan.keys.length === 0) throw nothingPlanned();
  assertNotTooEarly(plan, ports.clock.now());
  await originals?.check();
  await assertSameScope(ports, plan, signal);
  const record: ErasureRecord = {
    schema: ERASURE_SCHEMA,
    erasureId: randomId('erasure'),
    planId: plan.planId,
    planHash: canonicalHash(plan),
    approvalHash: approval.hash,
    phase: 'approved',
    startedAt: ports.clock.now().toISOString(),
    frozenAt: undefined,
    executedBy: plan.parties.contractor.responsible,
    verifiedBy: ports.service.verifier,
    ...(shown ? { begunBy: { account: shown.accountId, factors: [...shown.factors] } } : {}),
    approvedBy: approval.approver,
    approvedAt: approval.at,
    unitKeys: [],
    kmsKeys: [],
    systems: erasedLines(plan).map((line) => ({ ...line, verdicts: { PASS: 0, FAIL: 0, UNKNOWN: 0 } })),
    readBack: undefined,
    inventory: undefined,
    disappeared: plan.disappeared ?? [],
    exceptions: plan.exceptions,
    ...(originals ? { catalogue: { place: 'postgresql' as const } } : {}),
    completedAt: undefined,
  };
  return ErasureLog.open(ports.catalog, ports.actor, record);
}

function nothingPlanned(): Fault {
  const hint = 'dispose of its accounts with `kimitsu accounts dispose`';
  return new Fault('usage', 'erase/nothing-planned', 'the plan names nothing to be erased', {}, { hint });
}

function assertNotTooEarly({ notBefore }: DisposalPlan, now: Date): void {
  if (notBefore === undefined || now >= new Date(notBefore)) return;
  const hint = 'run the command on the day of the plan or later';
  throw new Fault('denied', 'erase/too-early', 'the plan is for a later day', { notBefore }, { hint });
}
