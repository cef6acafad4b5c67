import type { z } from 'zod';
import { Fault } from '../base/fault.js';
import { checkSignature, NotAccepted, openJws } from './jws-open.js';
import type { PublicKey } from './public-key.js';

const MAX_BYTES = 64 * 1024;

/** Someone of the prefecture whose key the configuration pins. */
export interface PinnedOfficer {
  id: string;
  name: string;
  key: PublicKey;
}

/** What every document that an officer signs says of its signer. */
interface SignedByOfficer {
  approver: string;
  role: string;
}

/**
 * A document of the prefecture, once it is shown to be signed by a pinned key whose entry has the name and id that the
 * document gives.
 *
 * @throws {Fault} `integrity` / `officer/not-valid`, `denied` / `officer/unknown-key`, `officer/other-name`
 */
export function openOfficerDocument<Document extends SignedByOfficer>(
  jws: string,
  typ: string,
  schema: z.ZodType<Document>,
  officers: readonly PinnedOfficer[],
): Document {
  const bytes = Buffer.from(jws, 'utf8');
  if (bytes.byteLength > MAX_BYTES) throw invalid('too large');
  try {
    const opened = openJws(bytes, typ);
    const officer = officers.find(({ key }) => key.fingerprint === opened.kid);
    if (!officer)
      throw new Fault(
        'denied',
        'officer/unknown-key',
        'it is not signed by a key of the prefecture',
        { kid: opened.kid },
        { hint: 'the public half must stand in prefecture.approvers of kimitsu.yaml' },
      );
    checkSignature(opened, officer.key);
    const { success, data } = schema.safeParse(opened.document);
    if (!success) throw invalid('not a document of a known schema');
    if (data.approver === officer.name && data.role === officer.id) return data;
    throw new Fault(
      'denied',
      'officer/other-name',
      'it names another person than its key is pinned for',
      {},
      { hint: 'approver and role are name and id of the entry in prefecture.approvers' },
    );
  } catch (error) {
    if (error instanceof NotAccepted) throw invalid(`${error.check}: ${error.message}`);
    throw error;
  }
}

const invalid = (reason: string): Fault =>
  new Fault('integrity', 'officer/not-valid', 'the signed document is not valid', { reason });
