import type { AuditEntry } from '../../../ports/catalog.js';
import { waitingKeys } from '../../status/waiting-keys.js';
import { type EvidenceSource, type Sighting, sighting, type Words } from '../evidence.js';
import { lastActs } from './last-acts.js';

const isReport =
  (kind: 'enc' | 'key') =>
  ({ action, subject }: AuditEntry): boolean =>
    action === 'report.made' && subject.startsWith(`${kind}-`);

/** B2-4-1, B2-4-2: the newest reports on encryption and on the life of the keys. */
export const keys: EvidenceSource = {
  id: 'keys',
  controls: ['B2-4-1', 'B2-4-2'],
  async look({ catalog, clock }) {
    const { encryption, lifecycle, change } = await lastActs(catalog, {
      encryption: isReport('enc'),
      lifecycle: isReport('key'),
      change: ({ action }) => action.startsWith('kms-key.'),
    });
    const overdue = (await waitingKeys(catalog, clock.now())).filter(({ state }) => state === 'overdue').length;
    const late: Words[] =
      overdue > 0
        ? [[`${overdue} key(s) past their waiting period`, `待機期間を過ぎて廃棄の未確認の鍵が${overdue}件あります`]]
        : [];
    return [
      newest('B2-4-1', encryption, change, ['encryption report', '暗号化・鍵管理報告書'], []),
      newest('B2-4-2', lifecycle, change, ['key life cycle report', '鍵ライフサイクル報告書'], late),
    ];
  },
};

function newest(
  control: string,
  made: AuditEntry | undefined,
  change: AuditEntry | undefined,
  [english, japanese]: Words,
  also: readonly Words[],
): Sighting {
  if (!made) {
    const none: Words = [
      `no ${english} was made: kimitsu keys report`,
      `${japanese}を作成していません。kimitsu keys report で作成してください`,
    ];
    return sighting(control, [], [none, ...also]);
  }
  const words: Words = [`${english} ${made.subject}`, `${japanese} ${made.subject}`];
  const stale: Words[] =
    change && change.seq > made.seq
      ? [[`keys have changed since: ${change.action}`, `${japanese}の作成後に鍵が変更されています。作り直してください`]]
      : [];
  return sighting(control, [{ at: made.at, words }], [...stale, ...also]);
}
