/** Japanese wording of the アクセス監視日報. */

export const TITLE = 'アクセス監視日報';

export const PURPOSE =
  '下記業務の記録に対する操作のログを確認した結果（別紙２「運用・保守時の情報セキュリティ対策」３（２）不正な利用の監視）を報告します。';

export const NOTHING_FOUND = '本日、新たに検知したものはありません。';

export const NO_RUN =
  '本日は、ログの確認が一度も行われていません。検知したものがないことは、異常がないことを意味しません。';

export const SEVERITIES = { serious: '要対応', notice: '参考' } as const;

export const SOURCE_TYPES = {
  audit: '本ソフトウェアの監査ログ',
  's3-access-log': 'S3 サーバーアクセスログ',
  cloudtrail: 'CloudTrail ログ',
} as const;

export const LIMITS: readonly string[] = [
  'S3 サーバーアクセスログは、保管先の仕様により、全ての操作が記録されること及び直ちに届くことが保証されていません。また、改変を検知する仕組みがないため、行の境目で切り詰められたファイルは検知できません。',
  'CloudTrail ログは、ダイジェストに記載されたハッシュ値と照合しています。署名を確かめられなかったダイジェストは「不明」とし、確認できたものとして扱いません。',
  '登録されていないログ、及びログに記録されない操作は、本書の対象に含まれません。',
  'オブジェクトの名称は個人情報を含み得るため、伏せ字で記載しています。',
];

export const NOT_APPLIED =
  '次の項目は、判断の基準（主体又はネットワークの登録）が設定されていないため、確認していません。';

export const FAILED = '読み取れなかったログがあります。次回の実行で再度読み取ります。その内容は確認されていません。';
