import { type EvidenceSource, sighting } from '../evidence.js';

/** B1-1-1, B2-3-1: identities with a second factor and roles. Nothing asks for them yet, so there is nothing to see. */
export const secondFactor: EvidenceSource = {
  id: 'second-factor',
  controls: ['B1-1-1', 'B2-3-1'],
  async look() {
    return [
      sighting(
        'B1-1-1',
        [],
        [
          [
            'no second factor is enrolled',
            '二要素目の認証の登録がありません。特権アカウントの認証を別途確認してください',
          ],
        ],
      ),
      sighting(
        'B2-3-1',
        [],
        [['no role is asked for', '役割による制限がありません。実行できる者を別途制限してください']],
      ),
    ];
  },
};
