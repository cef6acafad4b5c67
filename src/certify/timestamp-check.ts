import type { CertificateDocument } from './certificate-schema.js';
import { TimestampRejected, verifyTimestamp } from './timestamp-verify.js';
import type { CheckList } from './verification.js';

/** How far the clocks of issuer and authority may be apart. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Notes what a timestamp says of the certificate's JWS. Without a pinned authority it stays `unknown`: anybody can make
 * a timestamp of their own.
 *
 * @returns when the authority saw it, once that is shown by the pinned one
 */
export function checkTimestamp(
  bytes: Uint8Array,
  jws: Uint8Array,
  { issuedAt }: CertificateDocument,
  authority: string | undefined,
  list: CheckList,
): Date | undefined {
  try {
    const { at, pinned, authority: seen } = verifyTimestamp(bytes, jws, authority);
    const text = `stamped ${at.toISOString()} by the certificate with SHA-256 ${seen}`;
    if (at.getTime() + CLOCK_TOLERANCE_MS < Date.parse(issuedAt))
      list.fail('timestamp', `${text}, before the certificate says it was issued`);
    else if (pinned === undefined) list.unknown('timestamp', `${text}; not compared with a pinned authority`);
    else if (!pinned) list.fail('timestamp', `${text}, which is not the pinned authority`);
    else {
      list.pass('timestamp', text);
      return at;
    }
  } catch (error) {
    if (!(error instanceof TimestampRejected)) throw error;
    list.fail('timestamp', `the timestamp is not accepted: ${error.message}`);
  }
  return undefined;
}
