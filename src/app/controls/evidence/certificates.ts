import type { ErasureRecord } from '../../../dispose/erasure.js';
import type { MigrationRecord } from '../../../migrate/record.js';
import { overtaken } from '../../certificates/overtaken.js';
import { certificateName, certificatesOf } from '../../certificates/stored-certificate.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';

/** B3-2-2: the certificate of each erasure, and the receiver's acceptance of each migration. */
export const certificates: EvidenceSource = {
  id: 'certificates',
  controls: ['B3-2-2'],
  async look({ catalog }) {
    const evidence: Evidence[] = [];
    const missing: Words[] = [];
    const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
    const isOvertaken = await overtaken(catalog);
    for (const { planId } of erasures.filter(({ phase }) => phase !== 'cancelled')) {
      const current = (await certificatesOf(catalog, planId)).at(-1);
      if (!current) {
        missing.push([
          `no certificate of ${planId}`,
          `計画 ${planId} の廃棄証明書がありません（kimitsu certificate issue）`,
        ]);
        continue;
      }
      const name = certificateName(current.certificate);
      if (current.revocation !== undefined) {
        missing.push([`certificate ${name} was revoked`, `廃棄証明書 ${name} は取り消されています`]);
        continue;
      }
      if (isOvertaken(current)) {
        missing.push([
          `certificate ${name} does not name what was found since`,
          `廃棄証明書 ${name} の発行の後に判明した事項があります。これに代わる証明書を発行してください（kimitsu certificate issue）`,
        ]);
        continue;
      }
      const isFinal = current.stage === 'final';
      const accepted = current.acceptance !== undefined;
      evidence.push({
        at: current.certificate.issuedAt,
        words: [
          `${current.stage} certificate ${name}${accepted ? ', accepted by the prefecture' : ''}`,
          `廃棄証明書（${isFinal ? '確定' : '暫定'}）${name}${accepted ? '、府が受領' : ''}`,
        ],
      });
      if (!isFinal)
        missing.push([
          `certificate ${name} is interim`,
          `廃棄証明書 ${name} は暫定です。鍵の待機期間の後に確定のものを発行してください`,
        ]);
      if (isFinal && !accepted)
        missing.push([`certificate ${name} is not accepted yet`, `廃棄証明書 ${name} を府が受領した記録がありません`]);
    }
    for (const { body } of await catalog.documents('migration')) {
      const { migrationId, phase, acceptedAt, startedAt } = body as unknown as MigrationRecord;
      evidence.push({
        at: acceptedAt ?? startedAt,
        words: [`migration ${migrationId}: ${phase}`, `移行 ${migrationId}（${PHASES[phase]}）`],
      });
      if (phase !== 'accepted')
        missing.push([`migration ${migrationId} is not accepted`, `移行 ${migrationId} の受領が記録されていません`]);
    }
    if (evidence.length + missing.length === 0)
      missing.push(['nothing was erased or migrated yet', '廃棄及び移行は行われていません']);
    return [sighting('B3-2-2', evidence, missing)];
  },
};

const PHASES = { opened: '梱包中', verified: '検証済、受領前', accepted: '受領済' } as const;
