import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { BLANK } from '../../config/template.js';
import { type ErasureRecord, leavesRest } from '../../dispose/erasure.js';
import { type DisposalPlan, endsService, type LevelMethod, type PlanScope } from '../../dispose/plan.js';
import { coversAll, type PlaceFilter, Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import { takeInventory } from '../../inventory/take-inventory.js';
import { isUnopened, openedSince, readableAgain } from '../../inventory/unopened.js';
import { assertVanished } from '../../inventory/vanished.js';
import type { JobPorts } from '../../run/ports.js';
import { accountsOnlyPlan } from '../accounts/plan-accounts.js';
import { plannedAccounts } from '../accounts/planned-accounts.js';
import { assertMigrationsAccepted } from '../migration/unaccepted.js';
import { exceptionsIn } from './exceptions.js';
import { assertKnownObjects, withObjectIds } from './known-objects.js';
import { damagedUnits, noteLostKeys } from './lost-keys.js';
import { keepPlan, type WritePlanFiles } from './plan-on-file.js';
import { allKeys, partialKeys } from './planned-keys.js';
import { unitsOfHistory } from './units-of-history.js';

export interface MadePlan {
  plan: DisposalPlan;
  /** Canonical hash: what is approved and what the certificate names. */
  hash: string;
}

export interface PlanRequest {
  filter?: PlaceFilter;
  /** Only what has passed its retention period. */
  expired?: boolean;
  /** Also what has not: the prefecture is asked to agree. */
  despiteRetention?: boolean;
  /** Accounts and no records: they have appeared after these were erased. */
  accountsOnly?: boolean;
  /** Nothing is done before this instant. */
  notBefore?: Date;
}

/**
 * 終了計画書 as data (B3-1-1), from a fresh listing and the catalogue: complete by construction. Of the whole service, or
 * of the part that `filter` names; what is on hold or within its retention period is named as an exception.
 *
 * @param write - writes its files; without it the plan has none
 * @throws {Fault} usage `plan/nothing-in-scope`, `plan/bad-period`, `plan/unknown-object`, `plan/accounts-alone`, conflict `plan/not-classified` or
 *   `plan/not-protected`, denied `plan/migration-not-accepted`
 */
export async function makeDisposalPlan(
  ports: JobPorts,
  request: PlanRequest = {},
  signal?: AbortSignal,
  write?: WritePlanFiles<DisposalPlan>,
): Promise<MadePlan> {
  const { catalog, service, clock, actor } = ports;
  assertPartiesNamed(service.parties);
  if (request.accountsOnly) return kept(ports, await accountsOnlyPlan(ports, accountsOnly(request)), write);
  const planScope = withObjectIds(scopeOfRequest(request, clock.now()), ports);
  for (const id of planScope.systems ?? []) systemsOf(service, id);
  const systems = systemsOf(service).filter(({ id }) => planScope.systems?.includes(id) ?? true);
  for (const system of systems) await takeInventory(system, ports, signal);
  await assertVanished(systems, ports, signal);
  await assertKnownObjects(planScope, catalog);
  const retention = service.retention.map((rule) => ({ ...rule }));
  const exceptions = await exceptionsIn({ scope: planScope, retention }, ports);
  const selected = { scope: planScope, exceptions, retention };
  const selection = new Selection(selected);
  await assertReady(ports, selection);
  await assertMigrationsAccepted(
    ports,
    systems.map(({ id }) => id),
    (object) => selection.fateOf(placeOf(object)) === 'erased',
  );
  await noteLostKeys((object) => selection.fateOf(placeOf(object)) === 'erased', ports, signal);
  const scope = await scopeOf(systemsOf(service), catalog, selection);
  if (scope.lines.length === 0 && !(endsService(selected) && (await keysWereKept(ports))))
    throw nothingInScope(planScope);
  await assertStillUnreadable(scope.unreadable, ports, signal);
  const head = await catalog.auditHead();
  const levels = [...new Set(scope.lines.map(({ level }) => level))].sort((a, b) => b - a);
  const ends = endsService(selected);
  if (!ends)
    for (const unitId of await unitsOfHistory(systemsOf(service), selection, ports, signal))
      scope.otherUnitIds.add(unitId);
  const keys = ends ? await allKeys(ports) : await partialKeys(ports, scope);
  const damaged = await damagedUnits(keys, ports);
  const plan: DisposalPlan = {
    schema: 'kimitsu/disposal-plan/1',
    planId: randomId('plan'),
    createdAt: clock.now().toISOString(),
    createdBy: actor,
    parties: service.parties,
    people: {
      executes: service.parties.contractor.responsible,
      verifies: service.verifier,
      approves: [...service.approvers],
    },
    ...(request.notBefore ? { notBefore: request.notBefore.toISOString() } : {}),
    ...selected,
    lines: scope.lines,
    ...(scope.months ? { months: scope.months } : {}),
    kept: scope.kept,
    methods: levels.map((level) => methodFor(service.methods[level], ends)),
    keys,
    ...(damaged.length > 0 ? { damagedUnits: damaged } : {}),
    sharedUnits: ends ? [] : [...scope.unitIds].filter((unitId) => scope.otherUnitIds.has(unitId)).sort(),
    ...(scope.unreadable.length > 0 ? { unopened: scope.unreadable.length, unreadable: scope.unreadable } : {}),
    liveSystems: service.systems
      .filter(
        ({ id, access }) => access === 'live' && scope.lines.some(({ system, level }) => system === id && level === 3),
      )
      .map(({ name }) => name),
    // A service that goes on needs its accounts.
    ...(coversAll(planScope) ? { accounts: await plannedAccounts(ports) } : {}),
    disappeared: scope.disappeared,
    inventoryHash: scope.inventoryHash,
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
  return kept(ports, plan, write);
}

const kept = (ports: JobPorts, plan: DisposalPlan, write?: WritePlanFiles<DisposalPlan>): Promise<MadePlan> =>
  keepPlan(ports, plan, { inventoryHash: plan.inventoryHash }, write);

/** @throws {Fault} usage `plan/accounts-alone` when the request asks for records as well */
function accountsOnly({ filter = {}, expired, despiteRetention, notBefore }: PlanRequest): Date | undefined {
  const ofRecords = Object.values(filter).some((value) => value !== undefined) || expired || despiteRetention;
  if (!ofRecords) return notBefore;
  throw new Fault(
    'usage',
    'plan/accounts-alone',
    'a plan of accounts alone chooses no records',
    {},
    { hint: 'leave out what chooses records, or leave out --accounts-only' },
  );
}

/** @throws {Fault} usage `plan/bad-period` */
export function scopeOfRequest({ filter = {}, expired, despiteRetention }: PlanRequest, now: Date): PlanScope {
  const { from, to } = filter;
  for (const month of [from, to]) if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw badPeriod();
  if (from !== undefined && to !== undefined && from > to) throw badPeriod();
  const named = Object.entries(filter).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(named) as PlaceFilter),
    ...(expired ? { expiredOn: japaneseDay(now) } : {}),
    ...(despiteRetention ? { despiteRetention: true } : {}),
  };
}

/**
 * While the service goes on the keys of the key service stay, and what the store encrypts under them is deleted: only
 * envelopes, of level 3, are erased cryptographically then.
 */
function methodFor(method: LevelMethod, ends: boolean): LevelMethod {
  return ends || method.level === 3 ? { ...method } : { ...method, technique: 'delete' };
}

/** An erasure that left something for another plan has left the keys as well, whatever has become of the rest since. */
async function keysWereKept({ catalog }: JobPorts): Promise<boolean> {
  const latest = (await catalog.documents('erasure')).at(-1)?.body as unknown as ErasureRecord | undefined;
  return latest?.phase === 'complete' && leavesRest(latest);
}

function nothingInScope({ expiredOn }: PlanScope): Fault {
  const message = 'the store holds nothing that the plan would dispose of';
  const hint = expiredOn
    ? 'nothing has passed its retention period; see `retention` in kimitsu.yaml'
    : 'put records under data/<system>/ and run classify and enforce first';
  return new Fault('usage', 'plan/nothing-in-scope', message, {}, { hint });
}

/** B3-2-1: what a plan calls unreadable was tried when the plan was made. */
export async function assertStillUnreadable(
  named: Parameters<typeof openedSince>[0],
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<void> {
  const opened = await openedSince(named, ports, signal);
  if (opened.length > 0) throw readableAgain(opened.length);
}

function badPeriod(): Fault {
  return new Fault(
    'usage',
    'plan/bad-period',
    'a period goes from one month to another',
    {},
    { hint: 'e.g. --from 2026-04 --to 2026-09' },
  );
}

/** A document of record does not go out with the template's blanks in it. */
function assertPartiesNamed({ service, contractor, prefecture }: JobPorts['service']['parties']): void {
  const blanks = [service.contract, contractor.name, prefecture.name].filter((name) => name.includes(BLANK));
  if (blanks.length > 0)
    throw new Fault(
      'usage',
      'plan/parties-not-named',
      'contract, contractor or prefecture is not filled in',
      {},
      {
        hint: 'fill in service.contract, contractor.name and prefecture.name in kimitsu.yaml',
      },
    );
}

/** Level and protection of everything in scope must be known: the method follows the level (B3-2-2). */
async function assertReady({ catalog }: JobPorts, selection: Selection): Promise<void> {
  const count = { found: 0, classified: 0 };
  for (const state of ['found', 'classified'] as const)
    for await (const object of catalog.objects({ states: [state] }))
      if (selection.fateOf(placeOf(object)) === 'erased' && !isUnopened(object)) count[state] += 1;
  if (count.found > 0)
    throw new Fault('conflict', 'plan/not-classified', `${count.found} object(s) are not classified`, count, {
      hint: 'run `kimitsu classify`, then `kimitsu enforce`, then plan again',
    });
  if (count.classified > 0)
    throw new Fault('conflict', 'plan/not-protected', `${count.classified} object(s) are not protected yet`, count, {
      hint: 'run `kimitsu enforce`, then plan again',
    });
}
