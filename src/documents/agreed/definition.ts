import type { AgreedContent, Block, DocumentNature, OpenPoint } from './content.js';
import type { DocumentRecords, Installation } from './installation.js';

/** Japanese wording of a fault code as the screen shows it. */
export type FaultWording = (code: string) => { message: string; remedy: string };

/** What a builder may tell of. */
export interface Sources {
  installation: Installation;
  records: DocumentRecords;
  faultWording: FaultWording;
  /** Attachments as they were found: SHA-256, or nothing where the file cannot be read. */
  attested: ReadonlyMap<string, string>;
}

/** What a builder says. */
export interface Told {
  purpose: string;
  blocks: Block[];
  open: OpenPoint[];
  attachments?: AgreedContent['attachments'];
}

/** One document: what it is, and how its content is told. */
export interface Definition {
  id: string;
  title: string;
  nature: DocumentNature;
  /** Stands in its number. */
  code: string;
  controls: string[];
  basis: string[];
  /** Staff have to have read its latest version (B2-2-1, B2-2-2). */
  madeKnown?: true;
  build(sources: Sources): Told;
}

/** Content of the document now. The same sources give the same content. */
export function contentOf(definition: Definition, sources: Sources): AgreedContent {
  const { id, title, nature, controls, basis, build } = definition;
  const { purpose, blocks, open, attachments = [] } = build(sources);
  const { parties, verifier } = sources.installation;
  return {
    schema: 'kimitsu/agreed-content/1',
    id,
    title,
    nature,
    controls,
    basis,
    parties,
    verifier,
    purpose,
    blocks,
    open: [...blanks(sources.installation), ...open],
    attachments,
  };
}

/** The template's blanks are the first thing to be settled in every document. */
function blanks({ parties: { service, contractor, prefecture } }: Installation): OpenPoint[] {
  const given: [string, string, string][] = [
    ['契約の番号又は名称', service.contract, 'service.contract'],
    ['受注者の名称', contractor.name, 'contractor.name'],
    ['府の名称', prefecture.name, 'prefecture.name'],
  ];
  return given
    .filter(([, value]) => value.includes('を記入してください'))
    .map(([what, , where]) => ({ what: `${what}が記入されていない。`, where }));
}
