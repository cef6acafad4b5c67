import { readFile, writeFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { proveInclusion } from '../../certify/inclusion-proof.js';
import type { InclusionProof } from '../../certify/inclusion-proof-schema.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { findLeaves, inventoryFileLines } from './find-leaves.js';
import { currentCertificate } from './stored-certificate.js';

export interface ProofRequest {
  planId: string;
  /** `<system>/<key>`, the key alone, or an object id, as it was before the erasure. */
  object: string;
  /** All of its erased versions when absent. */
  versionId?: string;
  /** Where the proof goes: it names the object, so not into the workspace. */
  output: string;
}

/**
 * 包含証明: that versions of one object are among those that the plan's certificate counts, without telling anything
 * about the others. One file for each version: `output`, then `output` with `-2`, `-3`, … before its ending.
 *
 * @throws {Fault} usage `certificate/proof-in-workspace`, `certificate/not-in-inventory`, `certificate/no-secret`
 */
export async function proveErased(
  workspace: Workspace,
  { planId, object, versionId, output }: ProofRequest,
): Promise<{ number: string; proofs: { file: string; proof: InclusionProof }[] }> {
  assertOutside(workspace.dir, output);
  const { catalog, actor } = workspace.ports;
  const { certificate } = await currentCertificate(catalog, planId);
  const { erasureId, number } = certificate;
  const secret = await readSecret(join(workspace.keysFolder, 'inventory', `${erasureId}.secret`));
  const inventory = join(await workspace.folder('erasures'), `${planId}.inventory.jsonl`);
  const leaves = await findLeaves(catalog, inventoryFileLines(inventory), secret, { erasureId, object, versionId });
  if (leaves.length === 0)
    throw new Fault(
      'usage',
      'certificate/not-in-inventory',
      'no version erased under this plan belongs to that object',
      { planId },
      { hint: 'give the whole name of the object, as it was below its system' },
    );
  const proofs: { file: string; proof: InclusionProof }[] = [];
  for (const [at, leaf] of leaves.entries()) {
    const proof = await proveInclusion(certificate, leaf, inventoryFileLines(inventory));
    const file = numbered(output, at);
    await writeNew(file, canonicalJson(proof));
    proofs.push({ file, proof });
  }
  // What was proven stays out of the log: it would name the object.
  await catalog.appendAudit([
    { actor, action: 'certificate.proven', subject: number, detail: { versions: proofs.length } },
  ]);
  return { number, proofs };
}

function assertOutside(workspace: string, output: string): void {
  const way = relative(workspace, resolve(output));
  if (way === '..' || way.startsWith('../') || isAbsolute(way)) return;
  throw new Fault(
    'usage',
    'certificate/proof-in-workspace',
    'a proof names its object in clear and is not kept in the workspace',
    {},
    { hint: 'give --output a path outside the workspace' },
  );
}

async function readSecret(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (errnoOf(cause) !== 'ENOENT') throw unreadable(cause);
    throw new Fault(
      'usage',
      'certificate/no-secret',
      'the secret of this inventory is not there, so nothing can be proven from it',
      {},
      { cause, hint: 'it is kept below keys/inventory of the workspace that erased' },
    );
  }
}

async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((cause) => {
    throw new Fault('usage', 'file/not-writable', 'the output file exists already or cannot be written', {}, { cause });
  });
}

function numbered(output: string, at: number): string {
  const ending = extname(output);
  return at === 0 ? output : `${output.slice(0, output.length - ending.length)}-${at + 1}${ending}`;
}
