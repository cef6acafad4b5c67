import { waitingKeys } from '../../status/waiting-keys.js';
import { type EvidenceSource, type Sighting, sighting, type Words } from '../evidence.js';
import { lastAct } from './last-act.js';

/** B2-4-1, B2-4-2: the newest reports on encryption and on the life of the keys. */
export const keys: EvidenceSource = {
  id: 'keys',
  controls: ['B2-4-1', 'B2-4-2'],
  async look({ catalog, clock }) {
    const overdue = (await waitingKeys(catalog, clock.now())).filter(({ state }) => state === 'overdue').length;
    const newest = async (
      control: string,
      prefix: string,
      [english, japanese]: Words,
      also: Words[],
    ): Promise<Sighting> => {
      const made = await lastAct(
        catalog,
        ({ action, subject }) => action === 'report.made' && subject.startsWith(prefix),
      );
      if (!made)
        return sighting(
          control,
          [],
          [
            [
              `no ${english} was made: kimitsu keys report`,
              `${japanese}を作成していません。kimitsu keys report で作成してください`,
            ],
            ...also,
          ],
        );
      const words: Words = [`${english} ${made.subject}`, `${japanese} ${made.subject}`];
      const changed = await lastAct(catalog, ({ seq, action }) => seq > made.seq && /^kms-key\./.test(action));
      const stale: Words[] = changed
        ? [
            [
              `keys have changed since: ${changed.action}`,
              `${japanese}の作成後に鍵が変更されています。作り直してください`,
            ],
          ]
        : [];
      return sighting(control, [{ at: made.at, words }], [...stale, ...also]);
    };
    const late: Words[] =
      overdue > 0
        ? [[`${overdue} key(s) past their waiting period`, `待機期間を過ぎて廃棄の未確認の鍵が${overdue}件あります`]]
        : [];
    return [
      await newest('B2-4-1', 'enc-', ['encryption report', '暗号化・鍵管理報告書'], []),
      await newest('B2-4-2', 'key-', ['key life cycle report', '鍵ライフサイクル報告書'], late),
    ];
  },
};
