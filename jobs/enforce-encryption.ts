import { z } from 'zod';
import { Fault } from '../src/base/fault.js';
import { systemOf, systemsOf, withoutFrozen } from '../src/inventory/systems.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import type { CatalogObject, Protection } from '../src/ports/catalog.js';
import type { ObjectHead } from '../src/ports/object-store.js';
import { envelopeContext, envelopeHeader } from '../src/protect/clear-content.js';
import { desiredProtection, foundProtection, protectionOf } from '../src/protect/protection.js';
import { type Unit, unitIdOf } from '../src/protect/unit-keys.js';
import { sameContent, writeProtected } from '../src/protect/write-protected.js';
import { defineJob } from '../src/run/job.js';
import type { JobPorts } from '../src/run/ports.js';

export const EnforceEncryption = z.strictObject({ system: z.string().optional() });
export type EnforceEncryption = z.infer<typeof EnforceEncryption>;

const NEEDS = ['catalog', 'objects', 'unitKeys', 'levelKeys', 'seal', 'service', 'clock', 'actor'] as const;
type Ports = Pick<JobPorts, (typeof NEEDS)[number]>;

interface Enforced {
  protection: Protection;
  key: string;
  /** Versions replaced by a protected one of the same content and destroyed. */
  replaced: string[];
}

/**
 * Brings every classified object to the encryption that its level asks for. A rewritten object is read back and
 * compared by hash before the version it replaces is destroyed; what is protected already is left alone.
 */
export const enforceEncryption = defineJob({
  name: 'enforce-encryption',
  effect: 'writes',
  input: EnforceEncryption,
  needs: NEEDS,

  async *plan({ system }, ports, signal): AsyncIterable<CatalogObject> {
    const { catalog, service } = ports;
    for (const settings of await withoutFrozen(systemsOf(service, system), catalog)) {
      await takeInventory(settings, ports, signal, 'routine');
      for await (const object of catalog.objects({ system: settings.id, states: ['classified', 'protected'] }))
        if (needsWork(object, settings.access)) yield object;
    }
  },

  async apply(object, ports, signal): Promise<Enforced> {
    const { objects, seal, service, catalog, clock } = ports;
    const { bucket, access } = systemOf(service, object.system);
    const key = seal.open(object.sealedKey);
    const level = object.classification?.level ?? 3;
    const mode = desiredProtection(level, access);
    const current = await objects.head({ bucket, key }, { signal });
    if (current?.etag !== object.etag) throw changed(object);
    const unit: Unit = { system: object.system, level, period: object.lastModified.slice(0, 7) };
    if (await holdsNothing(current, ports, signal))
      return { key, replaced: [], protection: nothing(current, clock.now()) };
    const header = await envelopeHeader(current, objects);
    const state = protectionOf(current, header, { mode });
    const context = envelopeContext(service.parties.service.id, object.system, object.objectId);
    const after = state.satisfied ? current : await writeProtected(current, { mode, unit, context }, ports, signal);
    const found = state.satisfied ? foundProtection(current, header) : mode;
    const unitId = found === 'envelope' ? (header?.keyName ?? unitIdOf(unit)) : undefined;
    const replaced = mode === 'default' ? [] : await destroyReplaced(object, after, ports, signal);
    return {
      key,
      replaced,
      protection: {
        mode: found,
        unitId,
        kmsKeyId: after.encryption.mode === 'kms' ? after.encryption.keyId : undefined,
        versionId: after.versionId,
        etag: after.etag,
        storedBytes: after.size,
        plaintextHistory: await plaintextHistory(object, catalog, found),
        protectedAt: clock.now().toISOString(),
      },
    };
  },

  async verify(object, { key, protection }, { objects, service }, signal) {
    const { bucket, access } = systemOf(service, object.system);
    const head = await objects.head({ bucket, key }, { signal });
    if (head?.versionId !== protection.versionId) throw changed(object);
    if (await holdsNothing(head, { objects }, signal)) return;
    const mode = desiredProtection(object.classification?.level ?? 3, access);
    const state = protectionOf(head, await envelopeHeader(head, objects), { mode });
    if (!state.satisfied)
      throw new Fault('integrity', state.reason, 'the object is not protected as its level asks', {
        objectId: object.objectId,
      });
  },

  async record(done, { catalog, actor }) {
    await catalog.saveVersions(
      done.flatMap(({ item, result }) => [
        versionOf(
          item,
          result.protection.versionId,
          result.protection.mode === 'default',
          'present',
          result.protection,
        ),
        ...result.replaced.map((id) => versionOf(item, id, true, 'destroyed', result.protection)),
      ]),
      [],
    );
    await catalog.saveProtected(
      done.map(({ item, result }) => ({ objectId: item.objectId, protection: result.protection })),
      [
        {
          actor,
          action: 'objects.protected',
          subject: `${done.length} object(s)`,
          detail: done.map(({ item, result: { protection, replaced } }) => ({
            objectId: item.objectId,
            mode: protection.mode,
            unitId: protection.unitId ?? null,
            replaced: replaced.length,
          })),
        },
      ],
    );
  },
});

/** A link or a pipe in the embedded store: a name without content of its own, so there is nothing to encrypt. */
async function holdsNothing(
  head: ObjectHead,
  { objects }: Pick<Ports, 'objects'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (head.size > 0) return false;
  try {
    for await (const _ of await objects.get(head, { signal }));
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === 'store/not-a-file') return true;
    throw error;
  }
}

function nothing({ versionId, etag }: ObjectHead, now: Date): Protection {
  return {
    mode: 'default',
    unitId: undefined,
    kmsKeyId: undefined,
    versionId,
    etag,
    storedBytes: 0,
    plaintextHistory: 'unknown',
    protectedAt: now.toISOString(),
  };
}

/** A second run over unchanged objects costs the listing only: what the store shows is what was protected. */
function needsWork({ state, etag, protection, classification }: CatalogObject, access: 'archive' | 'live'): boolean {
  if (state !== 'protected' || protection?.etag !== etag) return true;
  const strength = { default: 0, 'store-kms': 1, envelope: 2 };
  return strength[protection.mode] < strength[desiredProtection(classification?.level ?? 3, access)];
}

/**
 * Destroys weaker-protected versions whose content the protected one was shown to have. The record opens first, so
 * that a crash in between does not make them look lost. Versions with other content stay: they are history.
 */
async function destroyReplaced(
  object: CatalogObject,
  after: ObjectHead,
  ports: Ports,
  signal: AbortSignal,
): Promise<string[]> {
  const { objects, catalog, actor } = ports;
  const context = envelopeContext(ports.service.parties.service.id, object.system, object.objectId);
  const replaced: string[] = [];
  for (const version of await objects.versionsOf(after, { signal })) {
    if (version.versionId === after.versionId || version.deleteMarker) continue;
    const head = await objects.head(version, { signal });
    if (!head || foundProtection(head, await envelopeHeader(head, objects)) !== 'default') continue;
    if (!(await sameContent(head, after, context, ports, signal))) continue;
    await catalog.saveVersions(
      [versionOf(object, version.versionId, true, 'present', undefined, 'superseded')],
      [{ actor, action: 'version.superseded', subject: object.objectId }],
    );
    await objects.destroyVersion(head, { signal });
    replaced.push(version.versionId);
  }
  return replaced;
}

async function plaintextHistory(
  object: CatalogObject,
  catalog: Ports['catalog'],
  found: Protection['mode'],
): Promise<Protection['plaintextHistory']> {
  if (found === 'default' || object.protection?.plaintextHistory === 'plaintext-before') return 'plaintext-before';
  for await (const version of catalog.versions({ objectId: object.objectId }))
    if (version.plaintext) return 'plaintext-before';
  return 'never';
}

function versionOf(
  object: CatalogObject,
  versionId: string,
  plaintext: boolean,
  state: 'present' | 'destroyed',
  protection: Protection | undefined,
  reason?: string,
): Parameters<JobPorts['catalog']['saveVersions']>[0][number] {
  const destroyed = state === 'destroyed';
  return {
    objectId: object.objectId,
    system: object.system,
    versionId,
    item: 'version',
    size: destroyed || !protection ? object.size : protection.storedBytes,
    plaintext,
    state,
    level: object.classification?.level,
    destroyedAt: destroyed ? protection?.protectedAt : undefined,
    reason: destroyed ? 'superseded' : reason,
  };
}

function changed(object: CatalogObject): Fault {
  return new Fault(
    'conflict',
    'enforce/changed',
    'the object changed since it was listed',
    { objectId: object.objectId },
    {
      hint: 'the next run takes it as it is then',
    },
  );
}
