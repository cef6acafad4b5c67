import { LEVELS, type Level } from '../../base/level.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { KeyEvent } from '../../documents/key-lifecycle-data.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';
import type { KeyState } from '../../ports/key-service.js';

/** What is written down about keys, by key id or unit id; each list oldest first. */
export interface RecordedEvents {
  kmsKeys: Map<string, KeyEvent[]>;
  unitKeys: Map<string, KeyEvent[]>;
  /** By what name and for which level each KMS key was made: the service forgets both with the key. */
  made: Map<string, { alias?: string; level?: Level }>;
}

/** Actions on keys are `kms-key.<event>` and `unit-key.<event>`, with the key's name in their detail. */
const ACTION = /^(kms|unit)-key\.(.+)$/;

/** Reads the audit log to its end, and what only the records of erasures tell. */
export async function recordedEvents(catalog: Catalog): Promise<RecordedEvents> {
  const events: RecordedEvents = { kmsKeys: new Map(), unitKeys: new Map(), made: new Map() };
  for await (const entry of catalog.auditEntries()) {
    const [, kind, event] = ACTION.exec(entry.action) ?? [];
    if (event === undefined) continue;
    const detail = detailOf(entry);
    const name = kind === 'kms' ? detail.kmsKeyId : detail.unitId;
    if (name === undefined) continue;
    add(kind === 'kms' ? events.kmsKeys : events.unitKeys, name, eventOf(entry, event, detail));
    if (kind === 'kms' && event === 'created') events.made.set(name, madeOf(entry));
  }
  for (const { body } of await catalog.documents('erasure')) addDisabling(events, body as unknown as ErasureRecord);
  return events;
}

/** An erasure disables a key before it schedules its deletion, and its record holds the time. */
function addDisabling(
  { kmsKeys, made }: RecordedEvents,
  { erasureId, executedBy, kmsKeys: erased }: ErasureRecord,
): void {
  for (const { kmsKeyId, disabledAt, alias, level } of erased) {
    if (!made.has(kmsKeyId)) made.set(kmsKeyId, { alias, level });
    const known = kmsKeys.get(kmsKeyId) ?? [];
    const scheduled = known.findIndex(({ event }) => event === 'deletion-scheduled');
    if (known.some(({ event }, index) => event === 'disabled' && (scheduled < 0 || index <= scheduled))) continue;
    const evidence = { source: 'erasure', erasureId } as const;
    add(kmsKeys, kmsKeyId, { event: 'disabled', at: disabledAt, actor: executedBy, evidence });
  }
}

function add(events: Map<string, KeyEvent[]>, name: string, event: KeyEvent): void {
  const known = events.get(name) ?? [];
  // Sorting is stable: entries of one moment keep the order of the log.
  events.set(
    name,
    [...known, event].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  );
}

function madeOf({ detail }: AuditEntry): { alias?: string; level?: Level } {
  const { alias, level } = detail as { alias?: unknown; level?: unknown };
  return {
    ...(typeof alias === 'string' ? { alias } : {}),
    ...(LEVELS.includes(level as Level) ? { level: level as Level } : {}),
  };
}

type Detail = Partial<Record<'kmsKeyId' | 'unitId' | 'state' | 'materialId' | 'deletionDate', string>>;

function detailOf({ detail }: AuditEntry): Detail {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return {};
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => typeof value === 'string'));
}

function eventOf({ at, actor, seq, hash }: AuditEntry, event: string, detail: Detail): KeyEvent {
  const { materialId, deletionDate } = detail;
  const state = detail.state as KeyState | undefined;
  return {
    event,
    at,
    actor,
    evidence: { source: 'audit', seq, hash },
    ...(state === undefined ? {} : { state }),
    ...(materialId === undefined ? {} : { materialId }),
    ...(deletionDate === undefined ? {} : { deletionDate }),
  };
}
