import type { FaultTexts } from './fault-text.js';

const orListInstead = (remedy: string): string =>
  `${remedy}kimitsu.yaml でこのシステムの inventory を削除すると、保管庫の一覧を直接取得します。`;

const SHOW_FOLDERS = `フォルダーは「find data -type d ! -readable -o -type d ! -executable」で確認できます。kimitsu を実行する利用者に、読取りの権限を与えてください。`;

/** Listing what the stores hold. */
export const INVENTORY: FaultTexts = {
  'inventory/folder-not-listed': {
    message: '読取りの権限がないフォルダーがあり、その中の記録を確認していません。他の記録は処理しました。',
    remedy: SHOW_FOLDERS,
  },
  'store/folder-denied': {
    message: '読取りの権限がないフォルダーがあり、全ての記録を確認することができません。',
    remedy: SHOW_FOLDERS,
  },
  'inventory/listing-incomplete': {
    message: '保管庫の一覧に現れない版が、保管庫に残っています。',
    remedy: 'もう一度実行してください。変わらないときは、保管庫の一覧の不備を確認してください。',
  },
  'inventory/report-missing': {
    message: 'S3 インベントリの報告（CSV）が、設定された場所に届いていません。',
    remedy: orListInstead('S3 インベントリの設定を確認してください。最初の報告が届くまでには2日ほどかかります。'),
  },
  'inventory/report-old': {
    message: 'S3 インベントリの最新の報告が48時間より前のものです。',
    remedy: orListInstead('S3 インベントリが有効か、毎日出力する設定かを確認してください。'),
  },
  'inventory/report-incomplete': {
    message: 'S3 インベントリの報告の一部が届いていません。',
    remedy: orListInstead(
      '次の報告を待ってください。出力先のプレフィックスは「/」で終わらないように設定してください。',
    ),
  },
  'inventory/report-altered': {
    message: 'S3 インベントリの報告がチェックサムと一致しません。',
    remedy: orListInstead('出力先のバケットに書き込める者を確認してください。'),
  },
  'inventory/report-unreadable': {
    message: 'S3 インベントリの報告を読み取れません。',
    remedy: orListInstead('次の報告を待ってください。'),
  },
  'inventory/report-format': {
    message: 'S3 インベントリの報告が CSV 形式ではありません。',
    remedy: orListInstead('S3 インベントリの出力形式を CSV にしてください。'),
  },
  'inventory/report-columns': {
    message: 'S3 インベントリの報告に必要な項目がありません。',
    remedy: orListInstead('全てのバージョンを対象とし、サイズ、最終更新日時及び ETag を出力する設定にしてください。'),
  },
  'inventory/report-other-bucket': {
    message: 'S3 インベントリの報告が、別のバケットのものです。',
    remedy: orListInstead('inventory.prefix に、このシステムのバケットの報告がある場所を指定してください。'),
  },
};
