import { toHex } from './bytes.js';
import { NotDer } from './der.js';
import { formatTime } from './elements.js';
import { openTimestamp, TimestampRejected } from './timestamp-token.js';
import { leadsTo } from './x509.js';

const MAX_BYTES = 64 * 1024;
/** How far the clocks of issuer and authority may be apart. */
const TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Whether a timestamp is of this certificate, by whom, and which time it says. Without the certificate of the authority
 * the check stays unknown: anybody can make a timestamp of their own.
 *
 * @param {Uint8Array} bytes - RFC 3161 response in DER
 * @param {{ certificate: object, jws: Uint8Array }} subject
 * @param {object | undefined} authority - the certificate that the reader brings (`readCertificateFile`)
 * @returns {Promise<string | undefined>} when the authority saw it, RFC 3339, once that is shown by the authority
 */
export async function checkTimestamp(bytes, { certificate, jws }, authority, note) {
  try {
    if (bytes.length > MAX_BYTES) throw new NotDer();
    const token = await openTimestamp(bytes, jws, authority);
    if (token.at.getTime() + TOLERANCE_MS < Date.parse(certificate.issuedAt))
      throw new TimestampRejected('タイムスタンプの時刻が、証明書に記載された発行日時より前です。');
    const at = token.at.toISOString();
    const says = `この証明書のタイムスタンプで、時刻は${formatTime(at)}です。署名は、その内容と一致します。`;
    if (!authority) {
      const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', token.certificate.der)));
      const text = `${says}ただし、署名した証明書（SHA-256 ${hash}）が時刻認証局のものであるかは、時刻認証局の証明書が入力されていないため、確認していません。`;
      note('timestamp', 'unknown', text);
      return undefined;
    }
    if (!(await leadsTo(token.certificate, authority, token.known, token.at)))
      throw new TimestampRejected('タイムスタンプに署名したのは、入力された時刻認証局ではありません。');
    note('timestamp', 'pass', `${says}署名したのは、入力された時刻認証局です。`);
    return at;
  } catch (error) {
    // Else whatever foreign bytes provoke in the readers.
    const text = error instanceof TimestampRejected ? error.message : 'タイムスタンプとして読み取れません。';
    note('timestamp', 'fail', text);
    return undefined;
  }
}
