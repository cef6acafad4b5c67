import { Fault } from '../base/fault.js';
import type { ErasureRecord } from '../dispose/erasure.js';
import type { Catalog, CatalogObject, Classification } from '../ports/catalog.js';
import type { ObjectHead, ObjectStore } from '../ports/object-store.js';
import { assertBegins, clearBytes, envelopeHeader } from '../protect/clear-content.js';
import type { UnitKeys } from '../protect/unit-keys.js';
import { isReturned, RETURNED } from './returned.js';

/** Reason on the review list, and code in the summary of a run. */
export const FORMER_KEY = 'protect/former-key';

/** What opening an envelope says where the key that it was made with is no more, or where it lies under another name. */
const NOT_OPENED: ReadonlySet<string> = new Set([
  'protect/key-destroyed',
  'protect/wrong-key',
  'protect/wrong-context',
]);

/** What is told of an object that was put back, by its reasons for review: one, for it has both when it lies under its own name. */
export const returnNotes = (reasons: readonly string[]): string[] =>
  [RETURNED, FORMER_KEY].filter((note) => reasons.includes(note)).slice(0, 1);

interface Needs {
  catalog: Pick<Catalog, 'documents' | 'versions'>;
  objects: ObjectStore;
  unitKeys: UnitKeys;
}

export const isNotOpened = (code: string): boolean => NOT_OPENED.has(code);

/**
 * B3-2-1: the unit of an envelope that no key opens, and that by all appearances is the ciphertext of an erased record,
 * put back: its header names a record of this service that was erased, of as many bytes, and a unit whose key was
 * destroyed by an erasure, or was damaged and removed by it; the key which that unit may have by now is another one. The
 * header is not authenticated, so nothing is destroyed on this word; what a key of this service opens, and what only may
 * have been damaged, is none.
 *
 * @returns undefined for everything else
 * @throws {Fault} what store and key service throw when they do not answer
 */
export async function formerUnit(
  head: ObjectHead,
  service: string,
  { catalog, objects, unitKeys }: Needs,
  signal: AbortSignal,
): Promise<string | undefined> {
  const header = await envelopeHeader(head, objects);
  const objectId = header?.context.object;
  if (!header || objectId === undefined || header.context.service !== service) return undefined;
  if (!(await removedUnits(catalog)).has(header.keyName)) return undefined;
  if (!(await isReturned(catalog, { objectId }, head.size, () => clearBytes(head, objects)))) return undefined;
  // Asked without its place: an envelope that lies under another name opens as long as its key is there.
  try {
    await assertBegins(head, { objects, unitKeys }, {}, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'protect/key-destroyed' || error.code === 'protect/wrong-key') return header.keyName;
    if (error.kind === 'integrity') return undefined;
    throw error;
  }
}

/** Units whose key an erasure has shown to be destroyed; one may have another key by now. */
export const destroyedUnits = async (catalog: Pick<Catalog, 'documents'>): Promise<Set<string>> =>
  new Set((await erasures(catalog)).flatMap(shownDestroyed));

/** The same, and units whose damaged key was removed, which nothing could show: their ciphertext opens as little. */
async function removedUnits(catalog: Pick<Catalog, 'documents'>): Promise<Set<string>> {
  const units = (await erasures(catalog)).flatMap((record) => {
    const damaged = (record.damagedUnits ?? []).filter(({ destroyedAt }) => destroyedAt !== undefined);
    return [...shownDestroyed(record), ...damaged.map(({ unitId }) => unitId)];
  });
  return new Set(units);
}

const shownDestroyed = ({ unitKeys }: ErasureRecord): string[] =>
  unitKeys.filter(({ canary }) => canary.outcomeAfter === 'destroyed').map(({ unitId }) => unitId);

const erasures = async (catalog: Pick<Catalog, 'documents'>): Promise<ErasureRecord[]> =>
  (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);

/** Says it in place of what the opening said. The reason stays when people decide on the level. */
export function withFormerUnit(classification: Classification, unitId: string): Classification {
  const opening = new Set(classification.review.map(({ code }) => code).filter(isNotOpened));
  return {
    ...classification,
    because: [
      ...classification.because.filter(({ source, rule }) => source !== 'unread' || !opening.has(rule)),
      { source: 'unread', level: 3, rule: `${FORMER_KEY} ${unitId}` },
    ],
    review: classification.review.map((reason) => (opening.has(reason.code) ? { code: FORMER_KEY } : reason)),
  };
}

/** Unit of the destroyed key, of an object that was found to hold such ciphertext and has not changed since. */
export function formerUnitOf({
  state,
  classification,
}: Pick<CatalogObject, 'state' | 'classification'>): string | undefined {
  if (state === 'found' || state === 'protected') return undefined;
  const prefix = `${FORMER_KEY} `;
  const reason = classification?.because.find(({ source, rule }) => source === 'unread' && rule.startsWith(prefix));
  return reason?.rule.slice(prefix.length);
}
