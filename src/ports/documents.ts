import type { Json } from '../base/canonical-json.js';

/** Plans, approvals, erasures, certificates, what was accepted: whole documents whose form belongs to the room that makes them. */
export type DocumentKind =
  | 'plan'
  | 'approval'
  | 'erasure'
  | 'certificate'
  | 'account-disposal'
  | 'hold'
  | 'migration'
  | 'run'
  /** A version of a document agreed with the prefecture, who has read it, and results of scans. */
  | 'agreed-document'
  | 'acknowledgement'
  | 'scan'
  | 'access';

export interface StoredDocument {
  kind: DocumentKind;
  id: string;
  /** Document this one belongs to, e.g. the plan of an approval. */
  parentId: string | undefined;
  body: Json;
  updatedAt: string;
}
