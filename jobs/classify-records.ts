import { z } from 'zod';
import { Fault } from '../src/base/fault.js';
import { examineObject } from '../src/examine/examine.js';
import { isAsClassified } from '../src/inventory/as-classified.js';
import { formerUnit, isNotOpened, returnNotes, withFormerUnit } from '../src/inventory/former-key.js';
import { Frozen } from '../src/inventory/frozen.js';
import { placeOf } from '../src/inventory/place.js';
import { isReturned, RETURNED } from '../src/inventory/returned.js';
import { systemOf, systemsOf } from '../src/inventory/systems.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import type { CatalogObject, Classification, ObjectFilter, ReviewDecision } from '../src/ports/catalog.js';
import type { ObjectHead } from '../src/ports/object-store.js';
import { clearBytes, envelopeContext, openClear } from '../src/protect/clear-content.js';
import { defineJob } from '../src/run/job.js';
import type { JobPorts } from '../src/run/ports.js';

export const ClassifyRecords = z.strictObject({
  /** Only this system; all when absent. */
  system: z.string().optional(),
});
export type ClassifyRecords = z.infer<typeof ClassifyRecords>;

/**
 * The decision on this content. One that was encrypted by a run which was interrupted before its record has another ETag
 * by now, and a person has decided on it all the same.
 */
async function decisionOn(
  object: CatalogObject,
  ports: Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'seal' | 'service'>,
  signal: AbortSignal,
): Promise<ReviewDecision | undefined> {
  const { catalog, service } = ports;
  const decision = object.decided && (await catalog.decision(object.objectId, object.etag));
  const wasDecided = object.classification?.because.some(({ source }) => source === 'review') ?? false;
  if (decision || object.state !== 'found' || !wasDecided) return decision;
  if (!(await isAsClassified(object, systemOf(service, object.system), ports, signal))) return undefined;
  return catalog.decision(object.objectId, object.etag);
}

/** 別紙４: gives every new or changed object its 機密性 with the reasons. What cannot be read is 3 and reviewed. */
export const classifyRecords = defineJob({
  name: 'classify-records',
  effect: 'reads',
  input: ClassifyRecords,
  needs: [
    'catalog',
    'objects',
    'unitKeys',
    'seal',
    'detector',
    'recordDetector',
    'kindOf',
    'readRecords',
    'service',
    'clock',
    'actor',
  ],

  async *plan({ system }, ports, signal, passOver): AsyncIterable<CatalogObject> {
    const { catalog, detector, service } = ports;
    const frozen = await Frozen.in(catalog);
    for (const settings of frozen.without(systemsOf(service, system))) {
      const { unlisted } = await takeInventory(settings, ports, signal, 'routine');
      for (const folder of unlisted) passOver({ system: settings.id, folder });
      // What is new or changed keeps its old classification for comparison, so it is asked for by state.
      const unread: ObjectFilter[] = [
        { states: ['found'] },
        { states: ['classified', 'protected'], notClassifiedBy: detector.version },
      ];
      for (const filter of unread)
        for await (const object of catalog.objects({ system: settings.id, ...filter }))
          if (!frozen.has(placeOf(object))) yield object;
    }
  },

  bytesOf: ({ size }) => size,

  async apply(item, ports, signal): Promise<Classification> {
    const { objects, seal, service, clock } = ports;
    const system = systemOf(service, item.system);
    const key = seal.open(item.sealedKey);
    const head = await objects.head({ bucket: system.bucket, key, versionId: item.versionId }, { signal });
    if (!head) throw new Fault('conflict', 'classify/changed', 'the object changed since it was listed');
    const decision = await decisionOn(item, ports, signal);
    const timeout = AbortSignal.timeout(service.objectSeconds * 1000);
    const context = envelopeContext(service.parties.service.id, item.system, item.objectId);
    const content = openClear(head, ports, context, signal);
    const examined = await examineObject(
      {
        content,
        system: system.type,
        key,
        contentType: head.contentType,
        metadata: head.metadata,
        tags: await objects.tagsOf(head, { signal }),
        size: item.size,
      },
      ports,
      clock.now(),
      AbortSignal.any([timeout, signal]),
    );
    signal.throwIfAborted();
    const classification = await withFormerKey(examined, head, ports, signal);
    if (!decision) return withReturn(classification, item, ports.catalog, () => clearBytes(head, objects));
    // A decision holds as long as the content is the same; what was found stays visible beside it.
    return {
      ...classification,
      level: decision.level,
      because: [...classification.because, { source: 'review', level: decision.level, rule: 'review/decided' }],
      review: [],
    };
  },

  async verify(item, _result, { objects, seal, service }, signal) {
    const { bucket } = systemOf(service, item.system);
    const head = await objects.head({ bucket, key: seal.open(item.sealedKey) }, { signal });
    if (head?.etag !== item.etag)
      throw new Fault('conflict', 'classify/changed', 'the object changed while it was read', {
        objectId: item.objectId,
      });
  },

  notes: ({ review }) => returnNotes(review.map(({ code }) => code)),

  async record(done, { catalog, actor }) {
    await catalog.saveClassified(
      done.map(({ item, result }) => ({ objectId: item.objectId, etag: item.etag, classification: result })),
      [
        {
          actor,
          action: 'objects.classified',
          subject: `${done.length} object(s)`,
          detail: done.map(({ item, result }) => ({
            objectId: item.objectId,
            level: result.level,
            kind: result.kind,
            review: result.review.map((reason) => reason.code),
          })),
        },
      ],
    );
  },
});

/** B3-2-1: ciphertext of an erased record that was put back is named as that. */
async function withFormerKey(
  classification: Classification,
  head: ObjectHead,
  ports: Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'service'>,
  signal: AbortSignal,
): Promise<Classification> {
  if (!classification.review.some(({ code }) => isNotOpened(code))) return classification;
  const unitId = await formerUnit(head, ports.service.parties.service.id, ports, signal);
  return unitId === undefined ? classification : withFormerUnit(classification, unitId);
}

/** B3-2-1: what was erased and lies there again is for people to look at, whatever its level. */
async function withReturn(
  classification: Classification,
  item: CatalogObject,
  catalog: JobPorts['catalog'],
  inClear: () => Promise<number>,
): Promise<Classification> {
  // Of a name that was never classified nothing was erased; the first run over millions need not ask.
  if (!item.classification || !(await isReturned(catalog, item, item.size, inClear))) return classification;
  return { ...classification, review: [...classification.review, { code: RETURNED }] };
}
