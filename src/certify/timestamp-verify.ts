import { constants, createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import { Certificate, RSASSAPSSParams, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from 'pkijs';

/** Why a timestamp is not accepted; English, without content of the file. */
export class TimestampRejected extends Error {}

export interface CheckedTimestamp {
  /** When the authority saw the data, as it says. */
  at: Date;
  /** Whether the token is by the pinned authority; undefined when none was given. */
  pinned: boolean | undefined;
  /** SHA-256 of the DER of the authority's certificate, lower-case hex. */
  authority: string;
  /** Hex of the nonce, as far as there is one. */
  nonce: string | undefined;
}

/** A token has a few kilobytes, certificates included. */
export const MAX_TIMESTAMP_BYTES = 64 * 1024;

const OID = {
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** SHA-1 and MD5 are refused wherever a hash protects something. */
const HASHES: Record<string, 'sha256' | 'sha384' | 'sha512'> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const PSS = '1.2.840.113549.1.1.10';

/** RSA (PKCS #1 v1.5, PSS) and ECDSA; the hash is that of the signer info, and must agree where it is named again. */
const SIGNATURES: Record<string, string | undefined> = {
  '1.2.840.113549.1.1.1': undefined,
  [PSS]: undefined,
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/**
 * Checks an RFC 3161 response over `data`: granted, of this data, signed by the certificate it names, which may make
 * timestamps and nothing else and was valid then.
 *
 * @param response - DER of a TimeStampResp
 * @param authority - PEM of the certificate of the authority, or of the one that issued it
 * @throws {TimestampRejected}
 */
export function verifyTimestamp(response: Uint8Array, data: Uint8Array, authority?: string): CheckedTimestamp {
  if (response.byteLength > MAX_TIMESTAMP_BYTES) throw new TimestampRejected('larger than a timestamp can be');
  try {
    return examine(response, data, authority);
  } catch (error) {
    if (error instanceof TimestampRejected) throw error;
    // Whatever foreign bytes provoke in the parsers.
    throw new TimestampRejected('not a timestamp that can be read');
  }
}

function examine(response: Uint8Array, data: Uint8Array, authority: string | undefined): CheckedTimestamp {
  const signed = signedDataOf(response);
  const content = eContentOf(signed);
  const info = new TSTInfo({ schema: parsed(content) });
  const imprintHash = HASHES[info.messageImprint.hashAlgorithm.algorithmId];
  if (!imprintHash) throw new TimestampRejected('the data is named by a hash that is not accepted');
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (!same(imprint, createHash(imprintHash).update(data).digest())) throw new TimestampRejected('it is of other data');

  const [signer] = signed.signerInfos;
  if (!signer || signed.signerInfos.length !== 1) throw new TimestampRejected('not exactly one signer');
  const included = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const known = included.map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER())));
  const pin = authority === undefined ? undefined : new X509Certificate(authority);
  const certificate = checkSignature(signer, content, pin ? [...known, pin] : known);
  checkPurpose(certificate, info.genTime);
  return {
    at: info.genTime,
    pinned: pin && leadsTo(certificate, pin, known, info.genTime),
    authority: createHash('sha256').update(certificate.raw).digest('hex'),
    nonce: info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex'),
  };
}

function signedDataOf(response: Uint8Array): SignedData {
  const { status, timeStampToken } = new TimeStampResp({ schema: parsed(response) });
  // 0 granted, 1 granted with modifications.
  if (![0, 1].includes(Number(status.status)) || !timeStampToken)
    throw new TimestampRejected('the authority did not grant it');
  if (timeStampToken.contentType !== OID.signedData) throw new TimestampRejected('it holds no signature');
  return new SignedData({ schema: timeStampToken.content });
}

/** Exactly one DER value. */
function parsed(bytes: Uint8Array): asn1.AsnType {
  const { offset, result } = asn1.fromBER(new Uint8Array(bytes).buffer);
  if (offset !== bytes.byteLength) throw new TimestampRejected('not one DER value');
  return result;
}

function eContentOf({ encapContentInfo }: SignedData): Buffer {
  const { eContentType, eContent } = encapContentInfo;
  if (eContentType !== OID.tstInfo || !eContent) throw new TimestampRejected('it signs something else than a time');
  return Buffer.from(eContent.getValue());
}

/** @returns the certificate whose key signed, among `candidates` */
function checkSignature(signer: SignerInfo, content: Buffer, candidates: X509Certificate[]): X509Certificate {
  const hash = HASHES[signer.digestAlgorithm.algorithmId];
  const algorithm = signer.signatureAlgorithm.algorithmId;
  const named = SIGNATURES[algorithm];
  if (!hash || !(algorithm in SIGNATURES) || (named !== undefined && named !== hash))
    throw new TimestampRejected('it is signed in a way that is not accepted');
  const attributes = signer.signedAttrs;
  if (!attributes) throw new TimestampRejected('it has no signed attributes');
  const attribute = (type: string): asn1.AsnType => {
    const found = attributes.attributes.filter((one) => one.type === type);
    const [value, ...more] = found[0]?.values ?? [];
    if (found.length !== 1 || !value || more.length > 0) throw new TimestampRejected('a signed attribute is missing');
    return value;
  };
  if ((attribute(OID.contentType) as asn1.ObjectIdentifier).valueBlock.toString() !== OID.tstInfo)
    throw new TimestampRejected('it signs something else than a time');
  const digest = Buffer.from((attribute(OID.messageDigest) as asn1.OctetString).valueBlock.valueHexView);
  if (!same(digest, createHash(hash).update(content).digest()))
    throw new TimestampRejected('the time was changed after signing');
  const v2 = attributes.attributes.some(({ type }) => type === OID.signingCertificateV2);
  const bound = boundHash(attribute(v2 ? OID.signingCertificateV2 : OID.signingCertificate), v2);
  const certificate = candidates.find((one) => same(createHash(bound.hash).update(one.raw).digest(), bound.digest));
  if (!certificate) throw new TimestampRejected('the certificate that it names is not there');
  // Signed as SET OF, embedded as [0] IMPLICIT: RFC 5652 §5.4.
  const bytes = Buffer.from(attributes.encodedValue);
  const toVerify = Buffer.concat([Buffer.of(0x31), bytes.subarray(1)]);
  const signature = Buffer.from(signer.signature.valueBlock.valueHexView);
  const padding = algorithm === PSS ? pssOf(signer, hash) : {};
  if (!verify(hash, toVerify, { key: certificate.publicKey, ...padding }, signature))
    throw new TimestampRejected('the signature does not match');
  return certificate;
}

/** RSASSA-PSS-params (RFC 4055 §3.1). What is left out means SHA-1, so everything has to be there, with one hash. */
function pssOf(signer: SignerInfo, hash: string): { padding: number; saltLength: number } {
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = new RSASSAPSSParams({
    schema: signer.signatureAlgorithm.algorithmParams,
  });
  const mask = (maskGenAlgorithm.algorithmParams as asn1.Sequence).valueBlock.value[0] as asn1.ObjectIdentifier;
  if (HASHES[hashAlgorithm.algorithmId] !== hash || HASHES[mask.valueBlock.toString()] !== hash)
    throw new TimestampRejected('it is signed in a way that is not accepted');
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

/** RFC 5035 §3 and §5.4: the first ESSCertID; SHA-1 by definition in the old form, SHA-256 by default in the new. */
function boundHash(value: asn1.AsnType, v2: boolean): { hash: string; digest: Buffer } {
  const certificates = children(value)[0];
  const members = children(children(certificates)[0]);
  const [first, second] = members;
  if (first instanceof asn1.Sequence && v2) {
    const hash = HASHES[(children(first)[0] as asn1.ObjectIdentifier).valueBlock.toString()];
    if (!hash) throw new TimestampRejected('its certificate is named by a hash that is not accepted');
    return { hash, digest: octets(second) };
  }
  return { hash: v2 ? 'sha256' : 'sha1', digest: octets(first) };
}

const children = (value: asn1.AsnType | undefined): asn1.AsnType[] => (value as asn1.Sequence).valueBlock.value;
const octets = (value: asn1.AsnType | undefined): Buffer =>
  Buffer.from((value as asn1.OctetString).valueBlock.valueHexView);

/** RFC 3161 §2.3: the key makes timestamps and nothing else, which the certificate says critically. */
function checkPurpose(certificate: X509Certificate, at: Date): void {
  const parsedCertificate = Certificate.fromBER(new Uint8Array(certificate.raw).buffer);
  const usage = parsedCertificate.extensions?.find(({ extnID }) => extnID === OID.extendedKeyUsage);
  const purposes = (usage?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  if (!usage?.critical || purposes.length !== 1 || purposes[0] !== OID.timeStamping)
    throw new TimestampRejected('the certificate is not one for timestamps alone');
  if (!validAt(certificate, at)) throw new TimestampRejected('the certificate was not valid at that time');
}

/** Whether the pinned certificate is the signer's own, or issued it by way of those that came along. */
function leadsTo(from: X509Certificate, pin: X509Certificate, known: X509Certificate[], at: Date): boolean {
  let current = from;
  for (let steps = 0; steps < 5; steps++) {
    if (current.raw.equals(pin.raw)) return true;
    const issued = (issuer: X509Certificate) =>
      issuer.ca && validAt(issuer, at) && current.checkIssued(issuer) && current.verify(issuer.publicKey);
    const issuer = [pin, ...known].find((one) => !one.raw.equals(current.raw) && issued(one));
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}

const validAt = ({ validFrom, validTo }: X509Certificate, at: Date): boolean =>
  at.getTime() >= Date.parse(validFrom) && at.getTime() <= Date.parse(validTo);

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
