import { fromHex, sameBytes, toLatin1 } from './bytes.js';
import { formatTime } from './elements.js';

const MAX_BYTES = 64 * 1024;
/** How far the clocks of issuer and authority may be apart. */
const TOLERANCE_MS = 5 * 60 * 1000;
/** id-ct-TSTInfo, the type of what is signed, and SHA-256, as they stand in DER. */
const TST_INFO = toLatin1(fromHex('060b2a864886f70d0109100104'));
const SHA256 = toLatin1(fromHex('0609608648016503040201'));

/**
 * Whether a timestamp is of this certificate, and which time it says. Who signed it is not checked here: the reader
 * brings no certificate of the authority, so the check never passes, it only fails.
 *
 * @param {Uint8Array} bytes - RFC 3161 response in DER
 * @param {{ certificate: object, jws: Uint8Array }} subject
 */
export async function checkTimestamp(bytes, { certificate, jws }, note) {
  const info = bytes.length > MAX_BYTES ? undefined : readInfo(bytes);
  if (!info) return note('timestamp', 'fail', 'タイムスタンプとして読み取れません。');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', jws));
  if (!sameBytes(info.imprint, digest))
    return note('timestamp', 'fail', '別のデータのタイムスタンプです。この証明書のものではありません。');
  if (info.at.getTime() + TOLERANCE_MS < Date.parse(certificate.issuedAt))
    return note('timestamp', 'fail', 'タイムスタンプの時刻が、証明書に記載された発行日時より前です。');
  const time = formatTime(info.at.toISOString());
  return note(
    'timestamp',
    'unknown',
    `この証明書のタイムスタンプで、時刻は${time}と記載されています。タイムスタンプの署名は、このページでは確認していません。kimitsu の検証コマンド又は OpenSSL で確認できます。`,
  );
}

/** TSTInfo (RFC 3161 §2.4.2): version, policy, imprint, serial number, time. Undefined when it is not found so. */
function readInfo(bytes) {
  const at = toLatin1(bytes).indexOf(TST_INFO);
  if (at < 0) return undefined;
  const content = value(bytes, at + TST_INFO.length, 0xa0);
  const octets = content && value(content, 0, 0x04);
  const info = octets && value(octets, 0, 0x30);
  const [version, policy, imprint, serial, time] = info ? values(info) : [];
  if (version?.tag !== 0x02 || policy?.tag !== 0x06 || imprint?.tag !== 0x30) return undefined;
  if (serial?.tag !== 0x02 || time?.tag !== 0x18) return undefined;
  const [algorithm, hash] = values(imprint.content);
  if (!toLatin1(algorithm?.content ?? new Uint8Array()).startsWith(SHA256) || hash?.tag !== 0x04) return undefined;
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,3})?\d*Z$/.exec(toLatin1(time.content));
  if (!digits) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = digits;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : { imprint: hash.content, at: instant };
}

/** Content of the DER value at `start`, if it has this tag. */
function value(bytes, start, tag) {
  const [first] = values(bytes.subarray(start), 1);
  return first?.tag === tag ? first.content : undefined;
}

/** The DER values that stand one after the other; those that are cut short are left out. */
function values(bytes, most = 10) {
  const found = [];
  for (let at = 0; at + 2 <= bytes.length && found.length < most; ) {
    const short = bytes[at + 1] < 0x80;
    const width = short ? 0 : bytes[at + 1] & 0x7f;
    if (width > 3) break;
    let length = short ? bytes[at + 1] : 0;
    for (let digit = 0; digit < width; digit++) length = length * 256 + (bytes[at + 2 + digit] ?? 0);
    const start = at + 2 + width;
    if (start + length > bytes.length) break;
    found.push({ tag: bytes[at], content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}
