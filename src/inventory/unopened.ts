import { Fault } from '../base/fault.js';
import { isUnreadableCode, saysUnreadable } from '../base/unreadable-code.js';
import type { UnreadableObject } from '../dispose/unreadable.js';
import type { CatalogObject, Classification, Protection } from '../ports/catalog.js';
import { assertOpens, envelopeContext } from '../protect/clear-content.js';
import type { JobPorts } from '../run/ports.js';
import { systemOf } from './systems.js';

/**
 * What opening an object said whose ciphertext the keys of this service do not open: another service's, damaged, or one
 * whose key is gone. It cannot be protected, and be it destroyed by its keys nobody can tell. A decision on its level
 * takes it off the review list and changes nothing of that. Undefined for every other object. (B3-2-2)
 */
export function unopenedBy({ state, classification }: CatalogObject): string | undefined {
  if (state !== 'classified' || !classification) return undefined;
  const unread = classification.because.filter(({ source }) => source === 'unread').map(({ rule }) => rule);
  const reason = [...unread, ...classification.review.map(({ code }) => code)].find(isUnreadableCode);
  return reason?.split(' ')[0];
}

export const isUnopened = (object: CatalogObject): boolean => unopenedBy(object) !== undefined;

/** Migration by which it was handed over: it stays known of what does not open any more. */
export const handedOverBy = (object: CatalogObject): string | undefined =>
  object.state === 'migrated' || isUnopened(object) ? object.reason : undefined;

export type OpeningPorts = Pick<JobPorts, 'objects' | 'unitKeys' | 'seal' | 'service'>;

/**
 * Reads a version, to say what keeps it from being opened now.
 *
 * @param read - `assertOpens`: to its end; `assertBegins`: only its beginning
 * @returns code of the fault; undefined when it opens
 * @throws {Fault} what says nothing of the content: a store or key service that does not answer
 */
export async function failureToOpen(
  { objectId, system, sealedKey }: Pick<CatalogObject, 'objectId' | 'system' | 'sealedKey'>,
  versionId: string,
  ports: OpeningPorts,
  signal?: AbortSignal,
  read: typeof assertOpens = assertOpens,
): Promise<string | undefined> {
  const { service, seal } = ports;
  const ref = { bucket: systemOf(service, system).bucket, key: seal.open(sealedKey), versionId };
  const context = envelopeContext(service.parties.service.id, system, objectId);
  try {
    await read(ref, ports, context, signal);
    return undefined;
  } catch (error) {
    if (error instanceof Fault && isUnreadableCode(error.code)) return error.code;
    throw error;
  }
}

/**
 * Of objects that were found unreadable, those that a key opens by now: it was restored, or the damage was undone. What is
 * called unreadable in a plan is so when the plan is made and when it is carried out, not only once upon a time.
 */
export async function openedSince(
  named: readonly Pick<UnreadableObject, 'objectId'>[],
  ports: OpeningPorts & Pick<JobPorts, 'catalog'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const opened: string[] = [];
  for (const { objectId } of named) {
    const object = await ports.catalog.object(objectId);
    if (!object) continue;
    if (!isUnopened(object) || (await failureToOpen(object, object.versionId, ports, signal)) === undefined)
      opened.push(objectId);
  }
  return opened;
}

/** Refuses to call them unreadable. */
export const readableAgain = (objects: number): Fault =>
  new Fault(
    'conflict',
    'plan/not-protected',
    `${objects} object(s) that could not be read can be opened now`,
    { found: 0, classified: objects },
    { hint: 'run `kimitsu enforce`, then plan again' },
  );

/**
 * Puts on record that an object does not open where the catalogue took it for readable. It counts as classified from
 * then on, its level is 3 unless people have decided on it, and the next plan names it.
 */
export async function noteUnopened(
  object: CatalogObject,
  code: string,
  { catalog, actor }: Pick<JobPorts, 'catalog' | 'actor'>,
): Promise<void> {
  const { objectId, etag, classification } = object;
  if (!classification || isUnopened(object)) return;
  const audit = { actor, action: 'object.unreadable', subject: objectId, detail: { code } };
  const saved = await catalog.saveClassified(
    [{ objectId, etag, classification: unread(classification, code) }],
    [audit],
  );
  // Of what was handed over before, the migration stays known by which it was.
  const migrated = object.state === 'migrated' && object.reason !== undefined ? { reason: object.reason } : {};
  if (saved.length > 0) await catalog.saveState([{ objectId, state: 'classified', ...migrated }], []);
}

/** The same after the current version was tried, of one that is not known to be unreadable yet. */
export async function noteIfUnopened(
  object: CatalogObject,
  ports: OpeningPorts & Pick<JobPorts, 'catalog' | 'actor'>,
  signal?: AbortSignal,
): Promise<void> {
  const code = isUnopened(object) ? undefined : await failureToOpen(object, object.versionId, ports, signal);
  if (code !== undefined) await noteUnopened(object, code, ports);
}

function unread(classification: Classification, code: string): Classification {
  const isDecided = classification.because.some(({ source }) => source === 'review');
  const because = [...classification.because, { source: 'unread', level: 3, rule: code } as const];
  if (isDecided) return { ...classification, because };
  return { ...classification, level: 3, because, review: [...classification.review, { code }] };
}

/** In place of a classifier's version, so that the next classification reads what could not be read before. */
const OPENS_AGAIN = 'enforce/opens-again';

/** What was unreadable and is protected now has been opened: that is not said any more, and it is reviewed until it is read. */
export async function noteOpenedAgain(
  brought: readonly { item: CatalogObject; protection: Pick<Protection, 'etag'> }[],
  catalog: Pick<JobPorts['catalog'], 'saveClassified'>,
): Promise<void> {
  const opened = brought.flatMap(({ item, protection: { etag } }) => {
    const { objectId, classification } = item;
    return classification && isUnopened(item) ? [{ objectId, etag, classification: readable(classification) }] : [];
  });
  if (opened.length > 0) await catalog.saveClassified(opened, []);
}

function readable(classification: Classification): Classification {
  const because = classification.because.filter((reason) => !saysUnreadable(reason));
  return { ...classification, because, classifierVersion: OPENS_AGAIN };
}
