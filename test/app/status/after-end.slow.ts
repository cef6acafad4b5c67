import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { DAY_MS } from '../../../src/base/clock.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import type { StoredDocument } from '../../../src/ports/catalog.js';
import { screen } from '../../support/screen.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const shown = screen();

/** B3-2-1 */
describe('what is put back after the whole service was erased', () => {
  let service: SmallService;
  let planId: string;
  let other: string;
  const json = async (...command: string[]) => {
    const code = await shown.kimitsu(...command, '--json', '--dir', service.dir);
    return { code, result: JSON.parse(shown.stdout) };
  };
  const check = async () =>
    (await json('doctor')).result.find(({ id }: { id: string }) => id === 'files/after-end') as { state: string };

  beforeAll(async () => {
    service = await smallService({ 'pbx/memo/1.txt': '架空山 花子様より、税の納付について。' });
    const { open, keyFile, clock } = service;
    await open((w) => classify(w), { detector: true });
    await open((w) => enforce(w));
    other = (await open((w) => planDisposal(w))).plan.planId;
    const { plan } = await open((w) => planDisposal(w));
    planId = plan.planId;
    await open((w) => approvePlan(w, plan.planId, keyFile));
    await open((w) => erasePlan(w, plan));
    clock.set(new Date(clock.now().getTime() + 31 * DAY_MS));
    await open((w) => erasePlan(w, plan));
  });

  it('is named by status and doctor, and no sooner', async () => {
    expect((await json('status')).result).toMatchObject({ ended: true, afterEnd: [] });
    expect((await check()).state).toBe('ok');
    await service.put('pbx/memo/1.txt', 'backup');
    expect(await json('status')).toMatchObject({
      code: 0,
      result: { afterEnd: [{ system: 'pbx', versions: 1, bytes: 6 }] },
    });
    await shown.kimitsu('status', '--dir', service.dir);
    expect(shown.stdout + shown.stderr).toContain('廃棄を終えた保管場所に、版等があります');
    const file = join(service.dir, 'report.html');
    expect((await json('report', '--html', file)).result.afterEnd).toMatchObject([{ system: 'pbx', versions: 1 }]);
    const page = await readFile(file, 'utf8');
    expect(page).toContain('業務の終了の後に置かれたもの');
    expect(page).toMatch(/廃棄を終えた保管場所にある版等<\/span><strong>1件/);
    expect(page).toMatch(/<caption>廃棄を終えた保管場所にある版等<\/caption>.*<td class="number">6<\/td>/s);
    expect(await check()).toMatchObject({ state: 'attention' });
  });

  it('leaves no plan that waits for an approval, and tells of the certificate that is due', async () => {
    const { plans, certificatesDue } = (await json('status')).result;
    expect(plans).toMatchObject([
      { planId: other, ended: true },
      { planId, phase: 'complete' },
    ]);
    expect(certificatesDue).toEqual([{ planId, stage: 'final' }]);
    await shown.kimitsu('status', '--dir', service.dir);
    expect(shown.stdout).not.toContain('承認待ち');
    expect(shown.stdout).toContain(`終了計画 ${other}（業務の終了により実行しない）`);
    expect(shown.stdout).toContain(`発行してください: kimitsu certificate issue ${planId}`);
  });

  it('leaves a plan of accounts that have come to light since to wait for its approval', async () => {
    const { open } = service;
    await open(async ({ ports: { catalog } }) => {
      const [{ body, ...document }] = (await catalog.documents('plan')) as [StoredDocument];
      const { plan, ...rest } = body as unknown as { plan: DisposalPlan };
      const accountsOnly = { ...plan, planId: 'plan-accounts', scope: { accountsOnly: true } };
      await catalog.saveDocument(
        { ...document, id: 'plan-accounts', body: { ...rest, plan: accountsOnly } as never },
        [],
      );
    });
    const { plans } = (await json('status')).result;
    expect(plans.find((one: { planId: string }) => one.planId === 'plan-accounts').ended).toBeUndefined();
  });

  it('is named by the reports too, in words', async () => {
    expect((await json('report')).result.afterEnd).toMatchObject([{ system: 'pbx', versions: 1 }]);
    await shown.kimitsu('report', 'controls', '--dir', service.dir);
    expect(shown.stdout).toContain('業務の終了の後に置かれたもの: 廃棄を終えた保管場所に');
    expect(shown.stdout).not.toContain('files/after-end');
  });

  it('breaks no command that looks', async () => {
    for (const command of ['status', 'report', 'review list', 'keys list', 'report controls'])
      expect([command, await shown.kimitsu(...command.split(' '), '--dir', service.dir)]).toEqual([command, 0]);
  });

  it('cannot be told where the store does not answer', async () => {
    const store = join(service.dir, 'data');
    await rename(store, `${store}-away`);
    await writeFile(store, 'no folder');
    expect(await json('status')).toMatchObject({ code: 0, result: { afterEnd: 'unavailable' } });
    expect(await check()).toMatchObject({ state: 'attention' });
  });
});
