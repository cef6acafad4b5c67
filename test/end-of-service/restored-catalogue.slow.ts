import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { DAY_MS } from '../../src/base/clock.js';
import { copyFolder } from '../support/copy-folder.js';
import { smallService } from '../support/small-service.js';

/** From the catalogue of an earlier moment nothing is claimed and nothing is destroyed: it stops, and says by what. */
it.each(['approved', 'frozen', 'versions-deleted'])(
  'B3-2-1: a catalogue restored from a backup of the phase %s makes no false claim',
  async (phase) => {
    const service = await smallService({
      'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。',
      'inquiry-form/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
    });
    const { open, dir, clock, keyFile } = service;
    await open((workspace) => classify(workspace), { detector: true });
    await open((workspace) => enforce(workspace));
    const { plan } = await open((workspace) => planDisposal(workspace));
    await open((workspace) => approvePlan(workspace, plan.planId, keyFile));
    await open(async (workspace) => {
      const { catalog } = workspace.ports;
      const save = catalog.saveDocument.bind(catalog);
      catalog.saveDocument = async (document, audit) => {
        await save(document, audit);
        if ((document.body as { phase?: string }).phase === phase) throw new Error('died');
      };
      await expect(erasePlan(workspace, plan)).rejects.toThrow('died');
    });
    const backup = join(dir, '..', 'backup');
    copyFolder(join(dir, 'catalogue'), backup);
    await open((workspace) => erasePlan(workspace, plan));
    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, plan))).phase).toBe('complete');
    await rm(join(dir, 'catalogue'), { recursive: true });
    copyFolder(backup, join(dir, 'catalogue'));

    const again = open((workspace) => erasePlan(workspace, plan));
    await expect(again).rejects.toMatchObject({ code: expect.stringMatching(/^(catalogue|erase)\/key-missing$/) });
    await expect(open((workspace) => issueCertificate(workspace, plan.planId))).rejects.toMatchObject({
      code: expect.stringMatching(/^(catalogue\/key-missing|certificate\/not-verified)$/),
    });
  },
);
