import { verify } from 'node:crypto';
import { NotCanonical, parseCanonical } from './canonical-check.js';
import type { PublicKey } from './public-key.js';

/** Why something is not the JWS that was expected: which check, and an English reason without content. */
export class NotAccepted extends Error {
  constructor(
    readonly check: 'form' | 'header' | 'payload' | 'signature',
    reason: string,
  ) {
    super(reason);
  }
}

/** A JWS taken apart, not yet verified. */
export interface OpenedJws {
  kid: string;
  payload: Uint8Array;
  /** Canonical JSON value of the payload. */
  document: unknown;
  signingInput: Uint8Array;
  signature: Uint8Array;
}

/**
 * Takes a JWS compact serialisation apart and holds it to the one form that is issued: three canonical base64url
 * parts and nothing around them, a canonical header of exactly alg, cty, kid and typ, canonical JSON inside.
 * Independent of `jws.ts` on purpose.
 *
 * @throws {NotAccepted}
 */
export function openJws(bytes: Uint8Array, typ: string): OpenedJws {
  const opened = parts(bytes, typ);
  return { ...opened, document: canonical(opened.payload, 'payload') };
}

/**
 * The same of a JWS whose payload must be exactly `content`, of which the caller knows already that it is in its one form.
 *
 * @throws {NotAccepted}
 */
export function openJwsOver(content: Uint8Array, bytes: Uint8Array, typ: string): Omit<OpenedJws, 'document'> {
  const opened = parts(bytes, typ);
  if (!Buffer.from(opened.payload).equals(content)) throw new NotAccepted('payload', 'signs something else');
  return opened;
}

function parts(bytes: Uint8Array, typ: string): Omit<OpenedJws, 'document'> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const three = text.split('.', 4);
  if (three.length !== 3) throw new NotAccepted('form', 'not three parts');
  const [header, payload, signature] = three.map(decode) as [Buffer, Buffer, Buffer];
  const kid = readHeader(header, typ);
  const signingInput = bytes.subarray(0, three[0]!.length + 1 + three[1]!.length);
  return { kid, payload, signingInput, signature };
}

/** @throws {NotAccepted} unless the signature is ES256 by `key`, in its low-S form */
export function checkSignature({ signingInput, signature }: Omit<OpenedJws, 'document'>, { key }: PublicKey): void {
  if (signature.byteLength !== 64) throw new NotAccepted('signature', 'not 64 bytes');
  const s = Buffer.from(signature).subarray(32).toString('hex');
  if (s > HALF_ORDER) throw new NotAccepted('signature', 'not in low-S form');
  if (!verify('sha256', signingInput, { key, dsaEncoding: 'ieee-p1363' }, signature)) {
    throw new NotAccepted('signature', 'does not match');
  }
}

/** Half the order of P-256, rounded down, as 64 hex digits: compares as text. */
const HALF_ORDER = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';

/** Strict base64url: alphabet only, no padding, and unused bits zero, so one value has one spelling. */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) throw new NotAccepted('form', 'not canonical base64url');
  return bytes;
}

function readHeader(bytes: Uint8Array, typ: string): string {
  const header = canonical(bytes, 'header');
  if (typeof header !== 'object' || header === null) throw new NotAccepted('header', 'not an object');
  const { alg, kid, typ: actual, cty } = header as Record<string, unknown>;
  if (alg !== 'ES256') throw new NotAccepted('header', 'algorithm is not ES256');
  if (actual !== typ) throw new NotAccepted('header', 'another type of document');
  if (cty !== 'application/json') throw new NotAccepted('header', 'content is not JSON');
  if (typeof kid !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(kid)) throw new NotAccepted('header', 'no key id');
  if (Object.keys(header).length !== 4) throw new NotAccepted('header', 'members that are not allowed');
  return kid;
}

function canonical(bytes: Uint8Array, check: 'header' | 'payload'): unknown {
  try {
    return parseCanonical(bytes);
  } catch (error) {
    if (error instanceof NotCanonical) throw new NotAccepted(check, error.message);
    throw error;
  }
}
