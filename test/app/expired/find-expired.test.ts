import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { placeHold } from '../../../src/app/end-of-service/holds.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { recordExpired } from '../../../src/app/expired/record-expired.js';
import { runsOf } from '../../../src/app/runs/run-record.js';
import { smallService } from '../../support/small-service.js';

const RETENTION = `retention:
  - { months: 12, basis: 契約書第８条 }
  - { system: response-history, months: 60, basis: 文書管理規程 }
`;

describe('B3-2-1: find-expired', () => {
  it('lists by system, level and month what need not be kept any longer, and what a hold keeps', async () => {
    const service = await smallService(
      {
        'pbx/memo/1.txt': '架空山 花子様より',
        'pbx/memo/2.txt': '架空山 花子様より再度',
        'response-history/a.txt': 'メモ',
      },
      (yaml) => yaml.replace('retention: []\n', RETENTION),
    );
    const old = new Date('2025-01-15T03:00:00Z');
    for (const file of ['pbx/memo/1.txt', 'pbx/memo/2.txt', 'response-history/a.txt'])
      await utimes(join(service.dir, 'data', file), old, old);
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));

    // The last day of retention is 31 January 2026 in Japan.
    service.clock.set(new Date('2026-01-31T14:59:59Z'));
    expect((await service.open((workspace) => recordExpired(workspace))).expired.lines).toEqual([]);
    service.clock.set(new Date('2026-01-31T15:00:00Z'));
    const { expired, summary } = await service.open((workspace) => recordExpired(workspace));
    expect(expired).toMatchObject({ asOf: '2026-02-01', examined: 3, withoutRule: 0 });
    expect(expired.lines).toEqual([
      expect.objectContaining({
        system: 'pbx',
        level: 3,
        period: '2025-01',
        retainedUntil: '2026-01-31',
        basis: '契約書第８条',
        objects: 2,
        held: 0,
      }),
    ]);
    expect(summary.notes).toEqual([{ code: 'retention/expired', count: 2 }]);

    // The same objects that a plan for what has expired would select.
    const { plan } = await service.open((workspace) => planDisposal(workspace, { expired: true }));
    expect(plan.lines.map(({ system, objects }) => [system, objects])).toEqual([['pbx', 2]]);

    await service.open((workspace) => placeHold(workspace, { systems: ['pbx'] }, '照会への対応'));
    const held = await service.open((workspace) => recordExpired(workspace));
    expect(held.expired.lines).toMatchObject([{ objects: 2, held: 2 }]);
    expect(held.summary.notes).toEqual([]);
    expect(await service.open(({ ports }) => runsOf(ports.catalog, 'find-expired'))).toHaveLength(3);
  });
});
