import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { signDocument } from '../../src/certify/jws.js';
import { checkSignature, NotAccepted, openJws } from '../../src/certify/jws-open.js';
import { type PublicKey, readPublicKey } from '../../src/certify/public-key.js';
import { newSigner } from './keys.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const TYP = 'test+jws';
const signer = newSigner();
const key: PublicKey = readPublicKey({ ...signer.publicJwk });
let good: string;

beforeAll(async () => {
  good = await signDocument({ count: 12, name: '髙﨑𠮷' }, TYP, signer);
});

function refused(jws: string | Uint8Array): string | undefined {
  try {
    checkSignature(openJws(typeof jws === 'string' ? Buffer.from(jws, 'latin1') : jws, TYP), key);
    return undefined;
  } catch (error) {
    if (error instanceof NotAccepted) return error.check;
    throw error;
  }
}

const encode = (value: string) => Buffer.from(value, 'utf8').toString('base64url');

/** Signs header and payload texts as they are, with an honest key. */
async function signRaw(header: string, payload: string): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  for (;;) {
    const signature = Buffer.from(await signer.sign(Buffer.from(input)));
    if (BigInt(`0x${signature.subarray(32).toString('hex')}`) <= ORDER / 2n) {
      return `${input}.${signature.toString('base64url')}`;
    }
  }
}

describe('openJws and checkSignature', () => {
  it('accept what signing makes', () => expect(refused(good)).toBeUndefined());

  it('accept a raw signing in the same form, so the refusals below are for their fault alone', async () => {
    const header = canonicalJson({ alg: 'ES256', cty: 'application/json', kid: key.fingerprint, typ: TYP });
    expect(refused(await signRaw(header, '{"a":1}'))).toBeUndefined();
  });

  it('refuse every single-bit flip', () => {
    const bytes = Buffer.from(good, 'latin1');
    let tried = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        if (refused(flipped) === undefined) expect.fail(`flip of bit ${bit} in byte ${at} was accepted`);
        tried++;
      }
    }
    expect(tried).toBe(good.length * 8);
  });

  it.each([' ', '\n', '\r\n', '=', '.', '\0', 'AA=='])('refuse %j at the end and at the start', (extra) => {
    expect(refused(good + extra)).toBe('form');
    expect(refused(extra + good)).toBeDefined();
  });

  it('refuse every cut', () => {
    for (let length = 0; length < good.length; length++) expect(refused(good.slice(0, length))).toBeDefined();
  });

  it('refuse another spelling of the same bytes: unused bits of the last character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(good.at(-1)!);
    // 64 bytes leave 4 unused bits in the last character.
    const respelled = good.slice(0, -1) + alphabet[last ^ 1];
    expect(Buffer.from(respelled.split('.')[2]!, 'base64url')).toEqual(Buffer.from(good.split('.')[2]!, 'base64url'));
    expect(refused(respelled)).toBe('form');
  });

  it('refuse the high-S twin of a signature, which plain ECDSA accepts', () => {
    const [header, payload, signature] = good.split('.');
    const bytes = Buffer.from(signature!, 'base64url');
    const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex')]);
    expect(refused(`${header}.${payload}.${twin.toString('base64url')}`)).toBe('signature');
  });

  it('refuse another key', () => {
    const other = readPublicKey({ ...newSigner().publicJwk });
    expect(() => checkSignature(openJws(Buffer.from(good), TYP), other)).toThrow('does not match');
  });

  const members = { alg: 'ES256', cty: 'application/json', kid: key.fingerprint, typ: TYP };
  it.each([
    ['alg none', canonicalJson({ ...members, alg: 'none' })],
    ['alg HS256', canonicalJson({ ...members, alg: 'HS256' })],
    ['alg RS256', canonicalJson({ ...members, alg: 'RS256' })],
    ['another typ', canonicalJson({ ...members, typ: 'kimitsu-approval+jws' })],
    ['an embedded key', canonicalJson({ ...members, jwk: signer.publicJwk })],
    ['crit', canonicalJson({ ...members, crit: ['b64'] })],
    ['no kid', canonicalJson({ ...members, kid: undefined })],
    ['members in another order', JSON.stringify(Object.fromEntries(Object.entries(members).reverse()))],
    ['a duplicate member', canonicalJson(members).replace('{', '{"alg":"none",')],
    ['white space', `${canonicalJson(members)} `],
    ['an array', '[]'],
    ['a string', '"ES256"'],
  ])('refuse a header with %s, honestly signed', async (_name, header) => {
    expect(refused(await signRaw(header, '{"a":1}'))).toBe('header');
  });

  it.each([
    ['a duplicate member', '{"a":1,"a":2}'],
    ['another order', '{"b":1,"a":2}'],
    ['white space', '{"a": 1}'],
    ['a line break at the end', '{"a":1}\n'],
    ['bytes after the end', '{"a":1}{}'],
    ['a float', '{"a":1.5}'],
    ['1e3', '{"a":1e3}'],
    ['1.0', '{"a":1.0}'],
    ['minus zero', '{"a":-0}'],
    ['an integer beyond 2^53', '{"a":9007199254740993}'],
    ['null', '{"a":null}'],
    ['true', '{"a":true}'],
    ['an escape that is not needed', '{"a":"\\u0041"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['a duplicate __proto__', '{"__proto__":1,"__proto__":1}'],
    ['deep nesting', '['.repeat(40) + ']'.repeat(40)],
    ['nothing', ''],
  ])('refuse a payload with %s, honestly signed', async (_name, payload) => {
    expect(refused(await signRaw(canonicalJson(members), payload))).toBe('payload');
  });

  it('refuse a payload that is not UTF-8', async () => {
    const input = `${encode(canonicalJson(members))}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}`;
    expect(refused(`${input}.${'A'.repeat(86)}`)).toBe('payload');
  });

  it.each([
    ['r = 0', Buffer.concat([Buffer.alloc(32), Buffer.alloc(32, 1)])],
    ['s = 0', Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32)])],
    ['r = s = 0', Buffer.alloc(64)],
    ['63 bytes', Buffer.alloc(63, 1)],
    ['65 bytes', Buffer.alloc(65, 1)],
    ['nothing', Buffer.alloc(0)],
  ])('refuse a signature of %s', (_name, signature) => {
    const input = good.split('.').slice(0, 2).join('.');
    expect(refused(`${input}.${signature.toString('base64url')}`)).toBe('signature');
  });
});
