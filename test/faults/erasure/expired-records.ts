import type { PartScenario } from './part-of-service.js';

/** What has passed its retention period, beside what never does. */
export const expiredRecords: PartScenario = {
  name: 'records past their retention period',
  files: {
    'pbx/memo/0001.txt': ['2025-01', '架空山 花子様より、税の納付について。折返し 090-1234-5678'],
    'pbx/memo/0002.txt': ['2025-02', '架空川 太郎様より、転居の届出について。'],
    'response-history/2026.csv': ['2025-01', '受付日,氏名\n2025-01-20,架空森 三郎\n'],
    'inquiry-form/public/faq.txt': ['2025-01', '窓口の受付時間は、平日の午前９時から午後５時30分までです。'],
  },
  config: (yaml) =>
    yaml.replace(
      'retention: []',
      `retention:
  - { system: pbx, months: 2, basis: 契約書第10条 }
  - { system: response-history, months: 1200, basis: 文書管理規程 }`,
    ),
  request: { expired: true },
  erased: ['pbx/memo/0001.txt', 'pbx/memo/0002.txt'],
  words: ['架空山', '090-1234-5678', '架空川'],
};
