import { misfitOf } from './certificate-shape.js';
import { fingerprintOf } from './public-key-text.js';
import { coordinate, count, either, instant, name, number, object, positive, sha256, text } from './shape.js';
import { openSignedData, signatureHolds, TYPES } from './signed-data.js';

const organisation = { name, 'department?': name };
const revocationMisfitOf = object({
  schema: either('kimitsu/certificate-revocation/1'),
  certificate: object({ number, version: positive, sha256 }),
  reason: text,
  revokedAt: instant,
  revokedBy: name,
  confirmedBy: name,
  issuer: object({ ...organisation, responsible: name }),
  auditHead: object({ seq: count, hash: sha256 }),
  issuerKey: object({ kty: either('EC'), crv: either('P-256'), x: coordinate, y: coordinate }),
});

/**
 * Whether a revocation that was chosen with the certificate revokes it. One that does not show that it leaves the
 * certificate alone fails the check.
 *
 * @param {Uint8Array} bytes
 * @param {{ certificate: object, sha256: string, signedBy?: string }} subject
 * @param {(id: string, state: string, text: string) => void} note
 */
export async function checkRevocation(bytes, { certificate, sha256: hash, signedBy }, note) {
  const read = await readSigned(bytes, TYPES.revocation, revocationMisfitOf);
  if (!read)
    return note('revocation', 'fail', '取消し通知を確認できません。途中で切れているか、書き換えられています。');
  const { document, key } = read;
  if (!names(document.certificate, certificate, hash))
    return note('revocation', 'pass', '選ばれた取消し通知は、別の証明書のものです。');
  if (key !== signedBy)
    return note('revocation', 'fail', '別の鍵で署名された取消し通知です。発行者に確認してください。');
  return note('revocation', 'fail', `発行者がこの証明書を取り消しています。理由：${document.reason}`);
}

/**
 * Whether another certificate that was chosen takes the place of this one.
 *
 * @param {Uint8Array} bytes - its signed data
 */
export async function checkSuccession(bytes, { certificate, sha256: hash, signedBy }, note) {
  const read = await readSigned(bytes, TYPES.certificate, misfitOf);
  if (!read)
    return note('succession', 'fail', 'もう一つの証明書を確認できません。途中で切れているか、書き換えられています。');
  const { document, key } = read;
  const { predecessor } = document;
  const follows = predecessor !== undefined && names(predecessor, certificate, hash);
  const completes =
    certificate.stage === 'interim' && document.stage === 'final' && document.erasureId === certificate.erasureId;
  if (!follows && !completes)
    return note('succession', 'pass', 'もう一つの証明書は、この証明書に代わるものではありません。');
  if (key !== signedBy)
    return note('succession', 'fail', '別の鍵で署名された、後の証明書があります。発行者に確認してください。');
  const why = WORDS[follows ? predecessor.relation : 'completes'];
  return note('succession', 'fail', `この証明書は、証明書 ${document.number} ${why}`);
}

const WORDS = {
  completes: 'に置き換えられています（確定の証明書が発行されています）。',
  corrects: 'により訂正されています。',
  revokes: 'により取り消されています。',
};

/** By hash, or by number and version: a forged content under the same number is named as well. */
function names(named, { number: itsNumber, version }, hash) {
  return named.sha256 === hash || (named.number === itsNumber && named.version === version);
}

/** The document and the fingerprint of the key that is shown to have signed it. */
async function readSigned(bytes, type, misfit) {
  const opened = openSignedData(bytes, type);
  if (opened.problem || misfit(opened.document)) return undefined;
  const jwk = opened.document.issuerKey;
  const key = await fingerprintOf(jwk);
  if (key !== opened.kid || !(await signatureHolds(opened, jwk))) return undefined;
  return { document: opened.document, key };
}
