import { z } from 'zod';
import { Fault } from '../src/base/fault.js';
import { japaneseMonth } from '../src/base/japanese-day.js';
import { isUnreadableCode } from '../src/base/unreadable-code.js';
import { awaitingProtection, LEVEL_UNKNOWN } from '../src/inventory/awaiting-protection.js';
import { FORMER_KEY, formerUnit, isNotOpened } from '../src/inventory/former-key.js';
import { Frozen } from '../src/inventory/frozen.js';
import { systemOf, systemsOf } from '../src/inventory/systems.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import { isUnopened, noteIfUnopened, noteOpenedAgain } from '../src/inventory/unopened.js';
import type { CatalogObject, Protection } from '../src/ports/catalog.js';
import type { NotKept, ObjectHead } from '../src/ports/object-store.js';
import { assertOpens, envelopeContext, envelopeHeader, holdsNothing } from '../src/protect/clear-content.js';
import { type Drift, driftNote, driftOf } from '../src/protect/drift.js';
import type { MessageHeader } from '../src/protect/message-header.js';
import { desiredProtection, protectionOf, type WantedProtection } from '../src/protect/protection.js';
import {
  destroyedVersion,
  plaintextHistory,
  protectedVersion,
  unprotectable,
} from '../src/protect/protection-record.js';
import {
  destroyReplaced,
  hasLockedPlaintext,
  LOCKED_PLAINTEXT,
  type Replaced,
} from '../src/protect/replaced-versions.js';
import { type Unit, unitIdOf } from '../src/protect/unit-keys.js';
import { writeProtected } from '../src/protect/write-protected.js';
import { defineJob } from '../src/run/job.js';
import type { JobPorts } from '../src/run/ports.js';

/** `everyObject`: asks the store about each, also where the listing shows no change. */
export const EnforceEncryption = z.strictObject({
  system: z.string().optional(),
  everyObject: z.boolean().optional(),
});
export type EnforceEncryption = z.infer<typeof EnforceEncryption>;

const NEEDS = ['catalog', 'objects', 'unitKeys', 'levelKeys', 'seal', 'service', 'clock', 'actor'] as const;
type Ports = Pick<JobPorts, (typeof NEEDS)[number]>;

interface Enforced {
  key: string;
  /** Undefined: found exactly as it was recorded. */
  protection: Protection | undefined;
  /** Versions of the same content that were protected less. */
  replaced: Replaced;
  /** What somebody else had changed about its protection. */
  drift: Drift | undefined;
  notKept: readonly NotKept[];
  /** Its content was changed after it had been protected, and has not been classified since. */
  levelUnknown: boolean;
  /** It is ciphertext of an erased record, which no key opens: left as it is. */
  formerKey?: true;
}

const NOTHING_REPLACED: Replaced = { destroyed: [], locked: 0 };

/**
 * Brings every classified object to the encryption that its level asks for. A rewritten object is read back and
 * compared by hash before the version it replaces is destroyed; what is protected already is left alone.
 */
export const enforceEncryption = defineJob({
  name: 'enforce-encryption',
  effect: 'writes',
  input: EnforceEncryption,
  needs: NEEDS,

  async *plan({ system, everyObject = false }, ports, signal, passOver): AsyncIterable<CatalogObject> {
    const { catalog, service } = ports;
    const frozen = await Frozen.in(catalog);
    for (const settings of frozen.without(systemsOf(service, system))) {
      const { unlisted } = await takeInventory(settings, ports, signal, 'routine');
      for (const folder of unlisted) passOver({ system: settings.id, folder });
      yield* awaitingProtection(settings, { everyObject, frozen }, ports, signal);
    }
  },

  bytesOf: ({ size }) => size,

  async apply(object, ports, signal): Promise<Enforced> {
    const { objects, seal, service, clock } = ports;
    const { bucket } = systemOf(service, object.system);
    const key = seal.open(object.sealedKey);
    const head = await objects.head({ bucket, key }, { signal });
    if (head?.etag !== object.etag) throw changed(object);
    const levelUnknown = object.classification?.classifierVersion === LEVEL_UNKNOWN;
    const left = { key, replaced: NOTHING_REPLACED, drift: undefined, notKept: [], levelUnknown };
    if (await holdsNothing(head, objects, signal)) return { ...left, protection: unprotectable(head, clock.now()) };
    try {
      return { ...left, ...(await brought(object, head, ports, signal)) };
    } catch (error) {
      if (!(error instanceof Fault && isUnreadableCode(error.code))) throw error;
      // Whoever classified it has not read it to its end; and a plan has to name what it cannot claim to be readable.
      await noteIfUnopened(object, ports, signal);
      if (!isNotOpened(error.code)) throw error;
      // What cannot be opened by anybody any more is no failure of tonight's run, nor of any other night's. (B3-2-1)
      if ((await formerUnit(head, service.parties.service.id, ports, signal)) === undefined) throw error;
      return { ...left, protection: undefined, formerKey: true };
    }
  },

  async verify(object, { key, protection }, ports, signal) {
    if (!protection) return;
    const { bucket, access } = systemOf(ports.service, object.system);
    const head = await ports.objects.head({ bucket, key }, { signal });
    if (head?.versionId !== protection.versionId) throw changed(object);
    if (await holdsNothing(head, ports.objects, signal)) return;
    const mode = desiredProtection(object.classification?.level ?? 3, access);
    const header = await envelopeHeader(head, ports.objects);
    const state = protectionOf(head, header, await wantedOf(object, mode, header, ports));
    if (!state.satisfied)
      throw new Fault('integrity', state.reason, 'the object is not protected as its level asks', {
        objectId: object.objectId,
      });
  },

  notes: ({ drift, replaced, notKept, levelUnknown, formerKey }) => [
    ...(formerKey ? [FORMER_KEY] : []),
    ...(drift ? [driftNote(drift)] : []),
    ...(levelUnknown ? [LEVEL_UNKNOWN] : []),
    ...(replaced.locked > 0 ? [LOCKED_PLAINTEXT] : []),
    ...notKept.map((what) => `enforce/${what}-not-kept`),
  ],

  async record(done, { catalog, actor }) {
    const brought = done.flatMap(({ item, result: { protection, replaced, notKept } }) =>
      protection ? [{ item, protection, replaced, notKept }] : [],
    );
    if (brought.length === 0) return;
    await catalog.saveVersions(
      brought.flatMap(({ item, protection, replaced }) => [
        protectedVersion(item, protection),
        ...replaced.destroyed.map((version) => destroyedVersion(item, version, protection.protectedAt)),
      ]),
      [],
    );
    await catalog.saveProtected(
      brought.map(({ item, protection }) => ({ objectId: item.objectId, protection })),
      [
        {
          actor,
          action: 'objects.protected',
          subject: `${brought.length} object(s)`,
          detail: brought.map(({ item, protection, replaced, notKept }) => ({
            objectId: item.objectId,
            mode: protection.mode,
            unitId: protection.unitId ?? null,
            replaced: replaced.destroyed.length,
            ...(notKept.length > 0 ? { notKept: [...notKept] } : {}),
          })),
        },
      ],
    );
    await noteOpenedAgain(brought, catalog);
  },
});

/** Brings one object to the protection of its level. Without `protection`: it was found exactly as it was recorded. */
async function brought(
  object: CatalogObject,
  head: ObjectHead,
  ports: Ports,
  signal: AbortSignal,
): Promise<Pick<Enforced, 'protection'> & Partial<Enforced>> {
  const { objects, service, catalog, clock, actor } = ports;
  const mode = desiredProtection(object.classification?.level ?? 3, systemOf(service, object.system).access);
  const recorded = object.protection?.versionId === head.versionId ? object.protection : undefined;
  // A version never changes its content, so what was recorded as no envelope is none.
  const header = recorded && recorded.mode !== 'envelope' ? undefined : await envelopeHeader(head, objects);
  const wanted = await wantedOf(object, mode, header, ports);
  const state = protectionOf(head, header, wanted);
  const settled = state.satisfied && recorded?.mode === state.found && object.state === 'protected';
  if (settled && !(await hasLockedPlaintext(object.objectId, catalog))) return { protection: undefined };

  const drift = state.satisfied ? undefined : await driftOf(object, head, header, objects);
  if (drift) {
    const detail = { reason: drift, was: object.protection?.mode ?? null, found: state.found };
    await catalog.appendAudit([{ actor, action: 'object.drifted', subject: object.objectId, detail }]);
  }
  const context = envelopeContext(service.parties.service.id, object.system, object.objectId);
  // Its header says of an envelope that nobody here has written whatever its writer liked; one that was written here and
  // erased may be there again without its key.
  const isKnown = recorded?.mode === 'envelope' && recorded.etag === head.etag && !isUnopened(object);
  if (state.satisfied && header && !isKnown) await assertOpens(head, ports, context, signal);
  const unit = unitOf(object);
  const written = state.satisfied ? undefined : await writeProtected(head, { mode, unit, context }, ports, signal);
  const after = written?.head ?? head;
  const found = written ? mode : state.found;
  const asked: WantedProtection = { mode, ...(wanted.kmsKeyId === undefined ? {} : { kmsKeyId: wanted.kmsKeyId }) };
  const protecting = { head: after, digest: written?.digest, source: written && { head, header } };
  const replaced =
    mode === 'default'
      ? NOTHING_REPLACED
      : await destroyReplaced(object, protecting, { protection: asked, context }, ports, signal);
  const unitId = written ? unitIdOf(unit) : header?.keyName;
  const wasPlain = found === 'default' || state.found === 'default';
  return {
    replaced,
    drift,
    notKept: written?.notKept ?? [],
    protection: {
      mode: found,
      unitId: found === 'envelope' ? unitId : undefined,
      kmsKeyId: after.encryption.mode === 'kms' ? after.encryption.keyId : undefined,
      versionId: after.versionId,
      etag: after.etag,
      storedBytes: after.size,
      plaintextHistory: wasPlain ? 'plaintext-before' : await plaintextHistory(object, catalog),
      protectedAt: clock.now().toISOString(),
    },
  };
}

const unitOf = ({ system, classification, lastModified }: CatalogObject): Unit => ({
  system,
  level: classification?.level ?? 3,
  period: japaneseMonth(new Date(lastModified)),
});

/** An envelope may be of any month of its system and level: the month is that of its making. */
async function wantedOf(
  object: CatalogObject,
  mode: WantedProtection['mode'],
  header: MessageHeader | undefined,
  { levelKeys, objects }: Ports,
): Promise<WantedProtection> {
  const { system, level, period } = unitOf(object);
  if (mode === 'store-kms') return { mode, kmsKeyId: await levelKeys.idOf(level) };
  if (mode === 'default') return { mode };
  const own = header?.keyName.startsWith(unitIdOf({ system, level, period: '' }));
  return {
    mode,
    unitId: own && header ? header.keyName : unitIdOf({ system, level, period }),
    ...(objects.layered ? { kmsKeyId: await levelKeys.idOf(level) } : {}),
  };
}

function changed({ objectId }: CatalogObject): Fault {
  const hint = 'the next run takes it as it is then';
  return new Fault('conflict', 'enforce/changed', 'the object changed since it was listed', { objectId }, { hint });
}
