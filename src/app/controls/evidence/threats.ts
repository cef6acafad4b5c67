import { softwareVersion } from '../../software-version.js';
import type { EvidenceSource } from '../evidence.js';
import { readThreats } from '../threats.js';

/** B1-2-1: the threat model of the product. Whether it fits the contractor's surroundings only a person can say. */
export const threats: EvidenceSource = {
  id: 'threats',
  controls: ['B1-2-1'],
  async look({ program, clock }) {
    const count = await readThreats(program).then(
      (found) => found.length,
      () => 0,
    );
    if (count === 0)
      return [
        {
          control: 'B1-2-1',
          standing: 'not-done',
          evidence: [],
          missing: [['no threat model is delivered', '製品の脅威モデルが読み取れません']],
        },
      ];
    const version = await softwareVersion();
    return [
      {
        control: 'B1-2-1',
        standing: 'to-check',
        evidence: [
          {
            at: clock.now().toISOString(),
            words: [
              `threat model of version ${version}: ${count} threats with measures and tests`,
              `製品（版 ${version}）の脅威モデル: 脅威${count}件、対策及び試験を記載`,
            ],
          },
        ],
        missing: [
          [
            'confirm the measures that fall to the contractor: docs/threat-model.md',
            '受注者の環境に委ねられた対策を確認してください（docs/threat-model.md）',
          ],
        ],
      },
    ];
  },
};
