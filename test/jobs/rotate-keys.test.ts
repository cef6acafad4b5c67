import { describe, expect, it, vi } from 'vitest';
import { rotateKeys } from '../../jobs/rotate-keys.js';
import { Fault } from '../../src/base/fault.js';
import { silentLogger } from '../../src/base/logger.js';
import type { AuditDraft } from '../../src/ports/catalog.js';
import type { JobPorts } from '../../src/run/ports.js';
import { runJob } from '../../src/run/runner.js';
import { UNIT, unitKeysInMemory } from '../protect/keys.js';

async function ready() {
  const { keys, store, kmsKeyId, unitKeys, open, clock } = await unitKeysInMemory();
  for (const period of ['2026-04', '2026-05', '2026-06']) await unitKeys.forWriting({ ...UNIT, period }, kmsKeyId);
  await unitKeys.forWriting({ ...UNIT, level: 2 }, kmsKeyId);
  const drafts: AuditDraft[] = [];
  const ports = {
    keys,
    unitKeyStore: store,
    service: { parties: { service: { id: 'test' } } },
    catalog: { appendAudit: async (more: AuditDraft[]) => drafts.push(...more) },
    actor: 'operator:test',
    clock,
    logger: silentLogger,
  } as unknown as JobPorts;
  const run = (input: object = {}) => runJob(rotateKeys, input, ports, { concurrency: 2 });
  return { keys, store, kmsKeyId, open, drafts, run };
}

describe('rotate-keys (B2-4-2)', () => {
  it('wraps every unit key anew, or those of one level, and writes each down', async () => {
    const { run, drafts, store, open } = await ready();
    expect(await run({ level: 2 })).toMatchObject({ planned: 1, done: 1 });
    expect(await run()).toMatchObject({ planned: 4, done: 4, failed: 0 });
    expect(drafts.map(({ subject }) => subject).sort()).toEqual([
      'pbx/2/2026-04',
      'pbx/2/2026-04',
      'pbx/3/2026-04',
      'pbx/3/2026-05',
      'pbx/3/2026-06',
    ]);
    for await (const { unitId } of store.list()) await open().forReading(unitId);
  });

  it('goes on with the others when one key is in the hands of a destruction, and writes no word of that one', async () => {
    const { run, drafts, store } = await ready();
    const get = store.get.bind(store);
    vi.spyOn(store, 'get').mockImplementation(async (unitId) => {
      const record = await get(unitId);
      if (unitId === 'pbx/3/2026-05') await store.destroy(unitId);
      return record;
    });
    expect(await run({ level: 3 })).toMatchObject({ planned: 3, done: 3, failed: 0 });
    expect(drafts.map(({ subject }) => subject).sort()).toEqual(['pbx/3/2026-04', 'pbx/3/2026-06']);
    vi.restoreAllMocks();
    expect(await store.get('pbx/3/2026-05')).toBeUndefined();
  });

  it('converges when the answer to a replacement is lost', async () => {
    const { run, store, drafts } = await ready();
    const replace = store.replace.bind(store);
    vi.spyOn(store, 'replace').mockImplementationOnce(async (...args) => {
      await replace(...args);
      throw new Fault('unavailable', 'unit-keys/unavailable', 'the answer is lost');
    });
    expect(await run({ level: 2 })).toMatchObject({ done: 1, failed: 0 });
    expect(drafts).toHaveLength(1);
  });

  it('counts what fails by its code, and leaves it as it was', async () => {
    const { run, keys, kmsKeyId, store } = await ready();
    const before = await store.get('pbx/3/2026-04');
    await keys.disableKey(kmsKeyId);
    expect(await run()).toMatchObject({ done: 0, failed: 4, faults: [{ code: 'keys/disabled', count: 4 }] });
    expect(await store.get('pbx/3/2026-04')).toEqual(before);
  });
});
