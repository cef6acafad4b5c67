import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signDigest } from '../../../fixtures/certificate/deterministic-signer.js';
import { openKmsSigner } from '../../../src/adapters/aws/kms/kms-signer.js';
import { signDocument } from '../../../src/certify/jws.js';
import { checkSignature, openJws } from '../../../src/certify/jws-open.js';
import { derSignature } from '../../../src/certify/pades-ecdsa.js';
import { readPublicKey } from '../../../src/certify/public-key.js';

const ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Speaks as much of the protocol of KMS as signing needs; `privateKey` stays in it. */
let server: Server;
let endpoint: string;
let asked: { target: string; input: Record<string, string> }[] = [];
let described: Record<string, string> = {};
let damage: (signature: Buffer) => Buffer = (signature) => signature;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const target = String(request.headers['x-amz-target']).replace('TrentService.', '');
    const input = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    asked.push({ target, input });
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    if (input.KeyId !== ARN) return answer(400, { __type: 'NotFoundException', message: 'no such key' });
    if (target === 'GetPublicKey') {
      const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      return answer(200, {
        KeyId: ARN,
        KeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
        PublicKey: spki,
        ...described,
      });
    }
    // The digest is signed as it is: what the caller hashed, it must not be hashed again.
    const digest = Buffer.from(input.Message, 'base64');
    const signature = signatureOver(digest);
    return answer(200, {
      KeyId: ARN,
      SigningAlgorithm: 'ECDSA_SHA_256',
      Signature: damage(signature).toString('base64'),
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  asked = [];
  described = {};
  damage = (signature) => signature;
});

/** ECDSA over a digest in DER, as KMS gives it. */
function signatureOver(digest: Buffer): Buffer {
  const d = BigInt(`0x${Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url').toString('hex')}`);
  return Buffer.from(derSignature(signDigest(d, digest)));
}

const open = (keyArn = ARN, account = '123456789012') =>
  openKmsSigner({
    keyArn,
    client: {
      region: 'ap-northeast-1',
      endpoint,
      credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
      approved: { endpoint, account },
    },
  });

describe('B2-4-1: a signing key in AWS KMS', () => {
  it('signs a document that everyone can verify, and sends its hash only', async () => {
    const signer = await open();
    for (let turn = 0; turn < 20; turn++) {
      const jws = await signDocument({ turn, text: 'あ'.repeat(3000) }, 'sample+jws', signer);
      checkSignature(openJws(Buffer.from(jws), 'sample+jws'), readPublicKey({ ...signer.publicJwk }));
    }
    const { target, input } = asked.at(-1)!;
    expect(target).toBe('Sign');
    expect(input).toMatchObject({ KeyId: ARN, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' });
    expect(Buffer.from(input.Message!, 'base64')).toHaveLength(32);
  });

  it.each([
    ['for encryption', { KeyUsage: 'ENCRYPT_DECRYPT' }],
    ['on another curve', { KeySpec: 'ECC_SECG_P256K1' }],
    ['with another ARN than the one asked for', { KeyId: ARN.replace('1111', '9999') }],
  ])('is refused when it is one %s', async (_what, answer) => {
    described = answer;
    await expect(open()).rejects.toMatchObject({ code: 'keys/not-a-signing-key' });
  });

  it('B2-1-2: is not asked for in another account than the approved one', async () => {
    await expect(open(ARN, '999999999999')).rejects.toMatchObject({ code: 'services/other-account' });
    expect(asked).toEqual([]);
  });

  it('is not there: said so', async () => {
    await expect(open(ARN.replace('1111', '9999'))).rejects.toMatchObject({ code: 'keys/not-found' });
  });

  it('never hands on a signature that does not hold', async () => {
    const signer = await open();
    for (const bad of [
      (signature: Buffer) => signature.subarray(0, -1),
      (signature: Buffer) => Buffer.concat([signature, Buffer.of(0)]),
      (signature: Buffer) => Buffer.from(signature).fill(1, 40),
      () => Buffer.alloc(0),
    ]) {
      damage = bad;
      await expect(signer.sign(Buffer.from('data'))).rejects.toMatchObject({ code: 'keys/bad-signature' });
    }
  });
});
