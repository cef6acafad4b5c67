import { sameBytes } from './bytes.js';
import { contentOf, context, inside, NotDer, oidOf, onlyValue, TAG, timeOf } from './der.js';
import { HASHES, hashOf, isSignedBy } from './signature-algorithm.js';
import { isForTimestampsAlone, isValidAt, readX509 } from './x509.js';

const OID = {
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

/** Why a timestamp is not accepted, as the page says it. */
export class TimestampRejected extends Error {}

/**
 * Checks an RFC 3161 response over `data`: granted, of this data, signed by the certificate that it names, which may
 * make timestamps and nothing else and was valid then.
 *
 * @param {Uint8Array} response - DER of a TimeStampResp
 * @param {Uint8Array} data
 * @param {object} [pin] - certificate of the authority, when the response does not carry its own
 * @returns {Promise<{ at: Date, certificate: object, known: object[] }>}
 * @throws {TimestampRejected | NotDer}
 */
export async function openTimestamp(response, data, pin) {
  const [status, token] = inside(onlyValue(response, TAG.sequence));
  const [code] = inside(status, TAG.sequence);
  const granted = contentOf(code, TAG.integer);
  // 0 granted, 1 granted with modifications.
  if (granted.length !== 1 || granted[0] > 1 || !token)
    throw new TimestampRejected('時刻認証局が発行を認めなかったという応答です。');
  const { content, certificates, signers } = signedDataOf(token);
  const { at, imprint } = readInfo(content);
  if (!sameBytes(await digest(imprint.hash, data), imprint.value))
    throw new TimestampRejected('別のデータのタイムスタンプです。この証明書のものではありません。');
  if (signers.length !== 1) throw new NotDer();
  const known = certificates.map(({ raw }) => readX509(raw));
  const certificate = await checkSigner(signers[0], content, pin ? [...known, pin] : known);
  if (!isForTimestampsAlone(certificate))
    throw new TimestampRejected('タイムスタンプに署名した証明書が、タイムスタンプ専用のものではありません。');
  if (!isValidAt(certificate, at))
    throw new TimestampRejected('タイムスタンプに署名した証明書が、その時刻に有効ではありません。');
  return { at, certificate, known };
}

/** CMS SignedData (RFC 5652 §5.1). */
function signedDataOf(token) {
  const [type, wrapped] = inside(token, TAG.sequence);
  if (oidOf(type) !== OID.signedData) throw new NotDer();
  const [signedData] = inside(wrapped, context(0));
  const [version, digestAlgorithms, encapsulated, ...rest] = inside(signedData, TAG.sequence);
  contentOf(version, TAG.integer);
  for (const algorithm of inside(digestAlgorithms, TAG.set)) hashOf(algorithm);
  const [contentType, explicit] = inside(encapsulated, TAG.sequence);
  if (oidOf(contentType) !== OID.tstInfo) throw new NotDer();
  const [content] = inside(explicit, context(0));
  const certificates = rest.find(({ tag }) => tag === context(0));
  return {
    content: contentOf(content, TAG.octets),
    certificates: certificates ? inside(certificates).filter(({ tag }) => tag === TAG.sequence) : [],
    signers: inside(rest.at(-1), TAG.set),
  };
}

/** TSTInfo (RFC 3161 §2.4.2): version, policy, imprint, serial number, time. */
function readInfo(content) {
  const [version, policy, imprint, serial, time] = inside(onlyValue(content, TAG.sequence));
  contentOf(version, TAG.integer);
  contentOf(policy, TAG.oid);
  contentOf(serial, TAG.integer);
  if (time?.tag !== TAG.time) throw new NotDer();
  const [algorithm, hashed] = inside(imprint, TAG.sequence);
  const hash = hashOf(algorithm);
  if (!hash) throw new TimestampRejected('認められていないハッシュ関数のタイムスタンプです。');
  return { at: timeOf(time), imprint: { hash, value: contentOf(hashed, TAG.octets) } };
}

/** @returns the certificate whose key signed, among `candidates` */
async function checkSigner(signer, content, candidates) {
  const [version, id, digestAlgorithm, signedAttributes, algorithm, signature] = inside(signer, TAG.sequence);
  contentOf(version, TAG.integer);
  const hash = hashOf(digestAlgorithm);
  if (!hash) throw new TimestampRejected('認められていない方式で署名されたタイムスタンプです。');
  const attributes = attributesOf(signedAttributes);
  if (oidOf(attributes.get(OID.contentType)) !== OID.tstInfo) throw new NotDer();
  const named = contentOf(attributes.get(OID.messageDigest), TAG.octets);
  if (!sameBytes(named, await digest(hash, content)))
    throw new TimestampRejected('タイムスタンプの時刻が、署名の後に書き換えられています。');
  const bound = boundCertificate(attributes);
  let certificate;
  for (const one of candidates)
    if (!certificate && sameBytes(await digest(bound.hash, one.der), bound.value)) certificate = one;
  if (!certificate || !isNamedBy(id, certificate))
    throw new TimestampRejected('タイムスタンプに署名した証明書が、同封されていません。');
  // Signed as SET OF, embedded as [0] IMPLICIT: RFC 5652 §5.4.
  const signed = signedAttributes.raw.slice();
  signed[0] = TAG.set;
  if (!(await isSignedBy(certificate.spki, algorithm, contentOf(signature, TAG.octets), signed, hash)))
    throw new TimestampRejected('タイムスタンプの署名が、その内容と一致しません。');
  return certificate;
}

/** By issuer and serial number, or by a key identifier, which decides nothing beside the bound hash. */
function isNamedBy(id, certificate) {
  if (id.tag === KEY_IDENTIFIER) return true;
  const [issuer, serial, ...more] = inside(id, TAG.sequence);
  return (
    more.length === 0 &&
    sameBytes(issuer?.raw ?? [], certificate.issuer) &&
    sameBytes(contentOf(serial, TAG.integer), certificate.serial)
  );
}

/** [0] IMPLICIT OCTET STRING. */
const KEY_IDENTIFIER = 0x80;

/** Attributes by type, each with its one value. */
function attributesOf(value) {
  const found = new Map();
  for (const attribute of inside(value, context(0))) {
    const [type, values] = inside(attribute, TAG.sequence);
    const [first, ...more] = inside(values, TAG.set);
    if (!first || found.has(oidOf(type))) throw new NotDer();
    found.set(oidOf(type), more.length > 0 ? undefined : first);
  }
  return found;
}

/** RFC 5035 §3 and §5.4: the first ESSCertID; SHA-1 by definition in the old form, SHA-256 by default in the new. */
function boundCertificate(attributes) {
  const v2 = attributes.has(OID.signingCertificateV2);
  const value = attributes.get(v2 ? OID.signingCertificateV2 : OID.signingCertificate);
  const [list] = inside(value, TAG.sequence);
  const [first] = inside(list, TAG.sequence);
  const [one, two] = inside(first, TAG.sequence);
  if (!v2) return { hash: 'SHA-1', value: contentOf(one, TAG.octets) };
  if (one?.tag !== TAG.sequence) return { hash: 'SHA-256', value: contentOf(one, TAG.octets) };
  const hash = HASHES[oidOf(inside(one)[0])];
  if (!hash) throw new NotDer();
  return { hash, value: contentOf(two, TAG.octets) };
}

const digest = async (hash, data) => new Uint8Array(await crypto.subtle.digest(hash, data));
