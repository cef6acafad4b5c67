import { join } from 'node:path';
import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import type { AgreedDocument, Change } from '../../documents/agreed/content.js';
import type { FaultWording } from '../../documents/agreed/definition.js';
import { renderAgreedMarkdown } from '../../documents/agreed/render-markdown.js';
import { renderAgreedPdf } from '../../documents/agreed/render-pdf.js';
import { replaceFile } from '../replace-file.js';
import { currentDocuments } from './current.js';
import { definitionOf, numberOf } from './definition-of.js';
import type { OpenDocuments } from './open-documents.js';
import { nameOf, nextVersion } from './versions.js';

export interface WrittenDocument {
  id: string;
  title: string;
  number: string;
  version: number;
  /** Canonical hash, as in the footer. */
  hash: string;
  /** The content had changed, so this is a new version. */
  made: boolean;
  open: number;
  since: AgreedDocument['since'];
  changes: Change[];
  pdf: string;
  markdown: string;
  json: string;
}

/**
 * Writes the documents as they are now into `documents/`: PDF, Markdown and canonical JSON. What has not changed keeps
 * version and bytes; what has becomes the next version, which is put on record first.
 *
 * @param ids - ids or numbers; all when empty
 * @throws {Fault} usage `documents/unknown`, `documents/missing-glyph`, integrity `documents/altered`
 */
export async function renderDocuments(
  open: OpenDocuments,
  ids: readonly string[],
  faultWording: FaultWording,
): Promise<WrittenDocument[]> {
  const { config, approvers, clock, actor } = open;
  const wanted = new Set(ids.map((given) => definitionOf(given, config).id));
  const rules = { approvers, clock };
  const written: WrittenDocument[] = [];
  const folder = await open.folder('documents');
  let current = await currentDocuments(open, rules, faultWording);
  for (const { definition } of current.documents) {
    if (wanted.size > 0 && !wanted.has(definition.id)) continue;
    const { documents, files } = current;
    const { versions, content } = documents.find((one) => one.definition === definition)!;
    const { document, made } = nextVersion(versions, content, {
      number: numberOf(config, definition),
      createdAt: clock.now().toISOString(),
      createdBy: actor,
    });
    const bytes = new Map([...files].map(([name, file]) => [name, file.bytes]));
    const pdf = await renderAgreedPdf(document, bytes);
    if (made) {
      await issue(open, document);
      // 教育・周知記録 tells of the version that has just been made.
      current = await currentDocuments(open, rules, faultWording);
    }
    const name = join(folder, nameOf(document));
    await replaceFile(`${name}.json`, canonicalJson(document));
    await replaceFile(`${name}.md`, renderAgreedMarkdown(document));
    await replaceFile(`${name}.pdf`, pdf);
    const { number, version, since, changes } = document;
    written.push({
      id: definition.id,
      title: definition.title,
      number,
      version,
      hash: canonicalHash(document),
      made,
      open: content.open.length,
      since,
      changes,
      pdf: `${name}.pdf`,
      markdown: `${name}.md`,
      json: `${name}.json`,
    });
  }
  return written;
}

async function issue({ catalog, actor }: OpenDocuments, document: AgreedDocument): Promise<void> {
  const id = nameOf(document);
  const hash = canonicalHash(document);
  const body = JSON.parse(canonicalJson({ document, hash })) as never;
  const detail = { hash, changes: document.changes.length, open: document.content.open.length };
  await catalog.saveDocument({ kind: 'agreed-document', id, parentId: document.content.id, body }, [
    { actor, action: 'document.issued', subject: id, detail },
  ]);
}
