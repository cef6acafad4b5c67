import { fromHex, sameBytes, toHex } from './bytes.js';
import { readCanonical } from './canonical-parser.js';
import { count, either, integer, level, list, name, number, object, positive, sha256, string } from './shape.js';

const MAX_BYTES = 64 * 1024;

const misfitOf = object({
  schema: either('kimitsu/inclusion-proof/1'),
  certificate: object({ number, version: positive, sha256 }),
  index: count,
  count: positive,
  leaf: object({
    system: name,
    level,
    item: either('version', 'delete-marker', 'upload'),
    bytes: integer(0, Number.MAX_SAFE_INTEGER),
    commitment: sha256,
  }),
  opening: object({ object: string(2048), versionId: string(1024), salt: sha256 }),
  path: list(sha256, 0, 53),
  root: sha256,
});

/**
 * Checks that `bytes` prove one erased version to be among those that the certificate counts.
 *
 * @param {Uint8Array} bytes
 * @param {{ certificate: object, sha256: string }} subject - with the hash of its canonical JSON
 * @param {(id: string, state: string, text: string) => void} note
 * @returns the proof once all of it holds
 */
export async function checkProof(bytes, subject, note) {
  const proof = bytes.length > MAX_BYTES ? undefined : readCanonical(bytes)?.value;
  if (misfitOf(proof)) {
    note('proof-form', 'fail', '包含証明として読み取れません。途中で切れているか、書き換えられています。');
    return undefined;
  }
  note('proof-form', 'pass', '包含証明として必要な項目がそろっています。');
  const named = namesCertificate(proof.certificate, subject);
  if (named) note('proof-certificate', 'pass', 'この証明書について作られた包含証明です。');
  else note('proof-certificate', 'fail', '別の証明書について作られた包含証明です。');
  const opened = (await commitmentOf(proof.opening)) === proof.leaf.commitment;
  if (opened) note('proof-object', 'pass', '目録の行は、示された記録の版のものです。');
  else note('proof-object', 'fail', '目録の行は、示された記録の版のものではありません。');
  const leads = await leadsToRoot(proof, subject.certificate.inventory);
  if (leads) note('proof-path', 'pass', '目録の行は、証明書に記載された消去目録に含まれています。');
  else note('proof-path', 'fail', '目録の行が、証明書に記載された消去目録に含まれることを確認できません。');
  return named && opened && leads ? proof : undefined;
}

/** This certificate, or the one it directly follows. */
function namesCertificate(named, { certificate, sha256: hash }) {
  const own = { number: certificate.number, version: certificate.version, sha256: hash };
  return [own, certificate.predecessor].some(
    (one) => one?.number === named.number && one.version === named.version && one.sha256 === named.sha256,
  );
}

async function commitmentOf({ object, versionId, salt }) {
  const encoder = new TextEncoder();
  const parts = [object, versionId].map((part) => `${encoder.encode(part).length}:${part},`);
  return toHex(await sha256Of(encoder.encode(`kimitsu/inventory-leaf/1\n${salt}\n${parts.join('')}`)));
}

async function leadsToRoot({ leaf, index, count: leaves, path, root }, inventory) {
  if (leaves !== inventory.count || root !== inventory.root || index >= leaves) return false;
  const { bytes, commitment, item, level, system } = leaf;
  // Members in the order of canonical JSON.
  const line = JSON.stringify({ bytes, commitment, item, level, system });
  let hash = await sha256Of(Uint8Array.of(0), new TextEncoder().encode(line));
  // RFC 9162 §2.1.3.2; numbers, because counts pass 32 bits.
  let node = index;
  let last = leaves - 1;
  for (const sibling of path.map(fromHex)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await sha256Of(Uint8Array.of(1), sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = await sha256Of(Uint8Array.of(1), hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(hash, fromHex(root));
}

async function sha256Of(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
}
