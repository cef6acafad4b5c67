import { createECDH, createHash, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { privateKey } from '../../../src/app/private-key.js';
import { readPublicKey } from '../../../src/certify/public-key.js';
import { signerOf } from '../../../src/certify/signing-key.js';
import { readReceiverKey } from '../../../src/protect/receiver-envelope.js';
import { asFile } from '../own-file.js';
import { holds, isSame, MARKER, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

/** The same for everybody: nothing is protected by it. */
const pair = createECDH('prime256v1');
pair.setPrivateKey(createHash('sha256').update('a key for inputs').digest());
const point = pair.getPublicKey();
const jwk = {
  kty: 'EC',
  crv: 'P-256',
  d: pair.getPrivateKey('base64url'),
  x: point.subarray(1, 33).toString('base64url'),
  y: point.subarray(33).toString('base64url'),
};
const key = createPrivateKey({ key: jwk, format: 'jwk' });
/** Any odd number will do: it is not asked for its factors. */
const modulus = Buffer.concat(Array.from({ length: 12 }, (_, i) => createHash('sha256').update(`${i}`).digest()));
modulus[0] = 0xc1;
modulus[modulus.length - 1] = 0xc1;

const rsaPem = createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString();

/** Keys that a command is given as a file. */
export const privateKeys: readonly FuzzTarget[] = [
  {
    name: 'keys/private',
    form: 'bytes',
    seeds: () => [
      whole(key.export({ type: 'pkcs8', format: 'pem' })),
      whole(key.export({ type: 'sec1', format: 'pem' })),
      whole(`# ${MARKER}\n${key.export({ type: 'pkcs8', format: 'pem' })}`),
      whole(JSON.stringify({ ...jwk, kid: MARKER })),
      whole(JSON.stringify({ ...jwk, d: 5 })),
    ],
    check: (input) =>
      asFile(input, 'key.pem', async (file) => {
        const read = await refusing(() => privateKey(file), 'usage');
        isSame(await refusing(() => privateKey(file), 'usage'), read, 'the same file is the same key');
        if (!('value' in read)) return;
        const { kty, crv, x, y } = read.value;
        const shown = readPublicKey({ kty: kty!, crv: crv!, x: x!, y: y! });
        const data = Buffer.from('what is to be signed');
        const signed = await signerOf(read.value).sign(data);
        const holdsGood = verify('sha256', data, { key: shown.key, dsaEncoding: 'ieee-p1363' }, signed);
        holds(holdsGood, 'what a key signs, its public half verifies');
      }),
  },
  {
    name: 'keys/receiver',
    form: 'bytes',
    seeds: () => [whole(rsaPem), whole(rsaPem.replaceAll('PUBLIC KEY', 'CERTIFICATE'))],
    async check(input) {
      const read = await refusing(() => readReceiverKey(input.toString('utf8')), 'usage');
      if ('value' in read) holds(/^[0-9a-f]{64}$/.test(read.value.fingerprint), 'a key has a fingerprint');
    },
  },
];
