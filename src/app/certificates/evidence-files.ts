import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { leafHash, StreamingRoot } from '../../certify/merkle.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { approvalUsed } from '../end-of-service/approvals.js';
import { unreadable } from '../unreadable.js';
import type { Workspace } from '../workspace.js';
import { inventoryFileLines } from './find-leaves.js';
import { planRendering } from './plan-rendering.js';

export interface EvidenceItem {
  name: string;
  sha256: string;
  bytes: number;
}

/**
 * What an expert may ask for beside the certificate, each bound to it by its hash.
 * @throws {Fault} integrity `certificate/inventory-differs` when the file is not the inventory that was read back
 */
export async function evidenceOf(
  workspace: Workspace,
  plan: DisposalPlan,
  record: ErasureRecord,
): Promise<EvidenceItem[]> {
  const planBytes = Buffer.from(canonicalJson(plan), 'utf8');
  const { bytes, letter } = await approvalUsed(workspace.ports.catalog, record.approvalHash);
  const approval = Buffer.from(bytes, 'utf8');
  const inventory = await inventoryFile(workspace, plan.planId);
  const rendering = await planRendering(workspace, plan);
  return [
    ...(rendering ? [{ name: `${plan.planId}.pdf`, sha256: sha256Hex(rendering), bytes: rendering.byteLength }] : []),
    { name: `${plan.planId}.json`, sha256: sha256Hex(planBytes), bytes: planBytes.byteLength },
    {
      name: `${plan.planId}.${letter ? 'letter.json' : 'jws'}`,
      sha256: sha256Hex(approval),
      bytes: approval.byteLength,
    },
    ...(letter ? [letter.scan] : []),
    { name: `${plan.planId}.inventory.jsonl`, ...(await inventoryDigest(inventory, record)) },
  ];
}

export async function inventoryFile(workspace: Workspace, planId: string): Promise<string> {
  return join(await workspace.folder('erasures'), `${planId}.inventory.jsonl`);
}

/** Hash and length of the file, once its lines are shown to be those of the record; one line is held at a time. */
async function inventoryDigest(file: string, { inventory }: ErasureRecord): Promise<{ sha256: string; bytes: number }> {
  const tree = new StreamingRoot();
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const line of inventoryFileLines(file)) {
    const content = Buffer.from(line, 'utf8');
    tree.add(leafHash(content));
    hash.update(content).update('\n');
    bytes += content.byteLength + 1;
  }
  const size = await sizeOf(file);
  if (Buffer.from(tree.root()).toString('hex') === inventory?.root && tree.count === inventory.count && size === bytes)
    return { sha256: hash.digest('hex'), bytes };
  throw new Fault(
    'integrity',
    'certificate/inventory-differs',
    'the inventory file is not the one that was read back',
    {},
    { hint: 'restore the file in erasures/ as the erasure wrote it' },
  );
}

async function sizeOf(file: string): Promise<number> {
  try {
    const handle = await open(file, 'r');
    return (await handle.stat().finally(() => handle.close())).size;
  } catch (cause) {
    throw unreadable(cause);
  }
}
