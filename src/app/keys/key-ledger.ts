import { Fault } from '../../base/fault.js';
import { LEVELS, type Level } from '../../base/level.js';
import type { KeyEvent, KeyLedger, KmsKeyLife, UnitKeyLife } from '../../documents/key-lifecycle-data.js';
import type { KeyDescription, KeyMaterial, KeyService } from '../../ports/key-service.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import type { JobPorts } from '../../run/ports.js';
import { type RecordedEvents, recordedEvents } from './key-events.js';
import { kmsKeyDeviations, rotatedTo, unitKeyDeviations } from './reconcile-keys.js';

export type LedgerPorts = Pick<JobPorts, 'catalog' | 'keys' | 'unitKeyStore' | 'service' | 'clock'>;

/**
 * The life of every key (B2-4-2): what is written down about it, beside what key service and key store show now.
 * Of the key service only keys of this service are asked for: by their aliases, and by whatever names them.
 */
export async function keyLedger(ports: LedgerPorts): Promise<KeyLedger> {
  const { catalog, unitKeyStore } = ports;
  const events = await recordedEvents(catalog);
  const units = new Map<string, UnitKeyRecord>();
  for await (const record of unitKeyStore.list()) units.set(record.unitId, record);
  const aliases = new Set(LEVELS.map((level) => levelKeyAlias(ports.service.parties.service.id, level)));
  const named = [...events.kmsKeys.keys(), ...[...units.values()].map(({ kmsKeyId }) => kmsKeyId)];
  const lives = new Map<string, KmsKeyLife>();
  for (const name of [...aliases, ...named]) {
    if (lives.has(name)) continue;
    const shown = await ports.keys.describeKey(name);
    const keyId = shown?.keyId ?? (aliases.has(name) ? undefined : name);
    if (keyId === undefined || lives.has(keyId)) continue;
    lives.set(keyId, await kmsKeyLife(keyId, shown, events, units, ports));
  }
  const unitIds = [...new Set([...units.keys(), ...events.unitKeys.keys()])].sort();
  return {
    kmsKeys: [...lives.values()].sort(
      (a, b) => (b.level ?? 0) - (a.level ?? 0) || (a.createdAt ?? '').localeCompare(b.createdAt ?? ''),
    ),
    unitKeys: unitIds.map((unitId) => unitKeyLife(unitId, units.get(unitId), events.unitKeys.get(unitId) ?? [])),
  };
}

async function kmsKeyLife(
  keyId: string,
  shown: KeyDescription | undefined,
  events: RecordedEvents,
  units: ReadonlyMap<string, UnitKeyRecord>,
  { keys, clock, service }: LedgerPorts,
): Promise<KmsKeyLife> {
  const recorded = events.kmsKeys.get(keyId) ?? [];
  const made = events.made.get(keyId);
  const alias = shown?.alias ?? made?.alias;
  const materials = shown && (await materialsOf(keys, keyId));
  const wrapped = [...units.values()].filter(({ kmsKeyId }) => kmsKeyId === keyId);
  const deviations = kmsKeyDeviations(recorded, shown && { ...shown, materials: materials ?? [] }, clock.now());
  const destroyed = recorded.at(-1)?.event === 'destroyed';
  return {
    keyId,
    alias,
    level:
      LEVELS.find((level) => levelKeyAlias(service.parties.service.id, level) === alias) ??
      made?.level ??
      wrapped[0]?.level,
    state: shown?.state ?? (destroyed ? 'Destroyed' : 'Missing'),
    origin: shown?.origin,
    createdAt: shown?.createdAt.toISOString() ?? recorded.find(({ event }) => event === 'created')?.at,
    deletionDate: shown?.deletionDate?.toISOString(),
    materials: materials?.map(({ materialId, state, present, rotatedAt }) => ({
      materialId,
      state,
      present,
      ...(rotatedAt === undefined ? {} : { rotatedAt: rotatedAt.toISOString() }),
    })),
    unitKeys: wrapped.length,
    events: withRotations(recorded, materials ?? []),
    deviations,
  };
}

/** Rotations that the service made by itself, or that somebody asked of it past kimitsu. */
function withRotations(recorded: readonly KeyEvent[], materials: readonly KeyMaterial[]): KeyEvent[] {
  const known = rotatedTo(recorded);
  const own = materials.flatMap(({ materialId, rotatedAt }): KeyEvent[] =>
    rotatedAt === undefined || known.has(materialId)
      ? []
      : [
          {
            event: 'rotated',
            at: rotatedAt.toISOString(),
            actor: undefined,
            evidence: { source: 'key-service' },
            materialId,
          },
        ],
  );
  return [...recorded, ...own].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function unitKeyLife(unitId: string, record: UnitKeyRecord | undefined, events: readonly KeyEvent[]): UnitKeyLife {
  const [system = '', level = '3', period = ''] = unitId.split('/');
  const created = events.findLast(({ event }) => event === 'created');
  const destroyed = events.at(-1)?.event === 'destroyed';
  return {
    unitId,
    system: record?.system ?? system,
    level: record?.level ?? (Number(level) as Level),
    period: record?.period ?? period,
    kmsKeyId: record?.kmsKeyId,
    createdAt: record?.createdAt ?? created?.at,
    state: record ? 'Present' : destroyed ? 'Destroyed' : 'Missing',
    events: [...events],
    deviations: unitKeyDeviations(events, record !== undefined),
  };
}

/** Undefined where the service does not tell: no permission, or not in this state. */
async function materialsOf(keys: KeyService, keyId: string): Promise<KeyMaterial[] | undefined> {
  try {
    return await keys.materialsOf(keyId);
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'denied' || error.kind === 'conflict')) return undefined;
    throw error;
  }
}
