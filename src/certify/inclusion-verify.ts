import { createHash } from 'node:crypto';
import { NotCanonical, parseCanonical, writeCanonical } from './canonical-check.js';
import type { CertificateDocument } from './certificate-schema.js';
import { rootFromPath } from './inclusion-check.js';
import { INCLUSION_PROOF_SCHEMA, type InclusionProof, inclusionProofSchema } from './inclusion-proof-schema.js';
import type { CheckList } from './verification.js';

/** A proof has a few kilobytes. */
export const MAX_PROOF_BYTES = 64 * 1024;

/**
 * Checks that `bytes` prove one erased version to be among those that `certificate` counts, and notes each step. Written
 * apart from `inclusion-proof.ts` and `inventory.ts`, which make proofs.
 *
 * @returns the proof once all of it holds
 */
export function verifyProof(
  bytes: Uint8Array,
  certificate: CertificateDocument,
  list: CheckList,
): InclusionProof | undefined {
  const proof = readProof(bytes, list);
  if (!proof) return undefined;
  const named = namesCertificate(proof, certificate);
  if (named) list.pass('proof-certificate', 'made for this certificate');
  else list.fail('proof-certificate', 'made for another certificate');

  const opened = commitmentOf(proof.opening) === proof.leaf.commitment;
  if (opened) list.pass('proof-object', 'the leaf commits to this object and version');
  else list.fail('proof-object', 'the leaf stands for another object or version');

  const leads = leadsToRoot(proof, certificate);
  if (leads) list.pass('proof-path', `leaf ${proof.index} of ${proof.count} leads to the root in the certificate`);
  else list.fail('proof-path', 'the path does not lead to the root in the certificate');
  return named && opened && leads ? proof : undefined;
}

function readProof(bytes: Uint8Array, list: CheckList): InclusionProof | undefined {
  if (bytes.byteLength > MAX_PROOF_BYTES) {
    list.fail('proof-form', `larger than ${MAX_PROOF_BYTES} bytes`);
    return undefined;
  }
  try {
    const { success, data } = inclusionProofSchema.safeParse(parseCanonical(bytes));
    if (success) list.pass('proof-form', INCLUSION_PROOF_SCHEMA);
    else list.fail('proof-form', `does not fit ${INCLUSION_PROOF_SCHEMA}`);
    return data;
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    list.fail('proof-form', error.message);
    return undefined;
  }
}

/** This certificate, or the one it directly follows: both count the same inventory, which the path then shows. */
function namesCertificate({ certificate: named }: InclusionProof, certificate: CertificateDocument): boolean {
  const { number, version, predecessor } = certificate;
  const own = { number, version, sha256: sha256(writeCanonical(certificate)) };
  return [own, predecessor].some(
    (one) => one?.number === named.number && one.version === named.version && one.sha256 === named.sha256,
  );
}

function leadsToRoot({ leaf, index, count, path, root }: InclusionProof, { inventory }: CertificateDocument): boolean {
  if (count !== inventory.count || root !== inventory.root) return false;
  const line = Buffer.from(writeCanonical(leaf), 'utf8');
  const hash = createHash('sha256').update(Uint8Array.of(0)).update(line).digest();
  const siblings = path.map((node) => Buffer.from(node, 'hex'));
  const reached = rootFromPath(hash, index, count, siblings);
  return reached !== undefined && Buffer.from(reached).toString('hex') === root;
}

/** SHA-256 of a label, the salt, and object and version id, each behind its length in bytes. */
function commitmentOf({ object, versionId, salt }: InclusionProof['opening']): string {
  const parts = [object, versionId].map((part) => `${Buffer.from(part, 'utf8').byteLength}:${part},`);
  return sha256(`kimitsu/inventory-leaf/1\n${salt}\n${parts.join('')}`);
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
