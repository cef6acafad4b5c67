import { beforeAll, describe, expect, it } from 'vitest';
import { signDocument, TYP } from '../../../src/certify/jws.js';
import { openSignedData, signatureHolds } from '../../../src/certify/page/signed-data.js';
import { newSigner } from '../keys.js';

const signer = newSigner();
let jws: string;

beforeAll(async () => {
  jws = await signDocument({ count: 12, name: '髙﨑𠮷' }, TYP.certificate, signer);
});

async function accepted(bytes: Uint8Array): Promise<boolean> {
  const opened = openSignedData(bytes);
  return opened.problem === undefined && signatureHolds(opened, signer.publicJwk);
}

describe('signed data in the page', () => {
  it('accepts what signing makes', async () => expect(await accepted(Buffer.from(jws))).toBe(true));

  it('refuses every single-bit flip', async () => {
    const bytes = Buffer.from(jws, 'latin1');
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        if (await accepted(flipped)) expect.fail(`flip of bit ${bit} in byte ${at} was accepted`);
      }
    }
  });

  it('refuses every cut and every byte more', async () => {
    for (let length = 0; length < jws.length; length++)
      expect(await accepted(Buffer.from(jws.slice(0, length)))).toBe(false);
    for (const extra of ['\n', ' ', '=', '.', 'A', '\0']) expect(await accepted(Buffer.from(jws + extra))).toBe(false);
  });
});
