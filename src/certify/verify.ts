import { verifyProof } from './inclusion-verify.js';
import { checkRevocation, checkSuccession } from './later-document.js';
import { verifyPdf } from './pdf-verify.js';
import { checkTimestamp } from './timestamp-check.js';
import { CHECK_IDS, CheckList, COMPANION_CHECK_IDS, type Companion, type Verification } from './verification.js';
import { type Outcome, type VerifyOptions, verifyJson, verifyJws } from './verify-jws.js';

export type { Check, CheckId, Verification } from './verification.js';
export type { VerifyOptions } from './verify-jws.js';

/** Larger files are not read: a certificate has a few hundred kilobytes. */
export const MAX_CERTIFICATE_BYTES = 32 * 1024 * 1024;

const JWS_CHECKS = CHECK_IDS.filter((id) => !id.startsWith('pdf-'));

/**
 * Verifies a disposal certificate offline, knowing nothing but the file and what `options` bring. Tells the format by
 * content. Shares no code with signing.
 */
export async function verifyCertificate(bytes: Uint8Array, options: VerifyOptions = {}): Promise<Verification> {
  if (bytes.byteLength > MAX_CERTIFICATE_BYTES) {
    return unreadable(`larger than ${MAX_CERTIFICATE_BYTES} bytes`);
  }
  const format = formatOf(bytes);
  if (format === 'unknown') return unreadable('neither PDF, JWS nor JSON');
  const brought = (Object.keys(COMPANION_CHECK_IDS) as Companion[]).filter((name) => options[name] !== undefined);
  const own = format === 'pdf' ? CHECK_IDS : JWS_CHECKS;
  const list = new CheckList([...own, ...brought.flatMap((name) => COMPANION_CHECK_IDS[name])]);
  const { jws, ...outcome }: Outcome & { jws?: Uint8Array } =
    format === 'jws'
      ? { ...verifyJws(bytes, options, list), jws: bytes }
      : format === 'json'
        ? verifyJson(bytes, options, list)
        : await verifyPdfCertificate(bytes, options, list);
  if (brought.length === 0 || outcome.verdict === 'unreadable') return { format, ...outcome, checks: list.checks };
  const shown = checkCompanions({ ...outcome, jws }, options, list);
  // What was brought along was not looked at when the verdict on the certificate alone was given.
  const verdict = list.holds ? 'valid' : 'invalid';
  return { format, ...outcome, ...(verdict === 'valid' ? shown : {}), verdict, checks: list.checks };
}

/** What was brought beside the certificate; what needs its content stays `unknown` when that could not be read. */
function checkCompanions(
  { certificate, signedBy, jws }: Outcome & { jws: Uint8Array | undefined },
  { proof, revocation, successor, timestamp, timestampAuthority }: VerifyOptions,
  list: CheckList,
): Pick<Verification, 'proven' | 'timestampedAt'> {
  if (!certificate) return {};
  const proven = proof && verifyProof(proof, certificate, list);
  if (revocation) checkRevocation(revocation, certificate, signedBy, list);
  if (successor) checkSuccession(successor, certificate, signedBy, list);
  const at = timestamp && jws && checkTimestamp(timestamp, jws, certificate, timestampAuthority, list);
  return { ...(proven ? { proven } : {}), ...(at ? { timestampedAt: at.toISOString() } : {}) };
}

async function verifyPdfCertificate(
  bytes: Uint8Array,
  options: VerifyOptions,
  list: CheckList,
): Promise<Outcome & { jws?: Uint8Array }> {
  const pdf = await verifyPdf(bytes);
  if (pdf.ok) list.pass('pdf-signature', `PAdES over the whole file, by ${pdf.signerFingerprint}`);
  else list.fail('pdf-signature', pdf.reason ?? 'not valid');
  if (pdf.jws === undefined || pdf.json === undefined) return { verdict: 'invalid' };

  const payload = Buffer.from(pdf.jws.split('.')[1] ?? '', 'base64url');
  if (payload.equals(pdf.json)) list.pass('pdf-attachments', 'the attached JSON is what the attached JWS signs');
  else list.fail('pdf-attachments', 'the attached JSON is not what the attached JWS signs');
  const jws = Buffer.from(pdf.jws, 'latin1');
  return { ...verifyJws(jws, options, list), jws };
}

/** By content: a PDF starts with `%PDF-`, JSON with `{`, a JWS is base64url with dots. */
function formatOf(bytes: Uint8Array): Verification['format'] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1');
  if (head.startsWith('%PDF-')) return 'pdf';
  if (/^[\s\u00ef\u00bb\u00bf]*\{/.test(head)) return 'json';
  const inAlphabet = head.replace(/[^A-Za-z0-9_.-]/g, '').length;
  // Damage to a few characters must still be called a broken certificate, not an unknown file.
  return head.includes('.') && inAlphabet >= head.length * 0.9 ? 'jws' : 'unknown';
}

function unreadable(reason: string): Verification {
  return { verdict: 'unreadable', format: 'unknown', checks: [{ id: 'form', state: 'fail', detail: reason }] };
}
