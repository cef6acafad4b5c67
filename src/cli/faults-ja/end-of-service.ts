import type { FaultTexts } from './fault-text.js';

/** Plans, approvals, holds and erasures. */
export const END_OF_SERVICE: FaultTexts = {
  'retention/expired': { message: '保存期間の満了した記録です。', remedy: '' },
  'plan/parties-not-named': {
    message: '契約、受注者又は府の名称が記入されていません。',
    remedy: 'kimitsu.yaml の service.contract、contractor.name、prefecture.name を記入してください。',
  },
  'erase/frozen': {
    message: '対象のシステムの記録は、消去中又は消去済みです。',
    remedy:
      '消去の途中であれば kimitsu erase で完了してください。新しい記録には、新しい作業フォルダーを作ってください。',
  },
  'plan/bad-period': {
    message: '期間の指定に誤りがあります。',
    remedy: '--from 2026-04 --to 2026-09 のように指定してください。',
  },
  'plan/bad-level': { message: '機密性の指定に誤りがあります。', remedy: '1、2 又は 3 を指定してください。' },
  'plan/unknown-object': {
    message: '指定された記録が、目録にありません。',
    remedy:
      '「システムの id/ファイル名」（例 response-history/2026-04.csv。下位のフォルダーがあれば、その名称も含める。）又は kimitsu review list に表示される識別子（obj-…）を指定してください。',
  },
  'plan/bad-date': { message: '日付の指定に誤りがあります。', remedy: '2027-04-01 のように指定してください。' },
  'erase/arrived-after-freeze': {
    message: '対象を凍結した後に、保存先に届いたものがあります。何も消去していません。',
    remedy:
      '保存先への書込みを止め、kimitsu erase --cancel で取り消し、classify と enforce の後に計画を作り直して、府の承認を受けてください。以前の計画で消去したものが戻されているときは、先にその計画の kimitsu erase を実行してください。',
  },
  'erase/cloudtrail-altered': {
    message: 'CloudTrail のログの内容が、署名されたダイジェストと一致しません。',
    remedy: '証跡のバケットからログ及びダイジェストを取得し直し、相違の理由を調査してください。',
  },
  'erase/catalogue-copy-left': {
    message: '作業フォルダーに、使用中の目録ではないデータベースのファイルがあります。何も消去していません。',
    remedy:
      '記録の名称や見本が含まれている可能性があります。削除するか、kimitsu catalog migrate を最後まで実行してから、やり直してください。',
  },
  'erase/nothing-planned': {
    message: 'この計画には、消去する記録がありません。',
    remedy: 'アカウントだけの計画は、kimitsu accounts dispose で実施してください。',
  },
  'plan/accounts-alone': {
    message: 'アカウントだけの計画では、記録を選べません。',
    remedy: '記録を選ぶ指定を外すか、--accounts-only を外してください。',
  },
  'plan/no-accounts': {
    message: '廃棄の対象となるアカウントがありません。',
    remedy: 'kimitsu accounts list で確認してください。',
  },
  'erase/record-altered': {
    message: '消去の記録が、最後の手順が残したものと一致しません。証明書は発行せず、消去も続けません。',
    remedy: 'kimitsu audit verify を実行し、目録のデータベースを変更した者及び理由を調査してください。',
  },
  'erase/audit-broken': {
    message: '消去の記録を裏付ける監査ログに、改変又は欠落があります。',
    remedy: 'kimitsu audit verify で箇所を確認し、原因を調査してください。',
  },
  'erase/held': {
    message: '計画の対象に、保全中又は保存期間中の記録があります。何も消去していません。',
    remedy: '計画を作り直し（該当する記録は例外として記載されます）、府の承認を受けてください。',
  },
  'erase/too-early': { message: '計画に定めた日より前です。', remedy: '計画の日以後に実行してください。' },
  'erase/no-reason': { message: '理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'erase/reason-too-long': {
    message: '理由が長すぎます。廃棄証明書には、1,000字までしか記載できません。',
    remedy: '1,000字以内に要約し、詳細を記載した文書の名称又は番号を添えてください。',
  },
  'erase/not-begun': {
    message: 'この計画の消去は始まっていません。',
    remedy: 'kimitsu status で計画の状態を確認してください。',
  },
  'erase/not-waiting': {
    message: 'この計画の消去は、鍵の待機期間にありません。',
    remedy: 'kimitsu status で計画の状態を確認し、必要なときは、この指定を付けずに kimitsu erase を実行してください。',
  },
  'erase/past-return': {
    message: '鍵の消去が始まった後であるため、取り消せません。',
    remedy: 'kimitsu erase で完了してください。',
  },
  'hold/reason-too-long': {
    message: '保全の理由が長すぎます。計画書及び廃棄証明書には、1,000字までしか記載できません。',
    remedy: '1,000字以内に要約してください。',
  },
  'hold/no-reason': { message: '理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'hold/unknown': { message: '指定された保全がありません。', remedy: 'kimitsu hold list で番号を確認してください。' },
  'hold/released': { message: '保全は既に解除されています。', remedy: '' },
  'hold/second-person': {
    message: '保全の解除には、別の者の確認が必要です。',
    remedy: '--confirmed-by で別の者を指定してください。',
  },
  'plan/unknown': { message: '指定された計画がありません。', remedy: 'kimitsu status で計画番号を確認してください。' },
  'plan/altered': {
    message: '保存された計画が改変されています。',
    remedy: '実行せず、監査ログとともに確認してください。',
  },
  'plan/file-altered': {
    message: 'plans/ にある計画書のファイルが、作成した時のものと異なります。何も実行していません。',
    remedy:
      '書き換えた者及び承認者が読んだ計画書を確認してください。作成した時のものに戻すには、kimitsu documents render termination-plan --plan 計画番号（移行計画書では migration-plan）を実行するか、バックアップから戻してください。',
  },
  'plan/file-missing': {
    message: 'plans/ に計画書のファイルがありません。何も実行していません。',
    remedy:
      '削除した者を確認してください。kimitsu documents render termination-plan --plan 計画番号（移行計画書では migration-plan）により、同じものを書き直せます。',
  },
  'plan/nothing-in-scope': {
    message: '廃棄の対象となる記録がありません。',
    remedy:
      '対象を絞ったときは、その条件を確認してください（記録は kimitsu status、保存期間の満了は kimitsu find-expired）。記録がまだないときは、置いた後に classify と enforce を実行してください。消去した版が履歴ごと戻されたときは、新しい計画ではなく、消去した計画の kimitsu erase 計画番号 により消去してください。',
  },
  'plan/not-classified': {
    message: '未分類の記録があるため、計画を作れません。',
    remedy: 'kimitsu classify、kimitsu enforce の順に実行してください。',
  },
  'plan/not-protected': {
    message: '保護されていない記録があるため、計画を作れません。',
    remedy:
      'kimitsu enforce を実行してください。どの鍵でも開けない暗号文は、この妨げにはなりません（読めないものとして計画に掲げます）。以前に読めなかったものが開けるようになったときも、enforce の後に計画してください。',
  },
  'plan/other-kind': {
    message: '指定された計画は、このコマンドの対象となる種類の計画ではありません。',
    remedy: '終了計画は kimitsu erase、移行計画は kimitsu migrate で実行します。',
  },
  'plan/migration-not-accepted': {
    message: '移行先の受領を確認していない記録があるため、廃棄できません。',
    remedy:
      'kimitsu migrate を完了し、移行先の受領の署名を kimitsu migrate import-acceptance で取り込んでください。移行の後に変更又は追加された記録は、移行計画を作り直して引き渡してください。',
  },
  'documents/plan-hash': {
    message: '計画のハッシュ値が、計画の内容と一致しません。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'erase/not-approved': {
    message: 'この計画は府の承認を受けていません。',
    remedy: 'kimitsu approve で承認を記録してください。',
  },
  'erase/scope-changed': {
    message: '計画の作成後に、保管されている記録又はその読出しの可否が変わりました。何も消去していません。',
    remedy: 'classify、enforce の後に計画を作り直し、改めて承認を受けてください。',
  },
  'erase/two-at-once': { message: '別の消去が途中です。', remedy: 'その消去を終えてから実行してください。' },
  'erase/not-confirmed': {
    message: '消去には確認が必要です。何も変更していません。',
    remedy:
      '画面の求めに応じてサービスの識別子（service.id）を入力してください。対話による入力ができないときは、--confirm に計画のハッシュ値を指定してください。',
  },
  'erase/wrong-confirmation': {
    message: '確認の内容が一致しません。何も変更していません。',
    remedy:
      '画面ではサービスの識別子（service.id）を入力し、--confirm には計画のハッシュ値（終了計画書及び kimitsu status に記載）を指定してください。',
  },
  'erase/incomplete': {
    message: '消去の後も読み取れるもの、又は戻されたものがあります。証明書は発行できません。',
    remedy:
      '保管庫の状態と、バックアップ等から戻した者がいないかを確認し、kimitsu erase 計画番号 をもう一度実行してから、証明書を発行してください。',
  },
  'erase/still-there': {
    message: '削除した版が、読み取れない状態で残っています。',
    remedy: '保管庫の状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'erase/not-judged': {
    message: '保管庫に接続できず、一部の版の消滅を確認できていません。',
    remedy: '接続を確認し、同じコマンドをもう一度実行してください。',
  },
  'erase/key-missing': {
    message: '計画にある鍵が見つからないため、消去を確認できません。',
    remedy: '鍵フォルダーを復元するか、計画を作り直して改めて承認を受けてください。',
  },
  'erase/key-in-use': {
    message: '計画の対象でない記録が、消去する鍵で暗号化されています。何も消去していません。',
    remedy: '計画を作り直し、改めて承認を受けてください。',
  },
  'erase/canary-not-opened': {
    message: '鍵を消去する前の確認用データを復号できません。',
    remedy: '鍵管理サービスの状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'erase/unit-key-remains': {
    message: '消去したユニット鍵がまだ残っています。',
    remedy: '同じコマンドをもう一度実行してください。鍵を再度消去します。',
  },
  'erase/unit-key-not-judged': {
    message: '鍵管理サービスに接続できず、ユニット鍵の消滅を確認できていません。',
    remedy: '接続を確認し、同じコマンドをもう一度実行してください。',
  },
  'erase/kms-key-not-scheduled': {
    message: '鍵管理サービスの鍵の削除が予約されていません。',
    remedy: '同じコマンドをもう一度実行してください。変わらないときは、鍵管理サービスで鍵の状態を確認してください。',
  },
  'erase/kms-key-still-decrypts': {
    message: '削除を予約した鍵管理サービスの鍵で、まだ復号できます。',
    remedy: '同じコマンドをもう一度実行してください。変わらないときは、鍵管理サービスで鍵の状態を確認してください。',
  },
  'erase/kms-key-not-judged': {
    message: '鍵管理サービスに接続できず、鍵の無効を確認できていません。',
    remedy: '接続を確認し、同じコマンドをもう一度実行してください。',
  },
  'erase/interrupted': { message: '消去を中断しました。', remedy: '同じコマンドで続きから実行できます。' },
  'erase/still-readable': {
    message: '削除した版をまだ読み取ることができます。',
    remedy: '保管庫の状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'officer/not-valid': {
    message: '府の署名した文書として確認できません。途中で切れているか、書き換えられています。',
    remedy: '府から受け取ったファイルを、そのまま指定してください。',
  },
  'officer/unknown-key': {
    message: '設定された府の鍵による署名ではありません。',
    remedy: 'kimitsu.yaml の prefecture.approvers に、府の公開鍵があるか確認してください。',
  },
  'officer/other-name': {
    message: '署名した鍵と、文書に記載された者が一致しません。',
    remedy: '文書の氏名又は職名と識別名が、prefecture.approvers の name と id に一致するか確認してください。',
  },
};
