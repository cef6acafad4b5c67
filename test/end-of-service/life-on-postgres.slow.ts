import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { moveCatalogOf } from '../../src/app/move-catalog.js';
import { remanenceOf } from '../../src/app/remanence.js';
import { DAY_MS } from '../../src/base/clock.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import { execute, onPostgres } from '../support/postgres.js';
import { smallService } from '../support/small-service.js';

await onPostgres('B3-2-1 B3-2-2: the end of a service whose catalogue was moved to PostgreSQL', (emptySchema) => {
  it('is certified, with one chain from the first day on, and leaves no masked name in the tables', async () => {
    const { dir, open, clock, keyFile } = await smallService({
      'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
      'inquiry-form/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
    });
    const exclusive = { lock: 'exclusive' } as const;
    await open((workspace) => classify(workspace), { ...exclusive, detector: true });
    const url = await emptySchema();
    const { original } = await moveCatalogOf(
      { dir, catalogue: 'catalogue/catalogue.sqlite' },
      url,
      'operator:test',
      clock,
    );
    const config = join(dir, 'kimitsu.yaml');
    await writeFile(config, (await readFile(config, 'utf8')).replace(/^catalogue: .*$/m, `catalogue: ${url}`));

    await open((workspace) => enforce(workspace), exclusive);
    const { plan } = await open((workspace) => planDisposal(workspace), exclusive);
    await open((workspace) => approvePlan(workspace, plan.planId, keyFile), exclusive);

    // Masked names and samples lie in the original, and in any copy of a catalogue that somebody keeps beside it.
    const copy = join(dir, 'catalogue', 'before.sqlite');
    expect((await readFile(join(dir, original))).includes('NNNN.')).toBe(true);
    await writeFile(copy, 'SQLite format 3\0, and more');
    await expect(open((workspace) => erasePlan(workspace, plan), exclusive)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'erase/catalogue-copy-left',
      detail: { files: ['catalogue/before.sqlite'] },
    });
    await rm(copy);
    expect((await open((workspace) => erasePlan(workspace, plan), exclusive)).phase).toBe('kms-keys-scheduled');
    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, plan), exclusive)).phase).toBe('complete');
    const { certificate, jws } = await open((workspace) => issueCertificate(workspace, plan.planId), exclusive);
    expect(certificate).toMatchObject({ stage: 'final', verification: { overall: 'PASS' } });
    expect((await verifyCertificate(await readFile(jws))).verdict).toBe('valid');
    const audit = await open((workspace) => verifyAudit(workspace));
    expect(audit).toMatchObject({ problemCount: 0, checkpoints: { keyCompared: true, unsigned: 0 } });
    expect(audit.checkpoints?.count).toBeGreaterThan(5);
    const left = `select 1 from objects where sealed_key <> '' or masked_key <> '' or samples is not null or etag <> ''`;
    expect(await execute(url, left)).toEqual([]);
    expect(await readdir(join(dir, 'catalogue'))).toEqual(['lock.sqlite']);
    expect(certificate.remaining.find(({ what }) => what.includes('PostgreSQL'))).toMatchObject({
      basis: 'unknown',
      text: expect.stringMatching(
        /先行書込みログ.*複製.*バックアップ.*移行する前の目録（1個）は、上書きのうえ削除した/,
      ),
    });
    const { found } = await remanenceOf(dir, ['架空山 花子', '09012345678', '090-1234-5678']);
    expect(found).toEqual([]);
  });
});
