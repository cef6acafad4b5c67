import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { renderOther } from '../../src/app/documents/render-other.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { assertErasable, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { planAsWritten } from '../../src/app/end-of-service/plan-on-file.js';
import { enforce } from '../../src/app/enforce.js';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { crashingPorts } from '../support/crashing-ports.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';
import { sampled } from '../support/thorough.js';

const prepared = (async () => {
  const service = await smallService({ 'pbx/memo/1.txt': '窓口の受付時間について。' });
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  return { service, ...(await service.open((workspace) => planDisposal(workspace))) };
})();

let service: SmallService;
let planId: string;
beforeEach(async () => {
  const { service: original, plan } = await prepared;
  service = await copyOf(original);
  ({ planId } = plan);
});

const approve = () => service.open((workspace) => approvePlan(workspace, planId, service.keyFile));
const erase = async () => {
  const { plan } = await prepared;
  return service.open((workspace) => erasePlan(workspace, plan));
};
const issue = () => service.open((workspace) => issueCertificate(workspace, planId));
const restore = () => service.open((workspace) => renderOther(workspace, 'termination-plan', planId));

describe('B3-2-3: a file of the plan in plans/', () => {
  const SPOILED = [
    { form: 'json', code: 'plan/file-altered' },
    { form: 'pdf', code: 'plan/file-altered' },
    { form: 'json', code: 'plan/file-missing' },
    { form: 'pdf', code: 'plan/file-missing' },
  ];
  // One in three: each form, and each of what may be wrong with it.
  it.each(sampled(SPOILED, 3))(
    'stops each step by $code ($form), and is written again as it was',
    async ({ form, code }) => {
      const { plan } = await prepared;
      const file = join(service.dir, 'plans', `${planId}.${form}`);
      const spoil = () => (code === 'plan/file-missing' ? rm(file) : appendFile(file, ' '));
      const stopped = async (work: () => Promise<unknown>) => {
        await spoil();
        await expect(work()).rejects.toMatchObject({ kind: 'integrity', code, detail: { file: `${planId}.${form}` } });
        await restore();
      };
      await stopped(approve);
      await approve();
      await stopped(erase);
      await stopped(() => service.open((workspace) => assertErasable(workspace, plan, new AbortController().signal)));
      expect((await erase()).phase).toBe('kms-keys-scheduled');
      await stopped(issue);
      expect((await issue()).certificate.evidence.map(({ name }) => name)).toContain(`${planId}.pdf`);
    },
  );

  it('is on record with the plan, whenever its making was cut off', async () => {
    const planned = (at: number, when: 'before' | 'after') =>
      service.open(async (workspace) => {
        const { ports, changes } = crashingPorts(workspace.ports, { at, when });
        await planDisposal({ ...workspace, ports }).catch(() => undefined);
        return changes();
      });
    const last = await planned(Number.POSITIVE_INFINITY, 'before');
    await planned(last, 'before');
    await planned(last, 'after');
    await planned(last - 1, 'after');
    await service.open(async ({ ports: { catalog } }) => {
      const plans = await catalog.documents('plan');
      // The prepared one, the first, and the one that was cut off when it was on record already.
      expect(plans.length).toBeGreaterThanOrEqual(3);
      for (const { id } of plans) expect(await planAsWritten(catalog, id), id).toBeDefined();
    });
  });

  it('does not make up for a plan that was edited in the catalogue together with its hash', async () => {
    const { plan } = await prepared;
    const edited = { ...plan, scope: { systems: ['pbx'] } };
    await service.open(({ ports: { catalog } }) =>
      catalog.saveDocument(
        { kind: 'plan', id: planId, parentId: undefined, body: { plan: edited, hash: canonicalHash(edited) } as never },
        [],
      ),
    );
    await expect(approve()).rejects.toMatchObject({ kind: 'integrity', code: 'plan/altered' });
  });
});
