import type { PartScenario } from './part-of-service.js';

/** Records of one system up to a month, but for one that is on hold and shares its unit key with an erased one. */
export const partWithHold: PartScenario = {
  name: 'a part with a hold',
  files: {
    'pbx/memo/0001.txt': ['2026-01', '架空山 花子様より、税の納付について。折返し 090-1234-5678'],
    'pbx/memo/0002.txt': ['2026-01', '架空川 太郎様より、転居の届出について。'],
    'pbx/memo/0003.txt': ['2025-12', '架空谷 次郎様より、住民票の写しについて。'],
    'pbx/memo/0004.txt': ['2026-02', '架空沢 四郎様より、公園の利用について。'],
    'response-history/2026.csv': ['2026-01', '受付日,氏名\n2026-01-20,架空森 三郎\n'],
  },
  request: { filter: { systems: ['pbx'], to: '2026-01' } },
  hold: 'pbx/memo/0002.txt',
  erased: ['pbx/memo/0001.txt', 'pbx/memo/0003.txt'],
  words: ['架空山', '090-1234-5678', '架空谷'],
};
