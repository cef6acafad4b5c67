import { canonicalHash } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import type { CertificateDocument } from './certificate-schema.js';
import { INCLUSION_PROOF_SCHEMA, type InclusionProof, inclusionProofSchema } from './inclusion-proof-schema.js';
import { type InventoryLeaf, leafLine, type Opening } from './inventory.js';
import { inclusionPath, leafHash, StreamingRoot } from './merkle.js';

/** A leaf found in the inventory, with what it hides. */
export interface OpenedLeaf {
  index: number;
  leaf: InventoryLeaf;
  opening: Opening;
}

/**
 * Proof that `opened` is a leaf of the inventory of `certificate`, from the lines of the inventory. Reads them once and
 * holds a few hashes per level of the tree, however many lines there are.
 *
 * @param lines - of the inventory file, without line breaks
 * @throws {Fault} integrity `certificate/inventory-differs` when the lines are not those that the certificate counts
 */
export async function proveInclusion(
  certificate: CertificateDocument,
  { index, leaf, opening }: OpenedLeaf,
  lines: AsyncIterable<string>,
): Promise<InclusionProof> {
  const { root, count } = certificate.inventory;
  const tree = new StreamingRoot();
  async function* leaves(): AsyncGenerator<Uint8Array> {
    for await (const line of lines) {
      const hash = leafHash(Buffer.from(line, 'utf8'));
      tree.add(hash);
      yield hash;
    }
  }
  const path = await inclusionPath(leaves(), index, count).catch((cause) => {
    throw cause instanceof RangeError ? differs(cause) : cause;
  });
  if (Buffer.from(tree.root()).toString('hex') !== root) throw differs();
  return inclusionProofSchema.parse({
    schema: INCLUSION_PROOF_SCHEMA,
    certificate: {
      number: certificate.number,
      version: certificate.version,
      sha256: canonicalHash(certificate),
    },
    index,
    count,
    leaf: JSON.parse(leafLine(leaf)),
    opening,
    path: path.map((hash) => Buffer.from(hash).toString('hex')),
    root,
  });
}

const differs = (cause?: unknown): Fault =>
  new Fault(
    'integrity',
    'certificate/inventory-differs',
    'the inventory file is not the one that the certificate counts',
    {},
    { ...(cause === undefined ? {} : { cause }), hint: 'restore the file in erasures/ that the certificate names' },
  );
