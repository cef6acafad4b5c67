import { isUtf8 } from 'node:buffer';
import { type EvidenceReport, verifyEvidence } from '../../audit/verify-evidence.js';
import { openCheckpoint } from '../../certify/checkpoint-open.js';
import { NotAccepted } from '../../certify/jws-open.js';
import type { AuditEntry } from '../../ports/catalog.js';
import { linesOf } from './bounded-lines.js';

export interface AuditExcerpt {
  report: EvidenceReport;
  /** What was signed and the signature, to be checked once the issuer's key is known. */
  signed?: { jws: string; bytes: Uint8Array };
  /** Entries that tell of a certificate being issued; there are few. */
  issued: AuditEntry[];
}

const MAX_ISSUED = 1000;

export class LineTooLong extends Error {
  override message = 'a line is too long';
}

/**
 * Reads an evidence pack line by line and checks it.
 * @param look - is given every line beside
 * @throws {LineTooLong}
 */
export async function readExcerpt(
  bytes: AsyncIterable<Buffer>,
  look: (line: string) => void = () => {},
): Promise<AuditExcerpt> {
  const issued: AuditEntry[] = [];
  let signed: AuditExcerpt['signed'];
  async function* lines(): AsyncGenerator<string> {
    for await (const line of linesOf(bytes, tooLong)) {
      // Bytes that are no UTF-8 must not pass for the character that a decoder puts in their place.
      const text = isUtf8(line) ? line.toString('utf8') : '';
      look(text);
      const entry = issued.length < MAX_ISSUED ? issuedIn(text) : undefined;
      if (entry) issued.push(entry);
      yield text;
    }
  }
  const report = await verifyEvidence(lines(), {
    openCheckpoint: openedCheckpoint,
    async verifySignature(jws, content) {
      signed = { jws, bytes: content };
      return true;
    },
  });
  return { report, ...(signed ? { signed } : {}), issued };
}

/** The entry that this line holds, if it tells of a certificate; what is no JSON is told by the check of the excerpt. */
function issuedIn(line: string): AuditEntry | undefined {
  if (!line.includes('"action":"certificate.issued"')) return undefined;
  try {
    const { entry } = JSON.parse(line) as { entry?: AuditEntry };
    return entry?.action === 'certificate.issued' ? entry : undefined;
  } catch {
    return undefined;
  }
}

function openedCheckpoint(jws: string): ReturnType<typeof openCheckpoint> | undefined {
  try {
    return openCheckpoint(jws);
  } catch (error) {
    if (error instanceof NotAccepted) return undefined;
    throw error;
  }
}

function tooLong(): never {
  throw new LineTooLong();
}
