import type { FaultTexts } from './fault-text.js';

/** An erasure that waits for its keys, or was begun by another version. */
export const GOING_ON: FaultTexts = {
  'erase/kms-key-restored': {
    message: '削除を予約した後に、鍵管理サービスの鍵の削除が取り消されています。',
    remedy:
      '取り消した者及びその間に復号されたものを調査してください。その後、kimitsu erase 計画番号 --reschedule-keys --reason 調査の結果 により、改めて削除を予約してください。それまで、廃棄証明書は発行しません。',
  },
  'erase/kms-key-back': {
    message: '消滅を確認した鍵が、鍵管理サービスに再び存在しています。廃棄証明書は発行していません。',
    remedy:
      '鍵を戻した者及びその間に復号されたものを調査してください。その後、kimitsu erase 計画番号 --reschedule-keys --reason 調査の結果 により、鍵を無効にし、待機期間を初めから設けて、改めて削除を予約してください。鍵が再び存在していた期間は、廃棄証明書に記載されます。それまで、廃棄証明書は発行しません。',
  },
  'erase/record-returned': {
    message: '消去した記録と名称及び大きさの同じものが、保存先に置かれています。',
    remedy:
      'バックアップ等から戻されたものでないかを調査してください（kimitsu review list）。保管庫を履歴ごと戻したものは kimitsu erase 計画番号（消去した計画）により、ファイルとして置かれたものは新しい計画（kimitsu plan disposal --object 識別子）により消去し、別の記録であるときは、kimitsu review decide により決定してください。それまで、読み出せません。',
  },
  'erase/unit-key-came-back': {
    message: '消去したユニット鍵が、鍵の保存場所に再び存在しています。廃棄証明書は発行していません。',
    remedy:
      'バックアップ等から戻した者を調査し、kimitsu erase 計画番号 を実行してください。戻された鍵を再度消去し、監査ログに記録します。その後、証明書を発行してください。',
  },
  'erase/record-outdated': {
    message:
      '消去の記録は以前の版のソフトウェアのものであり、その内容の全てを裏付けるものがありません。何も実行していません。',
    remedy:
      'kimitsu erase を実行してください。それも拒否されるときは、消去を始めた版のソフトウェアで完了してください。',
  },
  'erase/record-newer': {
    message: '消去の記録は、この版のソフトウェアの知らない形式です。何も実行していません。',
    remedy: '消去を始めた版、又はそれより新しい版の kimitsu を使用してください。',
  },
  'erase/inventory-differs': {
    message: '消去したものとして目録に記録されたものが、凍結した対象と一致しません。',
    remedy: '目録を変更した者を調査し、目録を復元してください。廃棄証明書は発行しません。',
  },
  'erase/clock-not-ours': {
    message: '待機期間は、鍵管理サービスの時計によります。',
    remedy: '待機期間の後に、kimitsu erase をもう一度実行してください。',
  },
  'erase/no-key-taken-back': {
    message: '削除が取り消された鍵は、見つかりません。',
    remedy:
      'kimitsu erase 計画番号 で状態を確認してください。鍵管理サービスの記録（CloudTrail）だけに残るものは、--cloudtrail でフォルダーを指定してください。',
  },
};
