import type { PartScenario } from './part-of-service.js';

/** All that a service has. Nothing of level 1: what nothing has encrypted becomes another version in a copy of its folder. */
export const everything: PartScenario = {
  name: 'everything',
  files: {
    'pbx/memo/0001.txt': ['2026-01', '架空山 花子様より、税の納付について。折返し 090-1234-5678'],
    'pbx/memo/0002.txt': ['2026-02', '架空川 太郎様より、転居の届出について。'],
    'inquiry-form/public/tender.txt': ['2026-01', '入札の予定価格は公表前であり、社外秘とします。架空谷商事'],
  },
  request: {},
  whole: true,
  erased: ['pbx/memo/0001.txt', 'pbx/memo/0002.txt', 'inquiry-form/public/tender.txt'],
  words: ['架空山', '090-1234-5678', '架空川', '架空谷'],
};
