import type { DisposalPlan } from '../../src/dispose/plan.js';

const GIB = 1024 ** 3;

/** A plan with the sizes of a real service and names that need rare glyphs. All of it is invented. */
export function samplePlan(change: Partial<DisposalPlan> = {}): DisposalPlan {
  const systems = [
    ['pbx', '電話交換機'],
    ['voice-of-citizens', '府民の声システム'],
    ['response-history', '応対履歴システム'],
    ['inquiry-form', 'お問合せフォーム'],
    ['speech-recognition', '音声認識システム'],
  ] as const;
  return {
    schema: 'kimitsu/disposal-plan/1',
    planId: 'plan-5f0c2a9d81b34e77a2c6d901',
    createdAt: '2026-11-23T05:05:12.000Z',
    createdBy: 'operator-01',
    parties: {
      service: {
        id: 'contact-centre',
        name: '府民お問合せセンター運営業務',
        contract: '令和5年度 契約第123号（令和5年4月1日締結）',
      },
      contractor: { name: '株式会社髙﨑コンタクト𠮷野', department: '情報管理部', responsible: '情報管理責任者' },
      prefecture: { name: '見本府', department: '府政情報室 情報公開課' },
    },
    scope: {},
    lines: systems.flatMap(([system, systemName], index) => [
      {
        system,
        systemName,
        level: 3 as const,
        objects: 12_345 * (index + 1),
        records: 98_765 * (index + 1),
        versions: 15_001 * (index + 1),
        bytes: 7 * GIB * (index + 1) + 123,
        plaintextBefore: index * 17,
      },
      ...(index % 2 === 0
        ? []
        : [
            {
              system,
              systemName,
              level: 1 as const,
              objects: 42,
              records: 120,
              versions: 44,
              bytes: 987,
              plaintextBefore: 42,
            },
          ]),
    ]),
    methods: [
      { level: 3, technique: 'cryptographic-erase', readBack: 'full', certificate: true },
      { level: 2, technique: 'cryptographic-erase', readBack: 'full', certificate: true },
      { level: 1, technique: 'delete', readBack: 'sampled', certificate: true },
    ],
    keys: ([3, 2] as const).map((level) => ({
      kmsKeyId: `arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890a${level}`,
      alias: `alias/kimitsu-contact-centre-level-${level}`,
      level,
      waitingDays: level === 3 ? 7 : 30,
      unitIds: systems.flatMap(([system]) =>
        ['2026-04', '2026-05', '2026-06'].map((period) => `${system}/${level}/${period}`),
      ),
    })),
    exceptions: [
      {
        objectId: 'obj-9f86d081884c7d659a2feaa0c55ad015',
        system: 'response-history',
        reason: '訴訟に関する保全の指示により残置（府 令和8年10月1日付け指示）',
      },
    ],
    inventoryHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    auditHead: { seq: 1_204_331, hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752' },
    ...change,
  };
}
