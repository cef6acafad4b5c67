import { sameBytes, toLatin1 } from './bytes.js';
import { bitsOf, contentOf, context, inside, NotDer, oidOf, onlyValue, TAG, timeOf, valueAt } from './der.js';
import { isSignedBy } from './signature-algorithm.js';

const OID = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
};

/** What of an X.509 certificate decides whose timestamp it is. @param {Uint8Array} der @throws {NotDer} */
export function readX509(der) {
  const certificate = onlyValue(der, TAG.sequence);
  const [tbs, algorithm, signature] = inside(certificate);
  const members = inside(tbs, TAG.sequence);
  // Version 1 does not name its version.
  const [serial, , issuer, validity, subject, spki] = members[0]?.tag === context(0) ? members.slice(1) : members;
  const [from, to] = inside(validity, TAG.sequence).map(timeOf);
  sequence(spki);
  const extensions = members.find(({ tag }) => tag === context(3));
  return {
    der,
    serial: contentOf(serial, TAG.integer),
    issuer: sequence(issuer),
    subject: sequence(subject),
    from,
    to,
    spki,
    signed: tbs.raw,
    algorithm,
    signature: bitsOf(signature),
    extensions: extensions ? extensionsOf(extensions) : new Map(),
  };
}

/** The whole value, if it is a sequence. */
function sequence(value) {
  contentOf(value, TAG.sequence);
  return value.raw;
}

/** The first certificate of PEM text, or a certificate in DER. @param {Uint8Array} bytes */
export function readCertificateFile(bytes) {
  try {
    if (bytes[0] === TAG.sequence) return readX509(bytes);
    const text = toLatin1(bytes.subarray(0, 64 * 1024));
    const body = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/.exec(text)?.[1];
    return body && readX509(Uint8Array.from(atob(body.replace(/\s/g, '')), (letter) => letter.charCodeAt(0)));
  } catch {
    // NotDer, or what `atob` throws: no certificate.
    return undefined;
  }
}

function extensionsOf(value) {
  const [list] = inside(value);
  const found = new Map();
  for (const extension of inside(list, TAG.sequence)) {
    const members = inside(extension, TAG.sequence);
    const critical = members.length === 3 && contentOf(members[1], TAG.boolean)[0] === 0xff;
    const id = oidOf(members[0]);
    if (found.has(id)) throw new NotDer();
    found.set(id, { critical, value: valueAt(contentOf(members.at(-1), TAG.octets)) });
  }
  return found;
}

/** RFC 3161 §2.3: the key makes timestamps and nothing else, which the certificate says critically. */
export function isForTimestampsAlone({ extensions }) {
  const usage = extensions.get(OID.extendedKeyUsage);
  const purposes = usage ? inside(usage.value, TAG.sequence).map(oidOf) : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === OID.timeStamping;
}

export const isValidAt = ({ from, to }, at) => at >= from && at <= to;

/** Whether `pin` is the certificate itself, or issued it by way of those that came along. */
export async function leadsTo(certificate, pin, known, at) {
  let current = certificate;
  for (let steps = 0; steps < 5; steps++) {
    if (sameBytes(current.der, pin.der)) return true;
    const issuer = await issuerOf(current, [pin, ...known], at);
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}

async function issuerOf(certificate, candidates, at) {
  for (const one of candidates) {
    if (sameBytes(one.der, certificate.der) || !sameBytes(one.subject, certificate.issuer)) continue;
    if (!mayIssue(one) || !isValidAt(one, at)) continue;
    if (await isSignedBy(one.spki, certificate.algorithm, certificate.signature, certificate.signed)) return one;
  }
  return undefined;
}

function mayIssue({ extensions }) {
  const constraints = extensions.get(OID.basicConstraints);
  const [ca] = constraints ? inside(constraints.value, TAG.sequence) : [];
  const usage = extensions.get(OID.keyUsage);
  // Bit 5: keyCertSign.
  const signs = !usage || (contentOf(usage.value, TAG.bits)[1] & 0x04) !== 0;
  return ca?.tag === TAG.boolean && ca.content[0] === 0xff && signs;
}
