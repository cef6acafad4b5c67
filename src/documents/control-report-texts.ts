/** Japanese wording of the 情報セキュリティ対策の実施状況報告書. */

export const TITLE = '情報セキュリティ対策の実施状況報告書';

export const PURPOSE =
  '下記業務について、府の情報セキュリティ対策の要求事項（別紙１から別紙４まで）の実施状況を、証跡とともに報告します。';

export const ASKS = '求められる事項：';
export const SATISFIED_BY = '満たす条件：';
export const EVIDENCE = '証跡';
export const MISSING = '不足する事項';

export const LIMITS: readonly string[] = [
  '本書は、作成日時における作業フォルダー及びホストの状態によります。監査ログの連鎖、承認の署名及びホストの状態は、作成に当たり改めて確認しています。',
  '「要確認」は、プログラムでは判断できない事項です。「未実施」は、証跡が確認されなかったことを示し、別の方法による実施を否定するものではありません。',
  '施設、要員、契約その他の、本ソフトウェアの外で行われる対策は、本書の対象に含まれません。',
];
