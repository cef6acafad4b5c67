export const PURPOSE =
  '情報セキュリティインシデント（そのおそれがあるものを含む。以下「インシデント」という。）が発生したときの連絡の体制、順序及び時間を定め、府と受注者が共有する。';

export const ORGANISATIONS = {
  contractor: '受注者',
  prefecture: '府',
  provider: 'クラウド事業者',
  other: 'その他',
} as const;

export type Gravity = '重大' | '要対応' | '参考';

/** What each alert means for the people who are told: name, when, how grave, first action. */
export const EVENTS: Readonly<Record<string, { name: string; meaning: string; gravity: Gravity; action: string }>> = {
  'run-failed': {
    name: '定期処理の失敗',
    meaning: '分類、暗号化等の定期処理が正常に終了しなかった。',
    gravity: '要対応',
    action: '状態を確認し、再実行する。記録が未保護のまま翌営業日を迎えるときは、府に報告する。',
  },
  'drift-found': {
    name: '保護の状態の変更',
    meaning: '本ソフトウェア以外から、記録の保護の状態が変更された（暗号文の破損を含む。）。',
    gravity: '重大',
    action: '変更した者及び理由を直ちに確認する。説明がつかないときは、インシデントとして扱う。',
  },
  'erased-returned': {
    name: '消去した記録の再出現',
    meaning: '計画により消去した記録と名称及び大きさの同じものが、保存先に再び置かれた。',
    gravity: '重大',
    action: '戻した者及び理由を直ちに確認し、府に報告する。戻された記録であるときは、改めて消去する。',
  },
  'unclaimed-found': {
    name: 'どのシステムにも属さないファイル',
    meaning: '保管庫のフォルダーに、どのシステムにも属さず、分類及び暗号化の対象にならないファイルがある。',
    gravity: '要対応',
    action:
      '場所を確認し、記録であるときは該当するシステムのフォルダーに移動する。移動するまで、平文で保存された状態である。',
  },
  'expired-found': {
    name: '保存期間の満了',
    meaning: '保存期間の満了した記録がある。',
    gravity: '参考',
    action: '廃棄の計画を府と協議する。',
  },
  'access-finding': {
    name: '注意を要するアクセス',
    meaning: '業務時間外の操作、登録のない主体、大量の読取り等を検知した。',
    gravity: '重大',
    action: '日報により事実を確認する。正当な操作と認められないときは、インシデントとして扱う。',
  },
  'waiting-begun': {
    name: '鍵の待機期間の開始',
    meaning: '鍵の削除を予約した。',
    gravity: '要対応',
    action: '計画による操作かを確認する。計画によらないときは、待機期間の内に、鍵管理サービスで鍵の削除を取り消す。',
  },
  'waiting-ending': {
    name: '鍵の待機期間の終了間近',
    meaning: '待機期間が残り3日以内となった。',
    gravity: '参考',
    action: '鍵の削除を取り消す必要がないかを、改めて確認する。待機期間の後は、取り消せない。',
  },
  'waiting-overdue': {
    name: '鍵の待機期間の終了',
    meaning: '待機期間が終わり、消滅が確認されていない。',
    gravity: '要対応',
    action: '鍵の消滅を確認し、確定の廃棄証明書を発行する。',
  },
  'privileged-command': {
    name: '特権操作の実行',
    meaning: '二要素認証を経て、鍵の更新、利用者の追加、設定の承認等の特権操作が行われた。',
    gravity: '要対応',
    action: '予定された操作かを確認する。予定にないときは、操作した利用者を停止する。',
  },
  'access-refused': {
    name: '本人確認による操作の拒否',
    meaning: '本人確認又は二要素認証の条件を満たさない操作が試みられ、拒否された。',
    gravity: '要対応',
    action: '本人の誤りかを確認する。心当たりのないとき、又は繰り返されるときは、インシデントとして扱う。',
  },
  'configuration-changed': {
    name: '承認されていない設定の変更',
    meaning: '設定が、承認の後に変更され、処理が止まっている。',
    gravity: '重大',
    action: '変更した者及び内容を直ちに確認し、承認するか、元に戻す。説明がつかないときは、インシデントとして扱う。',
  },
  'checkpoint-failed': {
    name: '監査ログの照合点を作れない状態',
    meaning: '監査ログの末尾に署名する照合点を、自動で作ることができなかった。',
    gravity: '要対応',
    action:
      '監査ログを検証する。改変が見つかったとき、又は署名鍵の変更の説明がつかないときは、インシデントとして扱う。それ以外のときは、原因を除いた後に照合点を作る。',
  },
  'destructive-started': {
    name: '元に戻せない操作の開始',
    meaning: '消去、移行、アカウントの廃棄等が始まった。',
    gravity: '要対応',
    action: '予定された操作かを確認する。予定にないときは、直ちに操作を止めさせ、責任者に報告する。',
  },
  'destructive-finished': {
    name: '元に戻せない操作の終了',
    meaning: '操作が終わった。',
    gravity: '参考',
    action: '結果を計画と照合する。',
  },
  'destructive-cancelled': {
    name: '操作の取消し',
    meaning: '始めた操作又は承認が取り消された。',
    gravity: '要対応',
    action: '取消しの理由を確認し、府に報告する。',
  },
  'destructive-refused': {
    name: '操作の拒否',
    meaning: '条件を満たさない操作が試みられ、拒否された。',
    gravity: '要対応',
    action: '誤操作か不正な操作かを確認する。',
  },
  'destructive-failed': {
    name: '操作の中断',
    meaning: '元に戻せない操作が途中で止まった。',
    gravity: '要対応',
    action: '原因を除き、同じコマンドで続きから行う。',
  },
};

export const REPORTED: readonly string[] = [
  '検知の日時、検知した者及び検知の方法',
  '対象のシステム、記録の件数及び機密性（個人の値及びファイル名を電子メール等に記載しない。）',
  '発生の日時及び原因（推定を含む。その旨を明示する。）',
  '講じた措置及び被害の拡大のおそれ',
  '府の判断を要する事項（業務の停止、本人への通知、公表等）',
  '次の報告の予定',
];

export const EVIDENCE: readonly string[] = [
  '関係する装置の電源を切らず、再起動及びログの消去を行わない。',
  '関係する記録を保全し（kimitsu hold place）、以後の消去の対象から除く。',
  '監査ログの改変の有無を調べ（kimitsu audit verify）、署名付きで書き出す（kimitsu audit export）。',
  'アクセスログ及び操作の記録を、保存期間の満了及び上書きから保護する。',
  '証拠の取得者、日時、方法及びハッシュ値を記録し、府の指示に基づき提出する。',
];

export const UNREACHABLE: readonly string[] = [
  '連絡先に15分以内に応答がないときは、応答を待たずに次の順位の者に連絡し、なお並行して呼び出す。',
  '府の連絡先のいずれにも応答がないときは、電子メール及び電話の双方に記録を残し、30分ごとに繰り返す。',
  '連絡の日時、相手、内容及び応答を、全て記録する。',
];

export const UPKEEP: readonly string[] = [
  '連絡先に変更があるときは、変更の日までに相手方に知らせ、本表の次の版を作る。',
  '受注者は、少なくとも年1回、本表による連絡を試験し、結果を教育・周知記録とともに保管する。',
];
