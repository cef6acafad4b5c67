import { beforeEach, describe, expect, it } from 'vitest';
import { alertText } from '../../../src/alerts/alert-texts.js';
import { circumstancesOf, type Scope } from '../../../src/app/alerting/circumstances.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const THURSDAY_NOON = new Date('2026-04-02T03:00:00Z');
const scope = (objects: number): Scope => ({ objects, bytes: objects * 10, systems: 2 });

describe('B1-1-2: what makes an operation worth a second look', () => {
  let service: SmallService;
  beforeEach(async () => {
    service = await smallService();
    service.clock.set(THURSDAY_NOON);
  });
  const marks = (at = THURSDAY_NOON, of?: Scope) =>
    service.open(
      async ({ config, ports }) => (await circumstancesOf({ config, catalog: ports.catalog }, at, of)).marks,
    );
  const note = (action: string, detail = {}) =>
    service.open(({ ports }) => ports.catalog.appendAudit([{ actor: 'x', action, subject: 's', detail }]));

  it.each`
    at                          | expected          | why
    ${'2026-04-02T12:00+09:00'} | ${undefined}      | ${'a Thursday at noon'}
    ${'2026-04-02T17:30+09:00'} | ${'out-of-hours'} | ${'the end of the hours is not within them'}
    ${'2026-04-04T12:00+09:00'} | ${'out-of-hours'} | ${'a Saturday'}
    ${'2026-04-29T12:00+09:00'} | ${'out-of-hours'} | ${'a national holiday'}
  `('$at: $expected ($why)', async ({ at, expected }) => expect(await marks(new Date(at))).toBe(expected));

  it('more than ten times the median of what was done before, and at least a hundred objects', async () => {
    expect(await marks(undefined, scope(5000))).toBeUndefined();
    for (const objects of [20, 30, 4000]) await note('destructive.started', { objects });
    expect(await marks(undefined, scope(300))).toBeUndefined();
    expect(await marks(undefined, scope(301))).toBe('unusual-scope');
    for (let i = 0; i < 5; i += 1) await note('destructive.started', { objects: 1 });
    expect(await marks(undefined, scope(99))).toBeUndefined();
    expect(await marks(undefined, scope(100))).toBe('unusual-scope');
  });

  it('three refusals within a day', async () => {
    for (const action of ['access.refused', 'destructive.refused']) await note(action);
    expect(await marks()).toBeUndefined();
    await note('access.refused');
    expect(await marks()).toBe('repeated-attempts');
    expect(await marks(new Date(THURSDAY_NOON.getTime() + 86_400_001 + 3_600_000))).toBeUndefined();
  });

  it('is said in Japanese', () => {
    const facts = { command: 'erase', ...scope(1200), marks: 'out-of-hours unusual-scope repeated-attempts' };
    const { text } = alertText('destructive-started', facts, { id: 's', name: '業務' }, '2026-04-02T03:00:00Z');
    expect(text).toContain('件数: 1,200\n容量（バイト）: 12,000\nシステム数: 2\n');
    expect(text).toContain('注意: 業務時間外、ふだんより著しく広い範囲、拒否された操作の繰返し');
  });
});
