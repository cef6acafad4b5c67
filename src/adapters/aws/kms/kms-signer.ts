import { createHash, createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import * as asn1 from 'asn1js';
import { Fault } from '../../../base/fault.js';
import { type AwsConnection, clientConfig, held } from '../connection.js';
import { kmsFault } from './kms-fault.js';

export interface KmsSignerOptions {
  /** A client of the caller's, or where to connect to. */
  client: KMSClient | AwsConnection;
  /** ARN of an ECC_NIST_P256 key for SIGN_VERIFY. An alias could come to stand for another key. */
  keyArn: string;
}

/** A P-256 key whose private half never leaves AWS KMS. */
export interface KmsSigner {
  readonly publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  /** @returns 64 bytes, r then s, big endian (RFC 7518 §3.4), checked against the public key */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/**
 * Opens the key: asks for its public half once, and refuses any other kind of key.
 *
 * @throws {Fault} usage `keys/not-found`, `keys/not-a-signing-key`; denied and unavailable as every call of KMS
 */
export async function openKmsSigner({ client: given, keyArn }: KmsSignerOptions): Promise<KmsSigner> {
  const client = given instanceof KMSClient ? given : held(new KMSClient(clientConfig(given)), given);
  const answer = await client.send(new GetPublicKeyCommand({ KeyId: keyArn })).catch((error) => {
    throw kmsFault(error, keyArn);
  });
  const { KeyId, KeySpec, KeyUsage, PublicKey } = answer;
  if (KeyId !== keyArn || KeySpec !== 'ECC_NIST_P256' || KeyUsage !== 'SIGN_VERIFY' || !PublicKey)
    throw new Fault(
      'usage',
      'keys/not-a-signing-key',
      'the key is not one for signatures on P-256',
      { keyId: keyArn, spec: KeySpec, usage: KeyUsage },
      { hint: 'create a key with KeySpec ECC_NIST_P256 and KeyUsage SIGN_VERIFY, and give its ARN' },
    );
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  const { x, y } = key.export({ format: 'jwk' });
  return {
    publicJwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! },
    async sign(data) {
      // The hash is sent, not the data: KMS takes messages of at most 4096 bytes.
      const Message = createHash('sha256').update(data).digest();
      const request = { KeyId: keyArn, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
      const { Signature } = await client.send(new SignCommand(request)).catch((error) => {
        throw kmsFault(error, keyArn);
      });
      const raw = Signature && rawSignature(Signature);
      if (raw && verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, raw)) return raw;
      throw new Fault('integrity', 'keys/bad-signature', 'the key service gave a signature that does not hold', {
        keyId: keyArn,
      });
    },
  };
}

/** r and s of an `Ecdsa-Sig-Value` (RFC 3279 §2.2.3), 32 bytes each; undefined when it is none. */
function rawSignature(der: Uint8Array): Buffer | undefined {
  const { offset, result } = asn1.fromBER(new Uint8Array(der).buffer);
  if (offset !== der.byteLength || !(result instanceof asn1.Sequence)) return undefined;
  const numbers = result.valueBlock.value.map((part) => (part instanceof asn1.Integer ? part.toBigInt() : -1n));
  if (numbers.length !== 2 || numbers.some((number) => number <= 0n || number >= 1n << 256n)) return undefined;
  return Buffer.from(numbers.map((number) => number.toString(16).padStart(64, '0')).join(''), 'hex');
}
