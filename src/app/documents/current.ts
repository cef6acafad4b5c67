import { canonicalHash } from '../../base/canonical-json.js';
import type { AgreedContent } from '../../documents/agreed/content.js';
import { contentOf, type Definition, type FaultWording, type Sources } from '../../documents/agreed/definition.js';
import { AGREED_DOCUMENTS } from '../../documents/agreed/index.js';
import type { DocumentRecords } from '../../documents/agreed/installation.js';
import { configuredRetention } from '../retention-rules.js';
import { acknowledgements } from './acknowledge.js';
import { type AttestedFiles, attestedFiles } from './attested-files.js';
import { installationOf } from './installation.js';
import type { DocumentsInView } from './open-documents.js';
import { scans } from './record-scan.js';
import { type ApprovalRules, type IssuedVersion, versionsOf } from './versions.js';

/** A document as it is on record and as it would be made now. */
export interface CurrentDocument {
  definition: Definition;
  versions: IssuedVersion[];
  content: AgreedContent;
}

export interface CurrentDocuments {
  documents: CurrentDocument[];
  records: DocumentRecords;
  files: AttestedFiles;
}

/** Every agreed document of this installation, at this moment. */
export async function currentDocuments(
  open: DocumentsInView,
  rules: ApprovalRules,
  faultWording: FaultWording,
): Promise<CurrentDocuments> {
  const versions = new Map<string, IssuedVersion[]>();
  for (const { id } of AGREED_DOCUMENTS) versions.set(id, await versionsOf(open.catalog, id, rules));
  const records: DocumentRecords = {
    current: AGREED_DOCUMENTS.filter(({ madeKnown }) => madeKnown).flatMap(({ id, title }) => {
      const last = versions.get(id)?.at(-1);
      if (!last) return [];
      const { number, version, createdAt } = last.document;
      return [{ id, title, number, version, hash: canonicalHash(last.document), createdAt }];
    }),
    acknowledged: await acknowledgements(open.catalog),
    scans: await scans(open.catalog),
  };
  const files = await attestedFiles(open);
  const attested = new Map([...files].map(([name, { sha256 }]) => [name, sha256]));
  const installation = installationOf(open, await configuredRetention(open.files, open.config));
  const sources: Sources = { installation, records, faultWording, attested };
  return {
    documents: AGREED_DOCUMENTS.map((definition) => ({
      definition,
      versions: versions.get(definition.id) ?? [],
      content: contentOf(definition, sources),
    })),
    records,
    files,
  };
}
