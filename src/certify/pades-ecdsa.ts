import * as asn1 from 'asn1js';
import { Fault } from '../base/fault.js';

/** Order of the P-256 group, SP 800-186 §3.2.1.3. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * `Ecdsa-Sig-Value` of RFC 3279 §2.2.3 in DER, from r and s side by side. Of the two values of s that verify, the
 * smaller is written, so that a signature has one form.
 *
 * @param raw - 64 bytes, r then s, big endian
 */
export function derSignature(raw: Uint8Array): Uint8Array {
  if (raw.byteLength !== 64) throw new Fault('bug', 'certificate/bad-signer', 'a signer must give 64 bytes');
  const hex = Buffer.from(raw).toString('hex');
  const s = BigInt(`0x${hex.slice(64)}`);
  const low = s > ORDER / 2n ? ORDER - s : s;
  const value = [BigInt(`0x${hex.slice(0, 64)}`), low].map((part) => asn1.Integer.fromBigInt(part));
  return new Uint8Array(new asn1.Sequence({ value }).toBER());
}
