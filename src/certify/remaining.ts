import type { ErasureRecord } from '../dispose/erasure.js';
import type { CertificateDocument } from './certificate-schema.js';
import type { Declarations } from './traceability.js';

function handledText({ keysKept, kmsKeys }: ErasureRecord): string {
  if (keysKept) return '別の計画により処理する';
  // Keys of the key service end with the service alone.
  if (kmsKeys.length === 0) return '業務は継続しており、業務の記録として取り扱う';
  return '業務の終了後に置かれたものであり、新たに処理する必要がある';
}

/** What is still there after the erasure, and until when as far as that is known. Always names keys, backups, exceptions. */
export function remainingItems(record: ErasureRecord, declared: Declarations): CertificateDocument['remaining'] {
  const items: CertificateDocument['remaining'] = [];
  for (const key of record.kmsKeys) {
    if (key.destroyedAt) continue;
    items.push({
      what: `KMS鍵 ${key.alias}`,
      basis: 'measured',
      until: new Date(key.deletionDate).toISOString(),
      text: '無効化及び削除予約済み。待機期間の満了まで鍵管理サービスに保持され、その間は削除予約の取消しが可能。',
    });
  }
  for (const { systemName, versions, bytes } of record.arrived ?? []) {
    items.push({
      what: `凍結の後に届いたもの（${systemName}）`,
      basis: 'measured',
      text: `対象の凍結の後に保存先に置かれ、計画の対象に含まれない版等${versions.toLocaleString('ja-JP')}件（${bytes.toLocaleString('ja-JP')}バイト）が残っている。消去していない。${handledText(
        record,
      )}。`,
    });
  }
  if (record.keysKept) {
    items.push({
      what: '鍵管理サービスの鍵及び目録の鍵',
      basis: 'measured',
      text: `計画では消去することとしていたが、凍結の後に届いたものの処理に必要なため、残している（鍵管理サービスの鍵${record.keysKept.kmsKeys.length}個：${record.keysKept.kmsKeys.map(({ alias }) => alias).join('、')}）。残ったものの計画により消去する。`,
    });
  }
  const backups = declared.backups;
  items.push({
    what: '対象データのバックアップ',
    basis: backups ? 'known' : 'unknown',
    ...(backups?.until ? { until: new Date(backups.until).toISOString() } : {}),
    text: backups?.text ?? '保存先のバックアップの有無及び保持期間は、申告がなく、確認していない。',
  });
  if (record.catalogue) {
    const { originalsRemoved } = record.catalogue;
    const removed = originalsRemoved
      ? `PostgreSQL に移行する前の目録（${originalsRemoved.catalogues}個）は、上書きのうえ削除した。`
      : '';
    items.push({
      what: '目録のデータベース（PostgreSQL）の写し',
      basis: 'unknown',
      text: `目録は PostgreSQL にあり、表からは廃棄したものの名称等を除いた。先行書込みログ（WAL）及びその保管先、複製（レプリカ）、バックアップ並びにサーバーの統計には及ばず、その有無及び保持期間は確認していない。これらに残り得るオブジェクトの名称は暗号化されているが、伏せ字とした名称及び見本、ETag 並びに判断の理由は暗号化されていない。${removed}`,
    });
  }
  if (record.exceptions.length > 0) {
    items.push({
      what: '対象外としたもの',
      basis: 'measured',
      text: `計画書に基づき廃棄の対象外としたオブジェクト${record.exceptions.length.toLocaleString('ja-JP')}件が残っている。理由は「対象外」に記載。`,
    });
  }
  const disappeared = (record.disappeared ?? []).reduce((sum, line) => sum + line.versions, 0);
  if (disappeared > 0) {
    items.push({
      what: '消去を確認していない版',
      basis: 'unknown',
      text: `廃棄の実施前に、本ソフトウェアによらず保存先から失われた版が${disappeared.toLocaleString('ja-JP')}件ある。これらの消去は確認しておらず、廃棄した件数に含めていない。`,
    });
  }
  items.push({
    what: '記録',
    basis: 'known',
    text: '監査ログ、本証明書及び消去目録（個人情報を含まない。）は、証跡として保管する。',
  });
  return items;
}
