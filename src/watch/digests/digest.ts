import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { sha256Hex } from '../../base/bytes.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A digest file of CloudTrail. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
const DigestContent = z.looseObject({
  digestStartTime: z.string(),
  digestEndTime: z.string(),
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  digestSignatureAlgorithm: z.string(),
  previousDigestS3Bucket: z.string().nullable(),
  previousDigestS3Object: z.string().nullable(),
  previousDigestHashValue: hash.nullable(),
  previousDigestHashAlgorithm: z.string().nullable(),
  previousDigestSignature: z.string().nullable(),
  logFiles: z.array(z.looseObject({ s3Object: z.string(), hashValue: hash, hashAlgorithm: z.literal('SHA-256') })),
});
export type DigestContent = z.infer<typeof DigestContent>;

/** What of a digest its signature covers, kept until a signature is at hand. */
export interface SignedPart {
  fingerprint: string;
  algorithm: string;
  /** The text that is signed. */
  text: string;
}

export type SignatureVerdict = 'valid' | 'invalid' | 'unknown';

/** @returns undefined when the content is not a digest */
export function parseDigest(
  content: Buffer,
): { digest: DigestContent; sha256: string; signed: SignedPart } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
  const checked = DigestContent.safeParse(value);
  if (!checked.success) return undefined;
  const digest = checked.data;
  const sha256 = sha256Hex(content);
  const { digestEndTime, digestS3Bucket, digestS3Object, previousDigestSignature } = digest;
  const text = [digestEndTime, `${digestS3Bucket}/${digestS3Object}`, sha256, previousDigestSignature ?? 'null'].join(
    '\n',
  );
  return {
    digest,
    sha256,
    signed: { fingerprint: digest.digestPublicKeyFingerprint, algorithm: digest.digestSignatureAlgorithm, text },
  };
}

/**
 * Whether the signature is the key's. `unknown` where the signature, the key or the algorithm is not at hand.
 *
 * @param signature - RSA PKCS #1 v1.5 with SHA-256, in hex
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function checkSignature(
  { fingerprint, algorithm, text }: SignedPart,
  signature: string | undefined,
  publicKeys: ReadonlyMap<string, string>,
): SignatureVerdict {
  const key = publicKeys.get(fingerprint);
  if (signature === undefined || key === undefined || algorithm !== 'SHA256withRSA') return 'unknown';
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) return 'invalid';
  return verify('RSA-SHA256', Buffer.from(text, 'utf8'), createPublicKey(key), Buffer.from(signature, 'hex'))
    ? 'valid'
    : 'invalid';
}

/**
 * A public key as CloudTrail's ListPublicKeys gives it (DER of PKCS #1, also in base64), or as SubjectPublicKeyInfo.
 * @returns undefined when it is no RSA public key
 */
export function publicKeyPem(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1').trim();
  const der = /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64') : bytes;
  const ways: (() => KeyObject)[] = [
    () => createPublicKey(text),
    () => createPublicKey({ key: der, format: 'der', type: 'pkcs1' }),
    () => createPublicKey({ key: der, format: 'der', type: 'spki' }),
  ];
  for (const way of ways) {
    try {
      const key = way();
      if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'spki', format: 'pem' }).toString();
    } catch {
      // Not this form.
    }
  }
  return undefined;
}
