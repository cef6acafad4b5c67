import { decodeBase64url } from './bytes.js';
import { readCanonical } from './canonical-parser.js';
import { TYPES } from './signed-data.js';
import { verifyDelivery } from './verify-delivery.js';
import { formatOf, MAX_FILE_BYTES, signedDataOf, verifyFile } from './verify-file.js';
import { readCertificateFile } from './x509.js';

/** More at once is a mistake: a certificate, the one after it, a revocation, a proof, a timestamp and its authority. */
export const MAX_FILES = 8;

/**
 * Verifies every certificate among the files against the rest: a proof, a revocation, another certificate.
 *
 * @param {{ name: string, bytes: Uint8Array, archive?: Blob }[]} files - of a ZIP file its first bytes, and the file
 * @param {{ pin?: string, expectedHead?: string }} expected
 * @returns {Promise<{ name: string, verified: object }[]>} the newest certificate last, as chosen
 */
export async function verifyChosen(files, expected) {
  const sorted = files.map((file) => ({ ...file, kind: file.archive ? 'certificate' : kindOf(file.bytes) }));
  const of = (kind) => sorted.find((file) => file.kind === kind)?.bytes;
  const main = sorted.filter(({ kind }) => kind === 'certificate');
  // A proof or a revocation alone proves nothing; it is then shown as the file it is not.
  const shown = main.length > 0 ? main : sorted;
  const results = [];
  for (const { name, bytes, archive } of shown) {
    const other = main.find((file) => file.bytes !== bytes && !file.archive);
    const companions =
      main.length > 0 ? { proof: of('proof'), revocation: of('revocation'), timestamp: of('timestamp') } : {};
    const authority = expected.authority ?? authorityOf(of('authority'));
    const successor = other && (await signedDataOf(other.bytes));
    const against = { ...expected, ...companions, authority, successor };
    results.push({ name, verified: await (archive ? verifyDelivery(archive, against) : verifyFile(bytes, against)) });
  }
  return results;
}

/** By content; anything unknown counts as a certificate, so that it is judged and not passed over. */
function kindOf(bytes) {
  if (bytes.length > MAX_FILE_BYTES) return 'certificate';
  if (readCertificateFile(bytes)) return 'authority';
  // DER: a sequence whose length takes two bytes.
  if (bytes[0] === 0x30 && bytes[1] === 0x82) return 'timestamp';
  const format = formatOf(bytes);
  if (format === 'json') return /"schema":"kimitsu\/inclusion-proof\//.test(textOf(bytes)) ? 'proof' : 'certificate';
  if (format !== 'jws') return 'certificate';
  const header = decodeBase64url(textOf(bytes).split('.', 1)[0]);
  const type = header && readCanonical(header)?.value?.typ;
  return type === TYPES.revocation ? 'revocation' : 'certificate';
}

const authorityOf = (bytes) => bytes && readCertificateFile(bytes);

const textOf = (bytes) => new TextDecoder('latin1').decode(bytes.subarray(0, 64 * 1024));
