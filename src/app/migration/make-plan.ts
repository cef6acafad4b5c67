import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { LEVELS } from '../../base/level.js';
import { BLANK } from '../../config/template.js';
import { renderMigrationPlan } from '../../documents/migration-plan.js';
import { Frozen } from '../../inventory/frozen.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import { takeInventory } from '../../inventory/take-inventory.js';
import { isUnopened } from '../../inventory/unopened.js';
import type { MigrationPlan, Receiver } from '../../migrate/plan.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';
import { noteLostKeys } from '../end-of-service/lost-keys.js';
import { keepPlan, pathsIn, type WritePlanFiles, writePlanFiles } from '../end-of-service/plan-on-file.js';
import { returnedRecords } from '../end-of-service/returned-records.js';
import { softwareVersion } from '../software-version.js';
import type { Workspace } from '../workspace.js';
import { countMoves } from './count-moves.js';
import { assertDestinationElsewhere } from './own-places.js';
import { type MigrationSetup, migrationSetup } from './receiver.js';
import { unreadableVersions } from './unreadable-versions.js';

export interface MadeMigrationPlan {
  plan: MigrationPlan;
  /** Canonical hash: what is approved, and what packages and acceptances name. */
  hash: string;
}

/**
 * 移行計画書 as data (B3-1-1), from a fresh listing and the catalogue.
 * @throws {Fault} usage `migrate/not-configured`, `plan/nothing-in-scope`, conflict `plan/not-classified`,
 *   `plan/not-protected`, `migrate/record-returned`
 */
export async function makeMigrationPlan(
  ports: JobPorts,
  setup: MigrationSetup,
  system?: string,
  signal?: AbortSignal,
  write?: WritePlanFiles<MigrationPlan>,
): Promise<MadeMigrationPlan> {
  const { catalog, service, clock, actor, objects } = ports;
  assertNamed([service.parties.service.contract, service.parties.contractor.name, service.parties.prefecture.name]);
  const systems = (await Frozen.in(catalog)).without(systemsOf(service, system));
  for (const settings of systems) await takeInventory(settings, ports, signal);
  const ids = new Set(systems.map(({ id }) => id));
  await noteLostKeys((object) => ids.has(object.system), ports, signal);
  await assertReady(ports, systems);
  await assertNoneReturned(ports, systems);
  const scope = await scopeOf(systems, catalog);
  const { history } = setup.config;
  const notHandedOver = await unreadableVersions(systems, history, ports, signal);
  const { moved, leftBehind } = await countMoves(systems, { history, notHandedOver }, ports);
  if (moved.length === 0)
    throw new Fault('usage', 'plan/nothing-in-scope', 'the store holds nothing to hand over', {}, { hint: READY });
  assertWhole(scope.lines, moved, leftBehind);
  const head = await catalog.auditHead();
  const planId = randomId('plan');
  const { schedule } = setup.config;
  const plan: MigrationPlan = {
    schema: 'kimitsu/migration-plan/1',
    planId,
    createdAt: clock.now().toISOString(),
    createdBy: actor,
    parties: service.parties,
    verifier: service.verifier,
    receiver: receiverOf(setup),
    scope: systems.length === service.systems.length ? {} : { systems: systems.map(({ id }) => id) },
    lines: scope.lines,
    moved,
    methods: LEVELS.filter((level) => moved.some((line) => line.level === level)).map((level) => ({
      level,
      protection: setup.protection.mode,
      readBack: 'full',
    })),
    leftBehind,
    ...(notHandedOver.length > 0 ? { notHandedOver } : {}),
    disappeared: scope.disappeared,
    packages: systems
      .filter(({ id }) => moved.some((line) => line.system === id))
      .map(({ id, bucket, prefix }) => ({
        system: id,
        name: `${service.parties.service.id}-${id}-${planId.slice(-8)}`,
        source: prefix === undefined ? bucket : `${bucket}/${prefix}`,
      })),
    form: setup.config.form,
    destination: setup.destination,
    protection: setup.protection,
    history,
    schedule: {
      ...(schedule.from === undefined ? {} : { from: schedule.from }),
      ...(schedule.until === undefined ? {} : { until: schedule.until }),
    },
    tools: { store: objects.product.name, software: `kimitsu ${await softwareVersion()}` },
    inventoryHash: scope.inventoryHash,
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
  return keepPlan(ports, plan, { inventoryHash: plan.inventoryHash }, write);
}

/** B3-2-1: what was erased and has been put back is handed over to nobody before people have decided what it is. */
async function assertNoneReturned({ catalog }: JobPorts, systems: readonly SystemSettings[]): Promise<void> {
  const records = await returnedRecords(catalog, new Set(systems.map(({ id }) => id)));
  if (records > 0)
    throw new Fault(
      'conflict',
      'migrate/record-returned',
      'records that were erased seem to lie in the store again, and nobody has decided what they are',
      { records },
      { hint: 'see `kimitsu review list` and decide on each of them, then plan again' },
    );
}

/**
 * Makes the plan and writes it as canonical JSON and as 移行計画書 (PDF) under `plans/`.
 * @throws {Fault} as `makeMigrationPlan`; usage `migrate/destination-inside`
 */
export async function planMigration(
  workspace: Workspace,
  system?: string,
  signal?: AbortSignal,
): Promise<MadeMigrationPlan & { json: string; pdf: string }> {
  const setup = await migrationSetup(workspace);
  await assertDestinationElsewhere(workspace.dir, workspace.config);
  const folder = await workspace.folder('plans');
  const made = await makeMigrationPlan(workspace.ports, setup, system, signal, ({ plan, hash }) =>
    writePlanFiles(folder, plan, () => renderMigrationPlan(plan, hash)),
  );
  return { ...made, ...pathsIn(folder, made.plan) };
}

const READY = 'put records in, run `kimitsu classify` and `kimitsu enforce`, then plan again';

function receiverOf({ config: { receiver }, acceptanceKey }: MigrationSetup): Receiver {
  return {
    name: receiver.name,
    ...(receiver.office === undefined ? {} : { office: receiver.office }),
    contact: receiver.contact,
    fingerprint: acceptanceKey.fingerprint,
  };
}

/** A document of record does not go out with the template's blanks in it. */
function assertNamed(names: readonly string[]): void {
  if (names.some((name) => name.includes(BLANK)))
    throw new Fault(
      'usage',
      'plan/parties-not-named',
      'contract, contractor or prefecture is not filled in',
      {},
      { hint: 'fill in service.contract, contractor.name and prefecture.name in kimitsu.yaml' },
    );
}

/** B3-2-1: what moves and what stays is everything that is stored. */
function assertWhole(...[stored, moved, left]: { versions: number }[][]): void {
  const sum = (lines: { versions: number }[] = []): number =>
    lines.reduce((total, { versions }) => total + versions, 0);
  if (sum(stored) !== sum(moved) + sum(left))
    throw new Fault('bug', 'migrate/not-reconciled', 'what moves and what stays is not what is stored', {
      stored: sum(stored),
      moved: sum(moved),
      left: sum(left),
    });
}

/** The level of everything that moves must be known (B3-2-2), and nothing is to be rewritten after the plan. */
async function assertReady({ catalog }: JobPorts, systems: readonly SystemSettings[]): Promise<void> {
  const count = { found: 0, classified: 0 };
  for (const { id: system } of systems)
    for (const state of ['found', 'classified'] as const)
      for await (const object of catalog.objects({ system, states: [state] }))
        if (!isUnopened(object)) count[state] += 1;
  const hint = READY;
  if (count.found > 0)
    throw new Fault('conflict', 'plan/not-classified', `${count.found} object(s) are not classified`, count, { hint });
  if (count.classified > 0)
    throw new Fault('conflict', 'plan/not-protected', `${count.classified} object(s) are not protected`, count, {
      hint,
    });
}
