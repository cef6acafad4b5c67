import { createHash, createPublicKey } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from 'pkijs';
import type { Signer } from './jws.js';
import { derSignature } from './pades-ecdsa.js';

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
} as const;

export interface SubjectName {
  /** Shown by PDF readers as the signer. Of both names the first 64 characters are kept (RFC 5280 A.1 ub-common-name). */
  commonName: string;
  organization?: string;
}

/**
 * A self-signed X.509 certificate that carries the signer's public key into a PDF. It claims nothing: trust comes from
 * the key's fingerprint, which the receiving side knows by another way. Its contents depend on key and name alone.
 *
 * @returns DER
 */
export async function selfSignedCertificate(signer: Signer, subject: SubjectName): Promise<Uint8Array> {
  const spki = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'der' });
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ valueHex: serialOf(spki) });
  certificate.issuer = distinguishedName(subject);
  certificate.subject = distinguishedName(subject);
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z');
  // RFC 5280 4.1.2.5: "no well-defined expiration date".
  certificate.notAfter.type = 1;
  certificate.notAfter.value = new Date('9999-12-31T23:59:59Z');
  certificate.subjectPublicKeyInfo = new PublicKeyInfo({ schema: asn1.fromBER(spki).result });
  certificate.extensions = extensions(certificate.subjectPublicKeyInfo);
  // A fresh object each: pkijs compares them by value when it encodes.
  certificate.signature = ecdsaWithSha256();
  certificate.signatureAlgorithm = ecdsaWithSha256();
  const tbs = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.tbsView = tbs;
  certificate.signatureValue = new asn1.BitString({ valueHex: buffer(derSignature(await signer.sign(tbs))) });
  return new Uint8Array(certificate.toSchema(true).toBER());
}

export function ecdsaWithSha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' });
}

/** One attribute per relative distinguished name; pkijs, building a name by itself, would put all of them into one. */
function distinguishedName({ commonName, organization }: SubjectName): RelativeDistinguishedNames {
  const attributes: [string, string][] = [[OID.commonName, commonName]];
  if (organization !== undefined) attributes.unshift([OID.organization, organization]);
  const value = attributes.map(
    ([type, text]) =>
      new asn1.Set({
        value: [
          new asn1.Sequence({
            value: [
              new asn1.ObjectIdentifier({ value: type }),
              new asn1.Utf8String({ value: [...text].slice(0, 64).join('') }),
            ],
          }),
        ],
      }),
  );
  return RelativeDistinguishedNames.fromBER(new asn1.Sequence({ value }).toBER());
}

/** Positive and at most 16 bytes, from the key: the same key has the same serial number. */
function serialOf(spki: Uint8Array): ArrayBuffer {
  const serial = createHash('sha256').update(spki).digest().subarray(0, 16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return buffer(serial);
}

function extensions(key: PublicKeyInfo): Extension[] {
  const bits = new Uint8Array(key.subjectPublicKey.valueBlock.valueHexView);
  const identifier = createHash('sha1').update(bits).digest();
  // digitalSignature and contentCommitment: the first two bits, six unused.
  const usage = new asn1.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 });
  return [
    extension(OID.basicConstraints, true, new BasicConstraints({ cA: false }).toSchema()),
    extension(OID.keyUsage, true, usage),
    extension(OID.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: buffer(identifier) })),
  ];
}

function extension(extnID: string, critical: boolean, value: asn1.AsnType): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER(false) });
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
