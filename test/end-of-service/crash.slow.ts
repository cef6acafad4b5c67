import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { type Workspace, withWorkspace } from '../../src/app/workspace.js';
import { problemsOf } from '../../src/certify/reconcile.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { copyFolder } from '../support/copy-folder.js';
import { type CrashPoint, crashingPorts } from '../support/crashing-ports.js';
import { type SmallService, smallService } from '../support/small-service.js';

const FILES = {
  'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  'pbx/memo/0002.txt': '架空川 次郎様より、転居の届出について。',
  'inquiry-form/inquiry.json': '{"氏名":"架空海 三郎","内容":"道路の穴について"}',
};

/** A service with an approved plan, made once and copied for each crash. */
let template: SmallService;
let plan: DisposalPlan;
let changes = 0;

beforeAll(async () => {
  template = await smallService(FILES);
  await template.open((workspace) => classify(workspace), { detector: true });
  await template.open((workspace) => enforce(workspace));
  ({ plan } = await template.open((workspace) => planDisposal(workspace)));
  await template.open((workspace) => approvePlan(workspace, plan.planId, template.keyFile));
  const undisturbed = await copied();
  await undisturbed(async (workspace) => {
    const counting = crashingPorts(workspace.ports, { at: Number.POSITIVE_INFINITY, when: 'before' });
    await erasePlan({ ...workspace, ports: counting.ports }, plan);
    changes = counting.changes();
  });
});

async function copied(): Promise<SmallService['open']> {
  const dir = await mkdtemp(join(tmpdir(), 'kimitsu-crash-'));
  copyFolder(template.dir, dir);
  return (work, options = {}) =>
    withWorkspace(dir, { clock: template.clock, actor: 'operator:test', ...options }, work);
}

async function crashOnce(open: SmallService['open'], point: CrashPoint): Promise<boolean> {
  return open(async (workspace: Workspace) => {
    const { ports, crashed } = crashingPorts(workspace.ports, point);
    await erasePlan({ ...workspace, ports }, plan).catch((error) => {
      if (!crashed()) throw error;
    });
    return crashed();
  });
}

describe('an erasure that crashes at any one change', () => {
  it.each(['before', 'after'] as const)(
    '%s it takes effect: completes when run again, with the same counts',
    async (when) => {
      expect(changes).toBeGreaterThan(15);
      for (let at = 1; at <= changes; at++) {
        const open = await copied();
        expect(await crashOnce(open, { at, when }), `change ${at}`).toBe(true);
        const record = await open((workspace) => erasePlan(workspace, plan));
        expect(problemsOf(record, plan, 'interim', template.clock.now()), `change ${at}`).toEqual([]);
        expect(record.readBack, `change ${at}`).toMatchObject({
          probed: 3,
          versionsListedAfter: 0,
          outcomes: { destroyed: 3 },
        });
        expect((await open((workspace) => verifyAudit(workspace))).problemCount, `change ${at}`).toBe(0);
      }
    },
  );
});
