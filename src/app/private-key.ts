import { createECDH, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BitString, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Fault } from '../base/fault.js';
import { unreadable } from './unreadable.js';

const P256 = '1.2.840.10045.3.1.7';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const PEM = /-----BEGIN ((?:EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/;

/** The secret number of a P-256 key, and the point that stands beside it, where one does. */
interface Stated {
  number: Uint8Array;
  point?: Uint8Array;
}

/** A P-256 private key from a file that somebody was handed: used and not kept. @throws {Fault} usage `approval/not-a-key` */
export async function privateKey(file: string): Promise<JsonWebKey> {
  const source = await readOrFault(file);
  try {
    return jwkOf(source.trimStart().startsWith('{') ? fromJwk(JSON.parse(source)) : fromPem(source));
  } catch {
    // the same answer: it is no such key, and nothing of it is repeated
  }
  throw new Fault(
    'usage',
    'approval/not-a-key',
    'not a P-256 private key',
    {},
    { hint: 'PEM (PKCS #8 or SEC 1) or JWK, unencrypted' },
  );
}

/** A file may name any public half: what it signs would then be nobody's. */
function jwkOf({ number, point }: Stated): JsonWebKey {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(number);
  const [own, compressed] = [pair.getPublicKey(), pair.getPublicKey(null, 'compressed')];
  if (point && !own.equals(point) && !compressed.equals(point)) throw new TypeError('the public half of another key');
  const d = pair.getPrivateKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    d: Buffer.concat([Buffer.alloc(32 - d.length), d]).toString('base64url'),
    x: own.subarray(1, 33).toString('base64url'),
    y: own.subarray(33).toString('base64url'),
  };
}

function fromJwk(jwk: Partial<Record<string, unknown>>): Stated {
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256') throw new TypeError('another kind of key');
  const [number, x, y] = ['d', 'x', 'y'].map((name) => Buffer.from(String(jwk[name]), 'base64url'));
  return { number: number!, point: Buffer.concat([Buffer.of(4), x!, y!]) };
}

/**
 * RFC 5915 (SEC 1), alone or in RFC 5958 (PKCS #8). Taken apart here: Node ends the whole process when it is asked about
 * a key whose number or point does not fit its curve.
 */
function fromPem(source: string): Stated {
  const [, label, body = ''] = PEM.exec(source) ?? [];
  const outer = parsed(Buffer.from(body, 'base64'), Sequence).valueBlock.value;
  if (label === 'EC PRIVATE KEY') return ecPrivateKey(outer, undefined);
  const [algorithm, curve] = of(outer[1], Sequence).valueBlock.value.map((one) => of(one, ObjectIdentifier));
  if (algorithm?.getValue() !== EC_PUBLIC_KEY) throw new TypeError('another kind of key');
  const inner = parsed(of(outer[2], OctetString).valueBlock.valueHexView, Sequence).valueBlock.value;
  return ecPrivateKey(inner, curve?.getValue());
}

function ecPrivateKey([, number, ...optional]: readonly unknown[], curveOutside: string | undefined): Stated {
  const tagged = (tag: number) =>
    optional
      .filter((one) => one instanceof Constructed)
      .find(({ idBlock: { tagClass, tagNumber } }) => tagClass === 3 && tagNumber === tag)?.valueBlock.value[0];
  const inside = tagged(0);
  const curves = [curveOutside, inside && of(inside, ObjectIdentifier).getValue()].filter((one) => one !== undefined);
  if (curves.length === 0 || curves.some((curve) => curve !== P256)) throw new TypeError('another curve');
  const point = tagged(1);
  return {
    number: of(number, OctetString).valueBlock.valueHexView,
    ...(point === undefined ? {} : { point: of(point, BitString).valueBlock.valueHexView }),
  };
}

function parsed<Type>(der: Uint8Array, type: new (...args: never[]) => Type): Type {
  const { offset, result } = fromBER(der);
  if (offset !== der.byteLength) throw new TypeError('not one structure');
  return of(result, type);
}

function of<Type>(value: unknown, type: new (...args: never[]) => Type): Type {
  if (value instanceof type) return value;
  throw new TypeError('another structure');
}

/** @throws {Fault} usage `file/unreadable` */
export async function readOrFault(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(cause);
  }
}
