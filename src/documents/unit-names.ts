/** What stands in a document that lists ids of unit keys. */
export const UNIT_NAMES =
  'ユニット鍵の名称は「システム／機密性／年月」を表します。年月は、暗号化した時の記録の最終更新日によります。「catalogue/3/all」は、目録のファイル名を保護する鍵です。';
