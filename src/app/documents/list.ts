import type { Clock } from '../../base/clock.js';
import type { DocumentNature, OpenPoint } from '../../documents/agreed/content.js';
import type { FaultWording } from '../../documents/agreed/definition.js';
import { dueAgain, notKnown } from '../../documents/agreed/training.js';
import { currentDocuments } from './current.js';
import { numberOf } from './definition-of.js';
import type { DocumentsInView } from './open-documents.js';
import { type OtherDocument, otherDocuments } from './other-documents.js';
import { isSame } from './versions.js';

/**
 * `not-made`: there is no version; `changed`: it would say something else now; `agreed`: the latest version is agreed to;
 * `not-agreed`: it is not; `current`: a record, which needs no agreement.
 */
export type DocumentState = 'not-made' | 'changed' | 'agreed' | 'not-agreed' | 'current';

export interface ListedDocument {
  id: string;
  title: string;
  number: string;
  nature: DocumentNature;
  controls: string[];
  state: DocumentState;
  version: number | undefined;
  createdAt: string | undefined;
  hash: string | undefined;
  /** Latest version that the prefecture has agreed to. */
  agreed: { version: number; approver: string; at: string; form: 'signature' | 'letter' } | undefined;
  /** Persons who have read the latest version. */
  acknowledged: number;
  /** Of those who have to: how many have not read the latest version, or not within the interval. */
  toAcknowledge: { member: string; because: 'never' | 'older-version' | 'too-long-ago' }[];
  /** 要確認 */
  open: OpenPoint[];
}

export interface DocumentList {
  documents: ListedDocument[];
  others: OtherDocument[];
}

/** Where every document stands now. Changes nothing. */
export async function listDocuments(open: DocumentsInView, faultWording: FaultWording): Promise<DocumentList> {
  const { config } = open;
  const { documents, records } = await currentDocuments(open, open, faultWording);
  const { members, intervalMonths } = config.documents.training;
  const missing = notKnown(members, records);
  const listed = documents.map(({ definition, versions, content }): ListedDocument => {
    const last = versions.at(-1);
    const base = versions.findLast(({ approval }) => approval !== undefined);
    const { id, title, nature, controls } = definition;
    const readers = records.acknowledged.filter(({ documentId, hash }) => documentId === id && hash === last?.hash);
    return {
      id,
      title,
      number: numberOf(config, definition),
      nature,
      controls,
      state: !last
        ? 'not-made'
        : !isSame(last.document.content, content)
          ? 'changed'
          : nature === 'record'
            ? 'current'
            : last.approval
              ? 'agreed'
              : 'not-agreed',
      version: last?.document.version,
      createdAt: last?.document.createdAt,
      hash: last?.hash,
      agreed: base?.approval && {
        version: base.document.version,
        approver: base.approval.approver,
        at: base.approval.at,
        form: base.approval.letter ? 'letter' : 'signature',
      },
      acknowledged: readers.length,
      toAcknowledge: definition.madeKnown
        ? [
            ...missing
              .filter(({ documentId }) => documentId === id)
              .map(({ member, known }) => ({
                member,
                because: known === undefined ? ('never' as const) : ('older-version' as const),
              })),
            ...readers
              .filter((one) => members.includes(one.by) && isOver(dueAgain(one, intervalMonths), open.clock))
              .map(({ by }) => ({ member: by, because: 'too-long-ago' as const })),
          ]
        : [],
      open: content.open,
    };
  });
  return { documents: listed, others: await otherDocuments(open) };
}

const isOver = (due: Date, clock: Clock): boolean => clock.now().getTime() > due.getTime();
