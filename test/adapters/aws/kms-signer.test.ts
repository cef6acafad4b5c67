import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openKmsSigner } from '../../../src/adapters/aws/kms/kms-signer.js';
import { signDocument } from '../../../src/certify/jws.js';
import { checkSignature, openJws } from '../../../src/certify/jws-open.js';
import { readPublicKey } from '../../../src/certify/public-key.js';
import { SIGNING_KEY_ARN, SigningKms } from '../../support/signing-kms.js';

const ARN = SIGNING_KEY_ARN;
let kms: SigningKms;

beforeAll(async () => {
  kms = await SigningKms.start();
});
afterAll(() => kms.close());
beforeEach(() => {
  kms.asked = [];
  kms.described = {};
  kms.damage = (signature) => signature;
});

const open = (keyArn = ARN, account = '123456789012') =>
  openKmsSigner({
    keyArn,
    client: {
      region: 'ap-northeast-1',
      endpoint: kms.endpoint,
      credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
      approved: { endpoint: kms.endpoint, account },
    },
  });

describe('B2-4-1: a signing key in AWS KMS', () => {
  it('signs a document that everyone can verify, and sends its hash only', async () => {
    const signer = await open();
    for (let turn = 0; turn < 20; turn++) {
      const jws = await signDocument({ turn, text: 'あ'.repeat(3000) }, 'sample+jws', signer);
      checkSignature(openJws(Buffer.from(jws), 'sample+jws'), readPublicKey({ ...signer.publicJwk }));
    }
    const { target, input } = kms.asked.at(-1)!;
    expect(target).toBe('Sign');
    expect(input).toMatchObject({ KeyId: ARN, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' });
    expect(Buffer.from(input.Message!, 'base64')).toHaveLength(32);
  });

  it.each([
    ['for encryption', { KeyUsage: 'ENCRYPT_DECRYPT' }],
    ['on another curve', { KeySpec: 'ECC_SECG_P256K1' }],
    ['with another ARN than the one kms.asked for', { KeyId: ARN.replace('1111', '9999') }],
  ])('is refused when it is one %s', async (_what, answer) => {
    kms.described = answer;
    await expect(open()).rejects.toMatchObject({ code: 'keys/not-a-signing-key' });
  });

  it('B2-1-2: is not kms.asked for in another account than the approved one', async () => {
    await expect(open(ARN, '999999999999')).rejects.toMatchObject({ code: 'services/other-account' });
    expect(kms.asked).toEqual([]);
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
      kms.damage = bad;
      await expect(signer.sign(Buffer.from('data'))).rejects.toMatchObject({ code: 'keys/bad-signature' });
    }
  });
});
