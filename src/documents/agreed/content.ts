import type { Parties } from '../../dispose/plan.js';

/** A piece of a document, for the PDF as for Markdown. Headings get their numbers from the renderers. */
export type Block =
  | { is: 'heading' | 'subheading' | 'paragraph' | 'note'; text: string }
  | { is: 'list'; marks: 'numbers' | 'points'; items: string[] }
  | { is: 'table'; columns: TableColumn[]; rows: string[][]; size?: number }
  /** Name and value side by side. */
  | { is: 'facts'; rows: [string, string][] }
  /** What is done one after the other, with the command line that is typed for it. */
  | { is: 'steps'; items: { text: string; line?: string }[] };

export interface TableColumn {
  title: string;
  /** Share of the width. */
  share: number;
  align?: 'left' | 'center' | 'right';
  /** Its cells name their row. */
  heads?: boolean;
}

/** 要確認: what the configuration does not say and somebody has to settle. */
export interface OpenPoint {
  what: string;
  /** Where it is settled: a setting, a command. */
  where: string;
}

export interface AttachedFile {
  name: string;
  /** MIME type. */
  type: string;
  sha256: string;
  title: string;
}

/** `agreement`: the prefecture agrees to it; `record`: it shows what was done. */
export type DocumentNature = 'agreement' | 'record';

/** What a document says. Two with the same canonical JSON are the same version. */
export interface AgreedContent {
  schema: 'kimitsu/agreed-content/1';
  id: string;
  title: string;
  nature: DocumentNature;
  /** `B2-1-1` */
  controls: string[];
  /** `別紙２ １（１）` and what it asks. */
  basis: string[];
  parties: Parties;
  /** Person or post that confirms on the contractor's side. */
  verifier: string;
  purpose: string;
  blocks: Block[];
  open: OpenPoint[];
  attachments: AttachedFile[];
}

export interface Change {
  section: string;
  kind: 'added' | 'removed';
  text: string;
}

/** One version of a document. Its canonical hash is its identity: approvals and acknowledgements name it. */
export interface AgreedDocument {
  schema: 'kimitsu/agreed-document/1';
  /** 文書番号, the same for all versions; ASCII. */
  number: string;
  version: number;
  createdAt: string;
  createdBy: string;
  content: AgreedContent;
  /** The version that `changes` count from: the last one agreed to, else the last one made. */
  since?: { version: number; createdAt: string; hash: string; agreed: boolean };
  changes: Change[];
}
