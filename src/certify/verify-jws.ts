import { NotCanonical, parseCanonical } from './canonical-check.js';
import { CERTIFICATE_SCHEMA, type CertificateDocument, certificateSchema } from './certificate-schema.js';
import { contradictions } from './consistency.js';
import { checkSignature, NotAccepted, type OpenedJws, openJws } from './jws-open.js';
import { type PublicKey, readPublicKey } from './public-key.js';
import type { CheckList, Verification } from './verification.js';

const TYP = 'kimitsu-disposal-certificate+jws';

export interface VerifyOptions {
  /** The issuer's key, or its fingerprint alone, as the verifying side got it by another way; else the signer is only named. */
  pin?: Pick<PublicKey, 'fingerprint'>;
  /** Hash of the audit log head the verifying side expects, SHA-256 in lower-case hex. */
  expectedHead?: string;
  /** 包含証明 (`kimitsu/inclusion-proof/1`). */
  proof?: Uint8Array;
  /** A revocation (JWS) that may be of this certificate. */
  revocation?: Uint8Array;
  /** Another certificate (JWS) that may take the place of this one. */
  successor?: Uint8Array;
  /** Timestamp of a third party over the certificate's JWS (RFC 3161, DER of the response). */
  timestamp?: Uint8Array;
  /** Certificate of the authority or of its issuer, PEM; else what the timestamp says is only told. */
  timestampAuthority?: string;
}

export type Outcome = Pick<Verification, 'verdict' | 'signedBy' | 'certificate'>;

/** Checks a certificate in its authoritative form and notes each step in `list`. */
export function verifyJws(bytes: Uint8Array, options: VerifyOptions, list: CheckList): Outcome {
  const opened = open(bytes, list);
  if (!opened) return { verdict: 'invalid' };
  const certificate = readCertificate(opened.document, list);
  if (certificate === 'newer') return { verdict: 'unreadable' };
  if (!certificate) return { verdict: 'invalid' };
  const signedBy = checkSigner(opened, certificate, list);
  checkContent(certificate, options, list);
  if (signedBy) checkPin(signedBy, options, list);
  return {
    verdict: list.holds ? 'valid' : 'invalid',
    ...(signedBy ? { signedBy } : {}),
    certificate,
  };
}

/** Bare canonical JSON: what it says can be read, but nobody has signed it, so it never is valid. */
export function verifyJson(bytes: Uint8Array, options: VerifyOptions, list: CheckList): Outcome {
  let document: unknown;
  try {
    document = parseCanonical(bytes);
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    list.fail('payload', error.message);
    return { verdict: 'invalid' };
  }
  list.pass('payload', 'canonical JSON');
  list.fail('signature', 'there is no signature');
  const certificate = readCertificate(document, list);
  if (certificate === 'newer') return { verdict: 'unreadable' };
  if (!certificate) return { verdict: 'invalid' };
  checkContent(certificate, options, list);
  return { verdict: 'invalid', certificate };
}

function open(bytes: Uint8Array, list: CheckList): OpenedJws | undefined {
  try {
    const opened = openJws(bytes, TYP);
    list.pass('form', 'JWS compact serialisation, canonical base64url');
    list.pass('header', `ES256, ${TYP}`);
    list.pass('payload', 'canonical JSON');
    return opened;
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    if (error.check !== 'form') list.pass('form', 'JWS compact serialisation, canonical base64url');
    if (error.check === 'payload') list.pass('header', `ES256, ${TYP}`);
    list.fail(error.check, error.message);
    return undefined;
  }
}

function readCertificate(document: unknown, list: CheckList): CertificateDocument | 'newer' | undefined {
  const parsed = certificateSchema.safeParse(document);
  if (parsed.success) {
    list.pass('schema', CERTIFICATE_SCHEMA);
    return parsed.data;
  }
  const schema =
    typeof document === 'object' && document !== null && 'schema' in document ? document.schema : undefined;
  const version = /^kimitsu\/disposal-certificate\/([1-9]\d{0,5})$/.exec(String(schema))?.[1];
  if (version && version !== '1') {
    list.unknown('schema', `schema version ${version} is newer than this verifier`);
    return 'newer';
  }
  const at = parsed.error.issues.slice(0, 5).map((issue) => issue.path.filter(isOwnName).join('.') || 'top level');
  list.fail('schema', `does not fit ${CERTIFICATE_SCHEMA} at ${at.join(', ')}`);
  return undefined;
}

/** Paths are told by the schema's own names and by positions; a foreign name could be anything. */
const isOwnName = (part: PropertyKey): boolean => typeof part === 'number' || /^[a-zA-Z-]{1,30}$/.test(String(part));

function checkSigner(opened: OpenedJws, certificate: CertificateDocument, list: CheckList): string | undefined {
  let key: PublicKey;
  try {
    key = readPublicKey(certificate.issuerKey);
  } catch {
    list.fail('key', 'the issuer key in the certificate is not a P-256 public key');
    return undefined;
  }
  if (key.fingerprint !== opened.kid) {
    list.fail('key', 'the header names another key than the certificate');
    return undefined;
  }
  list.pass('key', `issuer key ${key.fingerprint}`);
  try {
    checkSignature(opened, key);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    list.fail('signature', error.message);
    return undefined;
  }
  list.pass('signature', `ES256 by ${key.fingerprint}`);
  return key.fingerprint;
}

function checkContent(certificate: CertificateDocument, { expectedHead }: VerifyOptions, list: CheckList): void {
  const found = contradictions(certificate);
  if (found.length > 0) list.fail('consistency', `contradicts itself: ${found.join(', ')}`);
  else list.pass('consistency', 'counts, verdicts and states fit together');

  const { seq, hash } = certificate.auditHead;
  if (!expectedHead) list.unknown('audit-head', `entry ${seq} with hash ${hash}; not compared with an expected head`);
  else if (expectedHead === hash) list.pass('audit-head', `entry ${seq} is the expected head`);
  else list.fail('audit-head', `entry ${seq} with hash ${hash} is not the expected head`);
}

function checkPin(signedBy: string, { pin }: VerifyOptions, list: CheckList): void {
  if (!pin) list.unknown('pin', `signed by key with fingerprint ${signedBy}; not compared with a pinned key`);
  else if (pin.fingerprint === signedBy) list.pass('pin', `signed by the pinned key ${signedBy}`);
  else list.fail('pin', `signed by ${signedBy}, not by the pinned key ${pin.fingerprint}`);
}
