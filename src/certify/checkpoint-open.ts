import { createHash } from 'node:crypto';
import { Fault } from '../base/fault.js';
import { CHECKPOINT_TYP, checkpointSchema } from './checkpoint-schema.js';
import { checkSignature, NotAccepted, openJws } from './jws-open.js';
import { readPublicKey } from './public-key.js';

/** A checkpoint whose signature holds, by the key that it names: whose key that is, others decide. */
export interface OpenedCheckpoint {
  number: number;
  service: string;
  /** The entry that the log ended with. */
  seq: number;
  hash: string;
  at: string;
  previous?: string | undefined;
  /** SHA-256 of its JWS: how the next one names it. */
  sha256: string;
  /** RFC 7638 thumbprint of the key that signed. */
  fingerprint: string;
  jws: string;
}

/** Longest JWS of a checkpoint that is looked at. */
const MAX_LENGTH = 16 * 1024;

/** Shares no code with signing. @throws {NotAccepted} */
export function openCheckpoint(jws: string): OpenedCheckpoint {
  if (jws.length > MAX_LENGTH) throw new NotAccepted('form', 'too large');
  const opened = openJws(Buffer.from(jws, 'latin1'), CHECKPOINT_TYP);
  const { success, data } = checkpointSchema.safeParse(opened.document);
  if (!success) throw new NotAccepted('payload', 'not a checkpoint of a known schema');
  const key = keyOf(data.issuerKey);
  if (key.fingerprint !== opened.kid) throw new NotAccepted('signature', 'the header names another key');
  checkSignature(opened, key);
  const { number, service, head, at, previous } = data;
  const sha256 = createHash('sha256').update(jws, 'latin1').digest('hex');
  return { number, service, ...head, at, previous, sha256, fingerprint: key.fingerprint, jws };
}

/** The key that a checkpoint names and is signed by. @throws {NotAccepted} */
export function keyOfCheckpoint(jws: string): ReturnType<typeof readPublicKey> {
  const { document } = openJws(Buffer.from(openCheckpoint(jws).jws, 'latin1'), CHECKPOINT_TYP);
  return keyOf(checkpointSchema.parse(document).issuerKey);
}

function keyOf(jwk: Parameters<typeof readPublicKey>[0]): ReturnType<typeof readPublicKey> {
  try {
    return readPublicKey(jwk);
  } catch (error) {
    if (error instanceof Fault) throw new NotAccepted('signature', 'it names no P-256 public key');
    throw error;
  }
}
