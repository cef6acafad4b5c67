import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signDigest } from '../../fixtures/certificate/deterministic-signer.js';
import { derSignature } from '../../src/certify/pades-ecdsa.js';

export const SIGNING_KEY_ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/**
 * Speaks as much of the protocol of KMS as signing needs; the private key stays in it. The server of `npm run test:aws`
 * cannot stand in: it hashes what it is given as a digest once more.
 */
export class SigningKms {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #server: Server;
  asked: { target: string; input: Record<string, string> }[] = [];
  /** Members of the description of the key that differ. */
  described: Record<string, string> = {};
  damage: (signature: Buffer) => Buffer = (signature) => signature;
  /** Answers 500 to everything. */
  isDown = false;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const target = String(request.headers['x-amz-target']).replace('TrentService.', '');
      const input = JSON.parse(Buffer.concat(pieces).toString('utf8'));
      this.asked.push({ target, input });
      const { status, body } = this.#answer(target, input);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  }

  static async start(): Promise<SigningKms> {
    const kms = new SigningKms();
    kms.#server.listen(0, '127.0.0.1');
    await once(kms.#server, 'listening');
    return kms;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(target: string, input: Record<string, string>): { status: number; body: object } {
    if (this.isDown) return { status: 500, body: { __type: 'KMSInternalException', message: 'm' } };
    if (input.KeyId !== SIGNING_KEY_ARN)
      return { status: 400, body: { __type: 'NotFoundException', message: 'no such key' } };
    const key = { KeyId: SIGNING_KEY_ARN };
    if (target === 'GetPublicKey') {
      const spki = this.#keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      const kind = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', PublicKey: spki };
      return { status: 200, body: { ...key, ...kind, ...this.described } };
    }
    // The digest is signed as it is: what the caller hashed, it must not be hashed again.
    const signature = this.damage(this.#signatureOver(Buffer.from(input.Message ?? '', 'base64')));
    const signed = { SigningAlgorithm: 'ECDSA_SHA_256', Signature: signature.toString('base64') };
    return { status: 200, body: { ...key, ...signed } };
  }

  /** ECDSA over a digest in DER, as KMS gives it. */
  #signatureOver(digest: Buffer): Buffer {
    const { d } = this.#keys.privateKey.export({ format: 'jwk' });
    return Buffer.from(derSignature(signDigest(BigInt(`0x${Buffer.from(d!, 'base64url').toString('hex')}`), digest)));
  }
}
