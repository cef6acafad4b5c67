import { cp, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyAudit } from '../../../src/app/audit.js';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { placeHold } from '../../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import type { PlanRequest } from '../../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { digestOf } from '../../../src/base/bytes.js';
import { systemClock } from '../../../src/base/clock.js';
import { verifyCertificate } from '../../../src/certify/verify.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import { systemOf } from '../../../src/inventory/systems.js';
import { envelopeContext, openClear } from '../../../src/protect/clear-content.js';
import { asOriginal } from '../../support/as-original.js';
import { type Enrolled, enrol } from '../../support/enrolled.js';
import { smallService } from '../../support/small-service.js';
import { command, type Disturbance, dyingErasure, kimitsu } from '../processes.js';

/** A plan, and what must be true when it has been carried out. Nobody in it is real. */
export interface PartScenario {
  name: string;
  /** `system/key` → month and content. */
  files: Readonly<Record<string, readonly [month: string, text: string]>>;
  config?: (yaml: string) => string;
  request: PlanRequest;
  /** Nothing stays: no unit key, and the keys of the key service are waiting. A plan that leaves something otherwise. */
  whole?: boolean;
  /** `system/key` of what is put on hold. */
  hold?: string;
  /** What must be gone, and words that stand nowhere else. */
  erased: readonly string[];
  words: readonly string[];
}

/** One service up to its approved plan; every kill gets a copy. */
export class PreparedPart {
  #copies = 0;

  private constructor(
    readonly scenario: PartScenario,
    readonly dir: string,
    readonly plan: DisposalPlan,
    readonly hash: string,
    readonly kept: ReadonlyMap<string, string>,
    readonly units: ReadonlySet<string>,
    readonly changes: number,
    readonly milliseconds: number,
    readonly boss: Enrolled,
  ) {}

  static async make(scenario: PartScenario): Promise<PreparedPart> {
    const service = await smallService({}, scenario.config);
    const open: typeof service.open = (work, options = {}) => service.open(work, { clock: systemClock, ...options });
    for (const [path, [month, text]] of Object.entries(scenario.files)) {
      await service.put(path, text);
      const at = new Date(`${month}-15T03:00:00Z`);
      await utimes(join(service.dir, 'data', path), at, at);
    }
    await open((workspace) => classify(workspace), { detector: true });
    await open((workspace) => enforce(workspace));
    const { plan, hash } = await open(async (workspace) => {
      if (scenario.hold) {
        const [system, ...key] = scenario.hold.split('/') as [string, ...string[]];
        const objectId = workspace.ports.seal.objectId(system, key.join('/'));
        await placeHold(workspace, { objectIds: [objectId] }, '訴訟');
      }
      return planDisposal(workspace, scenario.request);
    });
    await open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    const kept = await open(digestsOf);
    for (const name of scenario.erased)
      if (!kept.delete(name)) throw new Error(`${name} was not there in the first place`);
    const units = await open(unitsOf);
    const boss = await enrol(service.dir, { codes: 1000 });
    const copy = `${service.dir}-counted`;
    await cp(service.dir, copy, { recursive: true, preserveTimestamps: true });
    await asOriginal(copy);
    const counted = await dyingErasure(copy, plan.planId, 'never', 'before');
    if (counted.code !== 0) throw new Error(`the undisturbed erasure failed\n${counted.stderr}`);
    const { dir } = service;
    return new PreparedPart(scenario, dir, plan, hash, kept, units, Number(counted.stdout), counted.milliseconds, boss);
  }

  /** @param prepare - before the copy is made: a disk is mounted where a part of it will lie */
  async copy(prepare: (dir: string) => Promise<unknown> = async () => undefined): Promise<string> {
    this.#copies += 1;
    const dir = `${this.dir}-${this.#copies}`;
    await prepare(dir);
    await cp(this.dir, dir, { recursive: true, preserveTimestamps: true });
    await asOriginal(dir);
    return dir;
  }

  /** @param disturb - does its worst to the copy. @returns what is wrong after the same command was run again */
  async afterwards(disturb: (dir: string) => Promise<unknown>): Promise<string[]> {
    const dir = await this.copy();
    await disturb(dir);
    await this.erase(dir);
    return this.wrongIn(dir);
  }

  erase(dir: string, disturbance?: Disturbance) {
    return kimitsu(dir, ['erase', this.plan.planId, '--confirm', this.hash, ...this.boss.stepUp()], disturbance);
  }

  /** Two processes begin the same erasure: one works, the other is told so or finds it done. */
  async twoAtOnce(dir: string): Promise<void> {
    const args = ['erase', this.plan.planId, '--confirm', this.hash];
    const two = [0, 1].map(() => command(dir, [...args, ...this.boss.stepUp()]));
    const both = await Promise.all(two);
    for (const { code, stderr, stdout } of both)
      if (code !== 0 && !(code === 3 && (stderr + stdout).includes('workspace/busy')))
        throw new Error(`two at once: exited with ${code}\n${stderr}`);
  }

  async wrongIn(dir: string): Promise<string[]> {
    const wrong: string[] = [];
    const { plan, scenario } = this;
    await withWorkspace(dir, { actor: 'operator:faults' }, async (workspace) => {
      const found = await digestsOf(workspace);
      for (const [name, digest] of this.kept) if (found.get(name) !== digest) wrong.push(`lost: ${name}`);
      for (const name of found.keys()) if (!this.kept.has(name)) wrong.push(`still there: ${name}`);
      const gone = scenario.whole ? this.units : new Set(plan.keys.flatMap(({ unitIds }) => unitIds));
      const units = await unitsOf(workspace);
      for (const unitId of this.units)
        if (units.has(unitId) === gone.has(unitId)) wrong.push(`unit key ${unitId}: ${units.has(unitId)}`);
      const { certificate, pdf } = await issueCertificate(workspace, plan.planId);
      const { verdict } = await verifyCertificate(await readFile(pdf));
      const stage = scenario.whole ? 'interim' : 'final';
      if (verdict !== 'valid' || certificate.stage !== stage)
        wrong.push(`certificate: ${verdict} ${certificate.stage}`);
      if (certificate.scope.total.objects !== scenario.erased.length) wrong.push('certificate: counts');
      if (certificate.exceptions.length !== plan.exceptions.length) wrong.push('certificate: exceptions');
      const { problemCount } = await verifyAudit(workspace);
      if (problemCount > 0) wrong.push(`audit log: ${problemCount} problem(s)`);
    });
    const { found } = await remanenceOf(dir, [...scenario.words]);
    if (found.length > 0) wrong.push(`words left: ${found.length}`);
    return wrong;
  }
}

/** `system/key` → SHA-256 of the clear content, of everything that the catalogue does not say is erased. */
async function digestsOf({ ports }: Workspace): Promise<Map<string, string>> {
  const { catalog, seal, service, objects } = ports;
  const digests = new Map<string, string>();
  for await (const { objectId, system, sealedKey, state } of catalog.objects()) {
    if (state === 'erased') continue;
    const key = seal.open(sealedKey);
    const head = await objects.head({ bucket: systemOf(service, system).bucket, key });
    const context = envelopeContext(service.parties.service.id, system, objectId);
    if (head) digests.set(`${system}/${key}`, (await digestOf(openClear(head, ports, context))).sha256);
  }
  return digests;
}

async function unitsOf({ ports }: Workspace): Promise<Set<string>> {
  const units = new Set<string>();
  for await (const { unitId } of ports.unitKeyStore.list()) units.add(unitId);
  return units;
}
