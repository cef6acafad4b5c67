import { beforeAll, expect, it } from 'vitest';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { type MigratingService, migratingService } from '../support/migrating-service.js';
import { screen } from '../support/screen.js';
import { copyOf, type SmallService } from '../support/small-service.js';

const shown = screen();
let service: MigratingService;
let copy: SmallService;
let boss: Enrolled;

beforeAll(async () => {
  service = await migratingService({ files: { 'pbx/memo/a.txt': '架空山 花子様' }, system: 'pbx' });
  boss = await enrol(service.dir);
  copy = await copyOf(service);
});

it('B3-2-1: a copy of a workspace hands nothing over, and its catalogue is not moved where nothing shows the copy', async () => {
  const { plan, hash } = service.made;
  const kimitsu = (...args: string[]) => shown.kimitsu(...args, '--dir', copy.dir, ...boss.stepUp());
  expect(await kimitsu('migrate', '--plan', plan.planId, '--confirm', hash), shown.stderr).toBe(5);
  expect(shown.stderr).toContain('workspace/copied');
  expect(await kimitsu('catalog', 'migrate', '--to', 'postgres://nobody@localhost/nothing')).toBe(5);
  expect(shown.stderr).toContain('workspace/copied');
});
