import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { Acknowledged } from '../../documents/agreed/records.js';
import type { Catalog } from '../../ports/catalog.js';
import { definitionOf } from './definition-of.js';
import type { OpenDocuments } from './open-documents.js';
import { nameOf, versionsOf } from './versions.js';

/** The register of who has read what, oldest first. */
export async function acknowledgements(catalog: Catalog): Promise<Acknowledged[]> {
  const stored = await catalog.documents('acknowledgement');
  return stored.map(({ body }) => body as unknown as Acknowledged);
}

/**
 * B2-2-1: records that a person has read a version of a document. Said twice, the first one stays.
 *
 * @param by - person or post
 * @param version - the latest when absent
 * @throws {Fault} usage `documents/unknown`, `documents/not-made`, `documents/no-such-version`, `documents/nobody`
 */
export async function acknowledge(
  open: OpenDocuments,
  given: string,
  { by: person, version: asked }: { by: string; version?: number },
): Promise<Acknowledged & { number: string; title: string; latest: number }> {
  const { catalog, clock, actor, approvers, config } = open;
  const by = person.trim();
  if (by === '' || by.length > 100)
    throw new Fault('usage', 'documents/nobody', 'say who has read it', {}, { hint: 'give --by NAME' });
  const { id, title } = definitionOf(given, config);
  const versions = await versionsOf(catalog, id, { approvers, clock });
  const latest = versions.at(-1);
  if (!latest) throw notMade(id);
  const found = asked === undefined ? latest : versions.find(({ document }) => document.version === asked);
  if (!found)
    throw new Fault('usage', 'documents/no-such-version', 'there is no such version', { document: id, version: asked });
  const { number, version } = found.document;
  const key = canonicalHash({ documentId: id, version, by });
  const known = (await catalog.document('acknowledgement', key))?.body as unknown as Acknowledged | undefined;
  const at = clock.now().toISOString();
  const made = known ?? { by, documentId: id, version, hash: found.hash, at, recordedBy: actor };
  if (!known)
    await catalog.saveDocument({ kind: 'acknowledgement', id: key, parentId: id, body: made as never }, [
      { actor, action: 'document.acknowledged', subject: nameOf(found.document), detail: { by, hash: found.hash } },
    ]);
  return { ...made, number, title, latest: latest.document.version };
}

export const notMade = (document: string): Fault =>
  new Fault(
    'usage',
    'documents/not-made',
    'the document was not made yet',
    { document },
    { hint: 'make it with `kimitsu documents render`' },
  );
