import { levelName } from '../../base/level.js';
import type { LevelMethod } from '../../dispose/plan.js';
import type { Block } from './content.js';
import type { Installation } from './installation.js';
import { facts, OPEN } from './write.js';

/** What 責任分界表 rests on: where records and keys are, how long records stay, and how they end. */
export function configuration(installation: Installation): Block {
  const { storage, keys } = installation;
  return facts(
    [
      '記録の保管庫',
      storage.kind === 's3'
        ? serviceText('Amazon S3', storage)
        : `本ソフトウェアに組み込みの保管庫（受注者の装置の ${storage.root} フォルダー）`,
    ],
    [
      '鍵管理サービス',
      keys.kind === 'kms'
        ? serviceText('AWS KMS', keys)
        : `本ソフトウェアに組み込みの鍵管理（受注者の装置の ${keys.folder} フォルダー）`,
    ],
    [
      'ユニット鍵の保存先',
      keys.unitKeyBucket === undefined
        ? `受注者の装置の ${keys.folder}/units フォルダー`
        : `バケット ${keys.unitKeyBucket}`,
    ],
    [
      '目録及び監査ログ',
      installation.catalogue.kind === 'sqlite'
        ? `受注者の装置の ${installation.catalogue.file}`
        : `PostgreSQL（${installation.catalogue.host}）`,
    ],
    [
      '証明書の署名鍵',
      installation.signingKey === 'kms' ? '鍵管理サービスの鍵' : `受注者の装置の ${keys.folder} フォルダーのファイル`,
    ],
    ['保存期間', retentionText(installation)],
    ['廃棄の方法', installation.methods.map(methodText).join('\n')],
  );
}

function serviceText(
  name: string,
  { region, endpoint }: { region: string | undefined; endpoint: string | undefined },
): string {
  if (endpoint === undefined) return `${name}（リージョン ${region}）`;
  return `${name} と互換のサービス（${endpoint}、リージョン ${region}）`;
}

function retentionText({ retention }: Installation): string {
  if (retention.length === 0) return OPEN;
  return retention
    .map(({ kind, system, months, basis }) => {
      const which = [system ?? '全てのシステム', kind ?? '全ての記録'].join('、');
      return `${which}：${months}か月（${basis}）`;
    })
    .join('\n');
}

function methodText({ level, technique, readBack }: LevelMethod): string {
  const how = technique === 'cryptographic-erase' ? '鍵の消去及び全ての版の削除' : '全ての版の削除';
  return `${levelName(level)}：${how}（読取りの試行は、${readBack === 'full' ? '全件' : '10件に1件'}）`;
}
