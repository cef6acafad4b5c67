import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { classify } from '../../src/app/classify.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { enforce } from '../../src/app/enforce.js';
import { smallService } from '../support/small-service.js';

/** A service whose configuration says that `pbx` has S3 Inventory reports, which are not there. */
async function withoutReports() {
  const service = await smallService({ 'pbx/memo/1.txt': '窓口の受付時間について。' });
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  const file = join(service.dir, 'kimitsu.yaml');
  const config = parse(await readFile(file, 'utf8')) as { systems: { id: string; inventory?: unknown }[] };
  const pbx = config.systems.find(({ id }) => id === 'pbx');
  if (pbx) pbx.inventory = { bucket: 'inquiry-form', prefix: 'inventory/pbx/daily' };
  await writeFile(file, stringify(config));
  return service;
}

describe('a system with `inventory` in the configuration', () => {
  it('is read from its reports by the jobs that run every day, which fail when there are none', async () => {
    const service = await withoutReports();
    const missing = { kind: 'unavailable', code: 'inventory/report-missing' };
    await expect(service.open((workspace) => classify(workspace), { detector: true })).rejects.toMatchObject(missing);
    await expect(service.open((workspace) => enforce(workspace))).rejects.toMatchObject(missing);
  });

  it('B3-1-1 is listed from the store itself for a plan', async () => {
    const service = await withoutReports();
    const { plan } = await service.open(({ ports }) => makeDisposalPlan(ports));
    expect(plan.lines).toMatchObject([{ system: 'pbx', objects: 1 }]);
  });
});
