import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { Signer } from './jws.js';
import { derSignature } from './pades-ecdsa.js';
import { ecdsaWithSha256 } from './pades-identity.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/**
 * Detached CMS SignedData (RFC 5652) as a PAdES baseline B-B signature needs it: signed attributes content-type,
 * message-digest and signing-certificate-v2, and no signing-time, which EN 319 142-1 forbids (the time stands in the
 * PDF). Nothing unsigned.
 *
 * @param digest - SHA-256 of the signed bytes
 * @param certificate - DER, of the signer's key
 * @returns DER
 */
export async function detachedSignature(
  digest: Uint8Array,
  certificate: Uint8Array,
  signer: Signer,
): Promise<Uint8Array> {
  const parsed = Certificate.fromBER(buffer(certificate));
  const attributes = signedAttributes(digest, certificate);
  const toSign = new Uint8Array(attributes.toSchema().toBER());
  // Signed as SET OF, embedded as [0] IMPLICIT: RFC 5652 §5.4.
  toSign[0] = 0x31;
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: parsed.issuer, serialNumber: parsed.serialNumber }),
    digestAlgorithm: sha256(),
    signedAttrs: attributes,
    signatureAlgorithm: ecdsaWithSha256(),
    signature: new asn1.OctetString({ valueHex: buffer(derSignature(await signer.sign(toSign))) }),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [parsed],
    signerInfos: [info],
  });
  const content = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER());
}

/** In DER order of a SET OF: here, the shorter first. */
function signedAttributes(digest: Uint8Array, certificate: Uint8Array): SignedAndUnsignedAttributes {
  const hash = createHash('sha256').update(certificate).digest();
  // RFC 5035 §3: ESSCertIDv2 without hashAlgorithm is SHA-256; the issuer and serial number stand in the sid.
  const essCertId = new asn1.Sequence({ value: [octets(hash)] });
  const signingCertificate = new asn1.Sequence({ value: [new asn1.Sequence({ value: [essCertId] })] });
  return new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.data })] }),
      new Attribute({ type: OID.messageDigest, values: [octets(digest)] }),
      new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate] }),
    ],
  });
}

function sha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: OID.sha256 });
}

function octets(bytes: Uint8Array): asn1.OctetString {
  return new asn1.OctetString({ valueHex: buffer(bytes) });
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
