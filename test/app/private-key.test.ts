import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { privateKey } from '../../src/app/private-key.js';

const folder = await mkdtemp(join(tmpdir(), 'kimitsu-'));
const file = join(folder, 'key.pem');
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = key.export({ format: 'jwk' });
const pem = (type: 'pkcs8' | 'sec1') => key.export({ type, format: 'pem' }).toString();
const other = (options: object) => generateKeyPairSync('ec', { namedCurve: 'P-256', ...options }).privateKey;
const PARAMETERS = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';

it.each`
  form                                 | source
  ${'PKCS #8'}                         | ${pem('pkcs8')}
  ${'SEC 1, as openssl ecparam gives'} | ${PARAMETERS + pem('sec1')}
  ${'PKCS #8 behind attributes'}       | ${`Bag Attributes\r\n${pem('pkcs8').replaceAll('\n', '\r\n')}`}
  ${'JWK'}                             | ${JSON.stringify({ ...jwk, kid: 'k' })}
`('takes a P-256 key as $form', async ({ source }) => {
  await writeFile(file, source);
  expect(await privateKey(file)).toEqual(jwk);
});

it.each`
  what                          | source
  ${'P-384'}                    | ${other({ namedCurve: 'P-384' }).export({ type: 'pkcs8', format: 'pem' })}
  ${'RSA'}                      | ${generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' })}
  ${'encrypted'}                | ${key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })}
  ${'a JWK with another point'} | ${JSON.stringify({ ...other({}).export({ format: 'jwk' }), d: jwk.d })}
  ${'a JWK of numbers'}         | ${JSON.stringify({ ...jwk, d: 5 })}
  ${'the public half'}          | ${JSON.stringify({ ...jwk, d: undefined })}
  ${'nothing'}                  | ${''}
`('refuses $what, and repeats nothing of it', async ({ source }) => {
  await writeFile(file, source);
  const refused = await privateKey(file).catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: 'usage', code: 'approval/not-a-key', detail: {} });
});
