import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { LEVELS, type Level } from '../../base/level.js';
import { BLANK } from '../../config/template.js';
import { METHODS } from '../../dispose/methods.js';
import type { DisposalPlan, PlannedKey } from '../../dispose/plan.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import { takeInventory } from '../../inventory/take-inventory.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import type { JobPorts } from '../../run/ports.js';

export interface MadePlan {
  plan: DisposalPlan;
  /** Canonical hash: what is approved and what the certificate names. */
  hash: string;
}

/**
 * 終了計画書 as data (B3-1-1), from a fresh listing and the catalogue: complete by construction.
 * @throws {Fault} usage `plan/nothing-in-scope`, conflict `plan/not-classified` or `plan/not-protected`
 */
export async function makeDisposalPlan(ports: JobPorts, signal?: AbortSignal): Promise<MadePlan> {
  const { catalog, service, clock, actor } = ports;
  assertPartiesNamed(service.parties);
  const systems = systemsOf(service);
  for (const system of systems) await takeInventory(system, ports, signal);
  await assertReady(ports);
  const scope = await scopeOf(systems, catalog);
  if (scope.lines.length === 0)
    throw new Fault(
      'usage',
      'plan/nothing-in-scope',
      'the store holds nothing to dispose of',
      {},
      {
        hint: 'put records under data/<system>/ and run classify and enforce first',
      },
    );
  const head = await catalog.auditHead();
  const levels = [...new Set(scope.lines.map(({ level }) => level))].sort((a, b) => b - a);
  const plan: DisposalPlan = {
    schema: 'kimitsu/disposal-plan/1',
    planId: randomId('plan'),
    createdAt: clock.now().toISOString(),
    createdBy: actor,
    parties: service.parties,
    scope: {},
    lines: scope.lines,
    methods: levels.map((level) => METHODS[level]),
    keys: await plannedKeys(ports),
    disappeared: scope.disappeared,
    exceptions: [],
    inventoryHash: scope.inventoryHash,
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
  const hash = canonicalHash(plan);
  await catalog.saveDocument({ kind: 'plan', id: plan.planId, parentId: undefined, body: { plan, hash } as never }, [
    { actor, action: 'plan.made', subject: plan.planId, detail: { hash, inventoryHash: plan.inventoryHash } },
  ]);
  return { plan, hash };
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
async function assertReady({ catalog }: JobPorts): Promise<void> {
  const count = { found: 0, classified: 0 };
  for (const line of await catalog.inventory())
    if (line.state === 'found' || line.state === 'classified') count[line.state] += line.objects;
  if (count.found > 0)
    throw new Fault('conflict', 'plan/not-classified', `${count.found} object(s) are not classified`, count, {
      hint: 'run `kimitsu classify`, then `kimitsu enforce`, then plan again',
    });
  if (count.classified > 0)
    throw new Fault('conflict', 'plan/not-protected', `${count.classified} object(s) are not protected yet`, count, {
      hint: 'run `kimitsu enforce`, then plan again',
    });
}

/**
 * The service's own keys of the key service, one per level and any older one that unit keys are wrapped by, each with
 * its unit keys. In an account that several services share, no other service's key is among them.
 */
async function plannedKeys({ unitKeyStore, keys, service }: JobPorts): Promise<PlannedKey[]> {
  const units = new Map<string, UnitKeyRecord[]>();
  for await (const unit of unitKeyStore.list()) units.set(unit.kmsKeyId, [...(units.get(unit.kmsKeyId) ?? []), unit]);
  const planned = new Map<string, PlannedKey>();
  const plan = async (name: string, level: Level): Promise<void> => {
    const key = await keys.describeKey(name);
    if (!key || planned.has(key.keyId)) return;
    planned.set(key.keyId, {
      kmsKeyId: key.keyId,
      alias: key.alias ?? '',
      level,
      waitingDays: service.waitingDays,
      unitIds: (units.get(key.keyId) ?? []).map(({ unitId }) => unitId).sort(),
    });
  };
  for (const level of LEVELS) await plan(levelKeyAlias(service.parties.service.id, level), level);
  for (const [kmsKeyId, [first]] of units) if (first) await plan(kmsKeyId, first.level);
  return [...planned.values()].sort((a, b) => (a.alias < b.alias ? -1 : 1));
}
