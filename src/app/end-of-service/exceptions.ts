import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import type { Hold } from '../../dispose/hold.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { type RetentionRule, retainedUntil } from '../../dispose/retention.js';
import { isAt, type Place, Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import type { JobPorts } from '../../run/ports.js';
import { holdsInForce } from './holds.js';
import { lockedObjects } from './locked-objects.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'service' | 'clock'>;
type Exceptions = DisposalPlan['exceptions'];

/**
 * What of the scope must not be erased now, each with its reason: records that the store has locked, records on hold and
 * records within their retention period. What was handed over and accepted has no retention period here any more.
 */
export async function exceptionsIn(
  { scope, retention = [] }: Pick<DisposalPlan, 'scope' | 'retention'>,
  ports: Needs,
): Promise<Exceptions> {
  const { catalog, service, clock } = ports;
  const selection = new Selection({ scope, exceptions: [], retention });
  const holds = await holdsInForce(catalog);
  const rules = scope.despiteRetention ? [] : retention;
  const exceptions = await lockedObjects(selection, ports);
  if (holds.length === 0 && rules.length === 0) return exceptions;
  const locked = new Set(exceptions.map(({ objectId }) => objectId));
  for (const { id: system } of service.systems)
    for await (const object of catalog.objects({ system, states: [...STORED] })) {
      const place = placeOf(object);
      if (selection.fateOf(place) !== 'erased' || locked.has(object.objectId)) continue;
      const reason =
        holdReason(place, holds) ??
        (object.state === 'migrated' ? undefined : retentionReason(place, rules, japaneseDay(clock.now())));
      if (reason !== undefined) exceptions.push({ objectId: object.objectId, system, reason });
    }
  return exceptions;
}

const STORED = ['found', 'classified', 'protected', 'migrated', 'gone'] as const;

function holdReason(place: Place, holds: readonly Hold[]): string | undefined {
  const hold = holds.find(({ filter }) => isAt(place, filter));
  return hold && `保全中（${hold.holdId}）：${hold.reason}`;
}

function retentionReason(place: Place, rules: readonly RetentionRule[], day: string): string | undefined {
  const retained = retainedUntil(place, rules);
  return retained && retained.day >= day ? `保存期間中（${retained.day}まで）：${retained.basis}` : undefined;
}

/**
 * What has come under a hold since the plan was made stops it. A hold that was released or a retention period that has
 * ended since changes nothing: the plan was approved with its exceptions.
 *
 * @throws {Fault} denied `erase/held`
 */
export async function assertNothingHeld(plan: DisposalPlan, ports: Needs): Promise<void> {
  const named = new Set(plan.exceptions.map(({ objectId }) => objectId));
  const held = (await exceptionsIn(plan, ports)).filter(({ objectId }) => !named.has(objectId));
  if (held.length === 0) return;
  throw new Fault(
    'denied',
    'erase/held',
    'records of the plan are on hold or within their retention period',
    { objects: held.length, first: held.slice(0, 5) },
    { hint: 'make a new plan, which names them as exceptions, and have it approved' },
  );
}
