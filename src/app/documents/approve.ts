import { join } from 'node:path';
import { Fault } from '../../base/fault.js';
import type { LetterApproval } from '../../certify/letter-approval.js';
import type { AgreedDocument } from '../../documents/agreed/content.js';
import { boundBy } from '../end-of-service/approval-attempt.js';
import { type HeldApproval, verifiedApproval } from '../end-of-service/approval-check.js';
import { assertNotAuthor } from '../end-of-service/approvals.js';
import {
  type LetterRequest,
  letterGiven,
  signedHere,
  type Vouching,
  vouchingOf,
} from '../end-of-service/given-approval.js';
import { readOrFault } from '../private-key.js';
import { replaceFile } from '../replace-file.js';
import { notMade } from './acknowledge.js';
import { definitionOf } from './definition-of.js';
import type { OpenDocuments } from './open-documents.js';
import { AGREEMENT, type IssuedVersion, nameOf, type StoredAgreement, versionsOf } from './versions.js';

/** How the prefecture's agreement comes: signed here, signed elsewhere, or on paper. The same three as for plans. */
export type GivenAgreement = { key: string } | { jws: string } | { letter: LetterRequest };

export interface Agreed extends HeldApproval {
  document: AgreedDocument;
  documentHash: string;
}

/**
 * Takes the prefecture's agreement to one version on record (B2-1-1, B2-5-1, B3-2-4): verified as an approval of a plan
 * is, against the keys that the configuration pins.
 *
 * @param version - the latest when absent
 * @throws {Fault} usage `documents/unknown`, `documents/not-made`, `documents/no-such-version`, and what makes the
 *   approval not hold; nothing is recorded then but the attempt
 */
export async function approveDocument(
  open: OpenDocuments,
  given: string,
  agreement: GivenAgreement,
  version?: number,
): Promise<Agreed> {
  const { catalog, actor, clock, approvers, config } = open;
  const { id } = definitionOf(given, config);
  const versions = await versionsOf(catalog, id, { approvers, clock });
  if (versions.length === 0) throw notMade(id);
  const found = version === undefined ? versions.at(-1) : versions.find((one) => one.document.version === version);
  if (!found)
    throw new Fault('usage', 'documents/no-such-version', 'there is no such version', { document: id, version });
  const { document, hash } = found;
  const name = nameOf(document);
  try {
    const { body, file, content } = await agreementFrom(open, found, agreement);
    const held = verifiedApproval(body, document, approvers, { clock, service: AGREEMENT });
    if ('letter' in body) assertNotAuthor(document, body.vouching);
    const known = (await catalog.document('approval', held.hash))?.body as StoredAgreement | undefined;
    if (known?.withdrawn) throw withdrawnBefore(known.withdrawn);
    const form = held.letter ? 'letter' : 'signature';
    await catalog.saveDocument({ kind: 'approval', id: held.hash, parentId: name, body: body as never }, [
      {
        actor,
        action: 'document.approved',
        subject: name,
        detail: {
          approvalHash: held.hash,
          documentHash: hash,
          form,
          ...('letter' in body ? body.vouching : {}),
          ...boundBy(held.letter),
        },
      },
    ]);
    await replaceFile(join(await open.folder('approvals'), file), content);
    return { ...held, document, documentHash: hash };
  } catch (error) {
    if (error instanceof Fault)
      await catalog.appendAudit([
        { actor, action: 'document.approval-refused', subject: name, detail: { code: error.code } },
      ]);
    throw error;
  }
}

/** By its file it does not come back. */
function withdrawnBefore({ at }: { at: string }): Fault {
  const hint = 'the prefecture agrees anew, by another signature or letter';
  return new Fault('denied', 'approval/withdrawn', 'the approval was withdrawn', { at }, { hint });
}

async function agreementFrom(
  open: OpenDocuments,
  { document, hash }: IssuedVersion,
  agreement: GivenAgreement,
): Promise<{
  body: { jws: string } | { letter: LetterApproval; vouching?: Vouching };
  file: string;
  content: string | Uint8Array;
}> {
  const name = nameOf(document);
  if ('letter' in agreement) {
    const { letter, scan } = await letterGiven(open, { planHash: hash, name }, agreement.letter);
    const vouching = vouchingOf(agreement.letter.people);
    return { body: { letter, ...(vouching ? { vouching } : {}) }, file: letter.scan.name, content: scan };
  }
  const jws =
    'key' in agreement ? await signedHere(open, hash, agreement.key) : (await readOrFault(agreement.jws)).trim();
  return { body: { jws }, file: `${name}.jws`, content: jws };
}
