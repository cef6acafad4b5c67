import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { classifyRecords } from '../../jobs/classify-records.js';
import { Alerting, outboxOf } from '../../src/app/alerting/alerting.js';
import { announced } from '../../src/app/alerting/announce.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { runOptions } from '../../src/app/run-options.js';
import { ProgressFile } from '../../src/app/runs/progress-file.js';
import { recordLeft } from '../../src/app/runs/record-left.js';
import { runsOf } from '../../src/app/runs/run-record.js';
import { statusOf } from '../../src/app/status/status.js';
import type { Workspace } from '../../src/app/workspace.js';
import { Fault } from '../../src/base/fault.js';
import type { Contact } from '../../src/config/alerts.js';
import { RETURNED } from '../../src/inventory/returned.js';
import { runJob } from '../../src/run/runner.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';

const ERASED = 'pbx/memo/1.txt';
const TEXT = '架空山 花子様より、税の納付について。折返し 090-1234-5678';

/** B2-1-3, B3-2-1: an erased record lies there again, and the run that reads it first does not come to its end. */
let prepared: SmallService;
let service: SmallService;

beforeAll(async () => {
  prepared = await smallService({ [ERASED]: TEXT });
  await prepared.open((w) => classify(w), { detector: true });
  await prepared.open((w) => enforce(w));
  const { plan } = await prepared.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
  await prepared.open((w) => approvePlan(w, plan.planId, prepared.keyFile));
  await prepared.open((w) => erasePlan(w, plan));
  await prepared.put(ERASED, TEXT);
});

beforeEach(async () => {
  service = await copyOf(prepared);
});

const withContact = (work: (workspace: Workspace) => Promise<unknown>) =>
  service.open(
    (opened) => {
      const contacts = [{ id: 'duty', name: '当番', mail: ['duty@example.jp'] } as Contact];
      return work({ ...opened, config: { ...opened.config, alerts: { ...opened.config.alerts, contacts } } });
    },
    { detector: true },
  );

async function told(): Promise<unknown[]> {
  const { waiting } = await outboxOf(service.dir).waiting();
  return waiting.map(({ alert }) => [alert.event, alert.facts.objects]);
}

it('is told of when another system cannot be listed', async () => {
  await withContact(async (workspace) => {
    const { objects } = workspace.ports;
    const list = objects.listVersions.bind(objects);
    const listed = vi.spyOn(objects, 'listVersions').mockImplementation((bucket, ...rest) => {
      if (bucket !== 'pbx') throw new Fault('unavailable', 'store/unavailable', 'it is away');
      return list(bucket, ...rest);
    });
    await expect(classify(workspace)).rejects.toMatchObject({ code: 'store/unavailable' });
    listed.mockRestore();
  });
  expect(await told()).toEqual([['erased-returned', 1]]);
});

it.each(['run', 'erasure'] as const)(
  'is told of by the %s that comes next when its process was killed',
  async (next) => {
    await withContact(async (workspace) => {
      const { dir, ports } = workspace;
      new ProgressFile(dir, { job: 'classify', actor: 'job:classify' }, ports.clock);
      await runJob(classifyRecords, {}, ports, runOptions(workspace, {}));
      expect(await told()).toEqual([]);
      if (next === 'run') await classify(workspace);
      else
        await announced(workspace, { command: 'erase', planId: 'plan-x', ends: 'finished' }, async (started) =>
          started(),
        );
      expect(await told()).toContainEqual(['erased-returned', 1]);
      const [killed] = await runsOf(ports.catalog, 'classify').then((runs) =>
        runs.filter((one) => one.result === 'interrupted'),
      );
      expect(killed?.notes).toEqual([{ code: RETURNED, count: 1 }]);
      const before = await told();
      await classify(workspace);
      expect(await told()).toEqual(before);
    });
  },
);

describe('a run whose process was killed is recorded and told of once', () => {
  const listed = async ({ ports }: Workspace) => (await runsOf(ports.catalog, 'classify')).map(({ result }) => result);
  const interrupted = async (workspace: Workspace): Promise<void> => {
    new ProgressFile(workspace.dir, { job: 'classify', actor: 'job:classify' }, workspace.ports.clock);
    await runJob(classifyRecords, {}, workspace.ports, runOptions(workspace, {}));
  };
  const alertingOf = ({ dir, config, ports: { clock, logger } }: Workspace) =>
    new Alerting({ dir, config, clock, logger });

  it('when what recorded it is killed before it notes its own progress', async () => {
    await withContact(async (workspace) => {
      await interrupted(workspace);
      expect(await recordLeft(workspace, alertingOf(workspace), { alone: true })).toBe(true);
      const { runs } = await statusOf({ ...workspace, ...workspace.ports });
      expect(runs.filter(({ result }) => result === 'interrupted')).toHaveLength(1);
      await classify(workspace);
      expect(await listed(workspace)).toEqual(['done', 'interrupted', 'done']);
      expect(await told()).toEqual([['erased-returned', 1]]);
    });
  });

  it('when what told of it is killed before it records it', async () => {
    await withContact(async (workspace) => {
      await interrupted(workspace);
      const saved = vi.spyOn(workspace.ports.catalog, 'saveDocument').mockRejectedValueOnce(new Error('killed here'));
      await expect(recordLeft(workspace, alertingOf(workspace), { alone: true })).rejects.toThrow('killed here');
      saved.mockRestore();
      await classify(workspace);
      expect(await listed(workspace)).toEqual(['done', 'interrupted', 'done']);
      expect(await told()).toEqual([['erased-returned', 1]]);
    });
  });

  it('when it had come to its end and only its progress was left', async () => {
    await withContact(async (workspace) => {
      const removed = vi.spyOn(ProgressFile.prototype, 'remove').mockImplementationOnce(() => undefined);
      const { runId } = await classify(workspace);
      removed.mockRestore();
      const { runs } = await statusOf({ ...workspace, ...workspace.ports });
      expect(runs.filter((run) => run.runId === runId)).toMatchObject([{ result: 'done' }]);
      expect(runs.map(({ result }) => result)).not.toContain('interrupted');
      const delivered = vi.spyOn(Alerting.prototype, 'deliver');
      await classify(workspace);
      expect(delivered).toHaveBeenCalledOnce();
      delivered.mockRestore();
      expect(await listed(workspace)).toEqual(['done', 'done', 'done']);
      expect(await told()).toEqual([['erased-returned', 1]]);
    });
  });
});
