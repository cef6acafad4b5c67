import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCatalog } from '../../src/adapters/memory/memory-catalog.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { ErasureLog } from '../../src/app/end-of-service/erasure-log.js';
import { assertOnRecord } from '../../src/app/end-of-service/erasure-on-record.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { takeOver } from '../../src/app/end-of-service/take-over.js';
import { linkAudit } from '../../src/audit/chain.js';
import { DAY_MS, systemClock } from '../../src/base/clock.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import type { AuditDraft, StoredDocument } from '../../src/ports/catalog.js';
import { MemoryService } from '../support/memory-service.js';

/** The catalogue of an erasure that an older version has brought to the waiting period and certified. */
interface Older {
  documents: StoredDocument[];
  audit: AuditDraft[];
}
type Change = (older: Older) => void;

const outdated = { kind: 'integrity', code: 'erase/record-outdated' };

async function older(change: Change = () => undefined) {
  const content = JSON.parse(await readFile(new URL('./older-erasure.json', import.meta.url), 'utf8')) as Older;
  change(content);
  const catalog = new MemoryCatalog({ clock: systemClock, link: linkAudit });
  for (const { kind, id, parentId, body } of content.documents)
    await catalog.saveDocument({ kind, id, parentId, body }, []);
  await catalog.appendAudit(content.audit);
  const plan = (of(content, 'plan') as unknown as { plan: DisposalPlan }).plan;
  const log = await ErasureLog.resume(catalog, 'operator:test', plan.planId);
  if (!log) throw new Error('no record');
  return { catalog, plan, log, go: () => takeOver(log, plan, catalog) };
}

const of = ({ documents }: Older, kind: string) =>
  documents.find((document) => document.kind === kind)!.body as unknown as ErasureRecord;
const without =
  (action: string): Change =>
  (content) => {
    content.audit = content.audit.filter((entry) => entry.action !== action);
  };

describe('B3-2-1: an erasure that an older version has begun, and certified', () => {
  it('goes on, and from then on the log holds the hash of its record', async () => {
    const { catalog, log, go } = await older();
    await expect(assertOnRecord(catalog, log.record)).rejects.toMatchObject(outdated);
    await go();
    await assertOnRecord(catalog, log.record);
    expect(log.record.schema).toBe('kimitsu/erasure/2');
    expect((await catalog.auditHead())?.detail).toMatchObject({ from: 'kimitsu/erasure/1', vouchedBy: 'certificate' });
    await go();
    expect((await catalog.auditHead())?.action).toBe('erasure.record-taken-over');
  });

  const changes: Record<string, Change> = {
    'there is no certificate': without('certificate.issued'),
    'the certificate was edited': (content) => {
      const body = content.documents.find(({ kind }) => kind === 'certificate')!.body as unknown as {
        certificate: { verification: { probed: number } };
      };
      body.certificate.verification.probed += 1;
    },
    'it counts other records': (content) => {
      of(content, 'erasure').systems[0]!.versions += 1;
    },
    'it counts other verdicts': (content) => {
      of(content, 'erasure').systems[0]!.verdicts = { PASS: 2, FAIL: 0, UNKNOWN: 0 };
    },
    'it has read back another number': (content) => {
      of(content, 'erasure').readBack!.probed += 1;
    },
    'its inventory is another': (content) => {
      of(content, 'erasure').inventory!.root = '0'.repeat(64);
    },
    'it says that a key is gone': (content) => {
      of(content, 'erasure').kmsKeys[0]!.destroyedAt = '2026-01-18T00:00:00.000Z';
    },
    'it is in another phase': (content) => {
      of(content, 'erasure').phase = 'complete';
    },
    'it has another unit key': (content) => {
      of(content, 'erasure').unitKeys[0]!.unitId = 'voice/3/2026-01';
    },
    'it makes an exception': (content) => {
      of(content, 'erasure').exceptions.push({ objectId: 'obj-1', system: 'pbx', reason: 'x' });
    },
  };
  it.each(Object.entries(changes))('does not go on where %s', async (_, change) => {
    const { log, go } = await older(change);
    await expect(go()).rejects.toMatchObject(outdated);
    expect(log.record.schema).toBe('kimitsu/erasure/1');
  });

  it('does not go on where its form is of a later version', async () => {
    const later: Change = (content) => {
      (of(content, 'erasure') as { schema: string }).schema = 'kimitsu/erasure/3';
    };
    await expect(older(later)).rejects.toMatchObject({ kind: 'usage', code: 'erase/record-newer' });
  });
});

describe('B3-2-1: one that an older version has left half done', () => {
  let service: MemoryService;
  let plan: DisposalPlan;
  beforeEach(async () => {
    service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'pbx 1');
    await service.protect();
    const workspace = await service.workspace();
    ({ plan } = await makeDisposalPlan(workspace.ports));
    await approvePlan(workspace, plan.planId, service.keyFile);
  });

  const erase = async () => erasePlan(await service.workspace(), plan);

  /** As that version wrote it, until it was to write `action`. */
  async function leftBefore(action: string): Promise<void> {
    const { catalog } = service;
    const save = catalog.saveDocument.bind(catalog);
    catalog.saveDocument = async (document, audit) => {
      if (document.kind !== 'erasure') return save(document, audit);
      if (audit.some((entry) => entry.action === action)) throw new Error('killed');
      const plain = audit.map(({ detail, ...entry }) => {
        const { record: _, ...rest } = detail as { record?: unknown };
        return { ...entry, detail: rest as never };
      });
      return save({ ...document, body: { ...(document.body as object), schema: 'kimitsu/erasure/1' } }, plain);
    };
    await expect(erase()).rejects.toThrow('killed');
    catalog.saveDocument = save;
  }

  it.each([
    'erasure.frozen',
    'unit-key.destroyed',
    'erasure.unit-keys-destroyed',
    'erasure.versions-deleted',
    'erasure.read-back',
  ])('before %s goes on to its certificate', async (action) => {
    await leftBefore(action);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    service.clock.advance(8 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
    expect((await issueCertificate(await service.workspace(), plan.planId)).certificate.stage).toBe('final');
  });

  it('after the reading back, and not certified, is refused by name', async () => {
    await leftBefore('erasure.kms-keys-scheduled');
    await expect(erase()).rejects.toMatchObject(outdated);
    await expect(issueCertificate(await service.workspace(), plan.planId)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'certificate/not-verified',
    });
  });
});
