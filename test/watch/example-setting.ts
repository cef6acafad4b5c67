import type { AccessEvent } from '../../src/watch/access-event.js';
import { type WatchSetting, type WatchSettings, watchSetting } from '../../src/watch/setting.js';

export const EXAMPLE_SETTINGS: WatchSettings = {
  businessHours: {
    hours: {
      mon: '08:45-17:30',
      tue: '08:45-17:30',
      wed: '08:45-17:30',
      thu: '08:45-17:30',
      fri: '08:45-17:30',
    },
    holidays: 'japan',
    closedDays: ['2026-12-29'],
    openDays: ['2026-05-04'],
  },
  principals: [
    {
      match: 'arn:aws:sts::111122223333:assumed-role/kimitsu-jobs/*',
      name: '定期処理',
      may: ['read', 'write', 'decrypt', 'keys'],
      hours: 'any',
    },
    {
      match: 'arn:aws:iam::111122223333:user/operator-01',
      name: '運用責任者',
      may: ['read', 'write', 'keys', 'settings'],
      hours: 'business',
    },
    { match: 'arn:aws:iam::111122223333:user/reader-??', name: '閲覧者', may: ['read'], hours: 'business' },
  ],
  networks: ['192.0.2.0/24', '2001:db8:1::/48'],
  thresholds: { readsPerHour: 1000, timesMedian: 10, readsAtLeast: 50 },
  digestHours: 3,
};

/** What the examples of the rules are judged in: an erasure on 2026-06-01 from 09:00 to 18:00. */
export const EXAMPLE_SETTING: WatchSetting = watchSetting(EXAMPLE_SETTINGS, [
  { from: Date.parse('2026-06-01T09:00:00+09:00'), to: Date.parse('2026-06-01T18:00:00+09:00') },
]);

/** An unremarkable event of the operator on a working day, with `change`. */
export const exampleEvent = (change: Partial<AccessEvent> = {}): AccessEvent => ({
  at: Date.parse('2026-04-01T12:00:00+09:00'),
  source: 'trail',
  principal: 'arn:aws:iam::111122223333:user/operator-01',
  ip: '192.0.2.10',
  action: 's3:GetObject',
  kind: 'read',
  resource: 'records/NNN',
  outcome: 'success',
  requestId: 'EXAMPLE',
  evidence: { file: 'log', position: 1 },
  ...change,
});
