import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyAudit } from '../../../src/app/audit.js';
import { createWorkspace } from '../../../src/app/create-workspace.js';
import { demoConfig } from '../../../src/app/demo/demo-config.js';
import { placeDemoRecords, plantedValues } from '../../../src/app/demo/demo-records.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { digestOf } from '../../../src/base/bytes.js';
import { canonicalJson, type Json } from '../../../src/base/canonical-json.js';
import { type Verification, verifyCertificate } from '../../../src/certify/verify.js';
import { systemOf } from '../../../src/inventory/systems.js';
import type { InventoryLine } from '../../../src/ports/catalog.js';
import { envelopeContext, openClear } from '../../../src/protect/clear-content.js';
import { enrol } from '../../support/enrolled.js';
import { kimitsu } from '../processes.js';

/** What a killed command did to the service is undone by nothing but the same command. */
export const STAGES = ['classify', 'enforce', 'plan', 'erase', 'certificate'] as const;
export type Stage = (typeof STAGES)[number];

/** What must be the same however often a service was killed on its way. */
export interface Outcome {
  protectedInventory: string;
  /** Content of every object read back in clear after protection. */
  contents: string;
  erasedInventory: string;
  certificate: string;
  auditProblems: number;
  remaining: number;
}

export interface Lived {
  outcome: Outcome;
  took: Partial<Record<Stage, number>>;
  killed: boolean;
}

/** Stages run as processes that can be killed; what only looks on runs here, so this is in a process of its own too (`living`). */
export async function live(dir: string, kill?: { stage: Stage; after: number }): Promise<Lived> {
  const { yaml, prefectureKey } = demoConfig();
  await createWorkspace(dir, 'demo-centre', yaml);
  const key = join(dir, 'prefecture.pem');
  await writeFile(key, prefectureKey, { mode: 0o600 });
  await placeDemoRecords(join(dir, 'data'));
  const took: Lived['took'] = {};
  let killed = false;
  /** @param proof - asked for anew by each process: a code can be used once */
  const step = async (stage: Stage, args: string[], proof = (): string[] => []): Promise<Record<string, string>> => {
    if (kill?.stage === stage) {
      killed = (await kimitsu(dir, [...args, ...proof()], { killAfter: kill.after })).killed;
      // Objects rewritten but not recorded yet look new: a night's run classifies and encrypts.
      if (stage === 'enforce') await kimitsu(dir, ['classify']);
    }
    const ran = await kimitsu(dir, [...args, ...proof()]);
    took[stage] = ran.milliseconds;
    return JSON.parse(ran.stdout);
  };
  const inventory = (): Promise<string> =>
    withWorkspace(dir, {}, async ({ ports }) => canonicalJson((await ports.catalog.inventory()).sort(byPlace)));

  await step('classify', ['classify']);
  await step('enforce', ['enforce']);
  const protectedInventory = await inventory();
  const contents = await withWorkspace(dir, {}, readAll);
  const cutOff = await withWorkspace(dir, {}, uploadsLeft);
  const { planId = '', hash = '' } = await step('plan', ['plan', 'disposal']);
  await withWorkspace(dir, {}, (workspace) => approvePlan(workspace, planId, key));
  const boss = await enrol(dir);
  await step('erase', ['erase', planId, '--confirm', hash], boss.stepUp);
  const issued = await step('certificate', ['certificate', 'issue', planId], () => boss.identity);
  const verified = await verifyCertificate(await readFile(issued.pdf ?? ''));
  const { problemCount } = await withWorkspace(dir, {}, (workspace) => verifyAudit(workspace));
  return {
    took,
    killed,
    outcome: {
      protectedInventory,
      contents,
      erasedInventory: await inventory(),
      certificate: `${verified.verdict} ${canonicalJson(scopeOf(verified, cutOff) as Json)}`,
      auditProblems: problemCount,
      remaining: (await remanenceOf(dir, plantedValues())).found.length,
    },
  };
}

/** Uploads that a kill has cut off, by system and level of the object: the plan names each, and the certificate counts it as erased. */
async function uploadsLeft({ ports }: Workspace): Promise<ReadonlyMap<string, number>> {
  const left = new Map<string, number>();
  for (const { id } of ports.service.systems) {
    const { bucket, prefix } = systemOf(ports.service, id);
    for await (const { key } of ports.objects.listUploads(bucket, prefix)) {
      const object = await ports.catalog.object(ports.seal.objectId(id, key));
      const place = `${id} ${object?.classification?.level ?? 3}`;
      left.set(place, (left.get(place) ?? 0) + 1);
    }
  }
  return left;
}

/** What was erased, which a kill must not change but for the uploads that it cut off. */
function scopeOf({ certificate }: Verification, cutOff: ReadonlyMap<string, number>): unknown {
  return certificate?.scope.lines.map((line) => {
    const uploads = cutOff.get(`${line.system} ${line.level}`) ?? 0;
    const { verdicts, versions } = line;
    return { ...line, versions: versions - uploads, verdicts: { ...verdicts, PASS: verdicts.PASS - uploads } };
  });
}

function byPlace(a: InventoryLine, b: InventoryLine): number {
  return a.system < b.system ? -1 : a.system > b.system ? 1 : (b.level ?? 4) - (a.level ?? 4);
}

/** Hash over the clear content of every object, in a fixed order. */
async function readAll({ ports }: Workspace): Promise<string> {
  const { catalog, seal, service, objects } = ports;
  const digests: string[] = [];
  for await (const object of catalog.objects()) {
    const { bucket } = systemOf(service, object.system);
    const key = seal.open(object.sealedKey);
    const head = await objects.head({ bucket, key });
    if (!head) throw new Error(`an object of ${object.system} is gone`);
    const context = envelopeContext(service.parties.service.id, object.system, object.objectId);
    const { sha256 } = await digestOf(openClear(head, ports, context));
    digests.push(`${object.system}/${key} ${sha256}`);
  }
  return createHash('sha256').update(digests.sort().join('\n')).digest('hex');
}
