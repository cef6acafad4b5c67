import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { sampleInput } from '../../fixtures/certificate/sample.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { buildCertificate } from '../../src/certify/certificate.js';
import { type Signer, signCertificate, signDocument, thumbprint } from '../../src/certify/jws.js';
import { newSigner } from './keys.js';

const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const sOf = (jws: string) => BigInt(`0x${Buffer.from(jws.split('.')[2]!, 'base64url').subarray(32).toString('hex')}`);

describe('signCertificate', () => {
  it('is a JWS that the jose library verifies', async () => {
    const signer = newSigner();
    const certificate = buildCertificate(sampleInput(signer.publicJwk));
    const jws = await signCertificate(certificate, signer);
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK(signer.publicJwk, 'ES256'));
    expect(Buffer.from(payload).toString('utf8')).toBe(canonicalJson(certificate));
    expect(protectedHeader).toEqual({
      alg: 'ES256',
      kid: thumbprint(signer.publicJwk),
      typ: 'kimitsu-disposal-certificate+jws',
      cty: 'application/json',
    });
  });

  it('refuses to sign with another key than the certificate names', async () => {
    const certificate = buildCertificate(sampleInput(newSigner().publicJwk));
    expect(() => signCertificate(certificate, newSigner())).toThrow(
      expect.objectContaining({ code: 'certificate/other-key' }),
    );
  });
});

describe('signDocument', () => {
  it('issues low-S signatures only, whatever the signer gives', async () => {
    const signer = newSigner();
    const key = await importJWK(signer.publicJwk, 'ES256');
    let flipped = 0;
    const counting: Signer = {
      publicJwk: signer.publicJwk,
      sign: async (data) => {
        const signature = await signer.sign(data);
        if (BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`) > HALF_ORDER) flipped++;
        return signature;
      },
    };
    for (let n = 0; n < 40; n++) {
      const jws = await signDocument({ n }, 'test', counting);
      expect(sOf(jws) <= HALF_ORDER).toBe(true);
      await compactVerify(jws, key);
    }
    expect(flipped).toBeGreaterThan(0);
  });

  it('refuses a signature that is not 64 bytes (DER, for instance)', async () => {
    const signer = newSigner();
    const wrong: Signer = { ...signer, sign: async () => new Uint8Array(71) };
    await expect(signDocument({}, 'test', wrong)).rejects.toMatchObject({ code: 'certificate/bad-signer' });
  });
});

it('thumbprint is that of RFC 7638', () => {
  // Checked with the jose library, which signing does not use for it.
  const signer = newSigner();
  return import('jose').then(async ({ calculateJwkThumbprint }) =>
    expect(thumbprint(signer.publicJwk)).toBe(await calculateJwkThumbprint(signer.publicJwk)),
  );
});
