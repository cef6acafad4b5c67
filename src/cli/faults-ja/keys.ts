import type { FaultTexts } from './fault-text.js';

/** Keys. */
export const KEYS: FaultTexts = {
  'keys/not-a-signing-key': {
    message: '証明書の署名に使える鍵ではありません。',
    remedy: 'ECC_NIST_P256、SIGN_VERIFY の KMS 鍵を作り、その ARN を certificates.signingKey に記入してください。',
  },
  'keys/bad-signature': {
    message: '鍵管理サービスの作った署名を確認できません。',
    remedy: '証明書は発行されていません。鍵管理サービスの状態を確認してください。',
  },
  'key/not-public-p256': {
    message: '公開鍵として読み取れません。',
    remedy: 'P-256 の公開鍵（PEM 又は JWK）を指定してください。',
  },
  'keys/access-denied': { message: '鍵を使う権限がありません。', remedy: '鍵ポリシー及び権限を確認してください。' },
  'keys/multi-region': {
    message: 'マルチリージョンの鍵は、全ての写しの廃棄を確認できないため使えません。',
    remedy: '単一リージョンの鍵を使用してください。',
  },
  'keys/disabled': { message: '鍵が無効になっています。', remedy: '鍵の状態を確認してください。' },
  'keys/still-waiting': {
    message: '鍵の待機期間は、まだ終わっていません。',
    remedy: 'kimitsu keys list で廃棄予定日時を確認し、その後に実行してください。',
  },
  'keys/pending-deletion': {
    message: '鍵は削除待ちのため使えません。',
    remedy: 'kimitsu keys list で廃棄予定日時を確認してください。',
  },
  // Keys: rotation, import, reports.
  'keys/pending-import': {
    message: '鍵に鍵素材が取り込まれていないため使えません。',
    remedy: 'kimitsu keys import で、全ての鍵素材を取り込んでください。',
  },
  'keys/not-found': { message: '指定された鍵がありません。', remedy: 'kimitsu keys list で確認してください。' },
  'keys/not-importable': {
    message: '鍵管理サービスが生成した鍵には、鍵素材を取り込めません。',
    remedy: '鍵素材を取り込むには、最初の鍵を作る前に keys.origin を EXTERNAL にしてください。',
  },
  'keys/bad-material-file': {
    message: '鍵素材は、ちょうど32バイトの乱数のファイルでなければなりません。',
    remedy: 'openssl rand -out ファイル 32 等により作ってください。',
  },
  'keys/bad-import': {
    message: '鍵素材を取り込めません（包み方、長さ又は取込み用の符号が正しくありません）。',
    remedy: 'もう一度実行してください。',
  },
  'keys/other-material': {
    message: '取り込もうとした鍵素材が、この鍵のものと一致しません。',
    remedy: '削除した鍵素材を戻すときは同じものを、新しい鍵素材を加えるときは --additional を指定してください。',
  },
  'keys/material-waiting': {
    message: '取込み済みの鍵素材が、次の更新を待っています。',
    remedy: '先に kimitsu keys rotate を実行してください。',
  },
  'keys/material-left': {
    message: '削除した鍵素材が、鍵管理サービスにまだ示されています。',
    remedy: 'しばらく待ってから、もう一度実行してください。',
  },
  'keys/root-key-exposed': {
    message: '鍵フォルダーのルート鍵を、この装置の他の利用者が読み取れる状態です。',
    remedy: 'chmod 600 により、実行する利用者だけが読み取れるようにしてください。',
  },
  'keys/corrupt': {
    message: '鍵のファイルが破損しています。',
    remedy: '鍵フォルダーを復元してください。',
  },
  'keys/unavailable': {
    message: '鍵を、現在利用できません。',
    remedy: '鍵管理サービスの状態を確認し、もう一度実行してください。',
  },
  'signing-key/too-open': {
    message: '署名鍵のファイルを、この装置の他の利用者が読み取れる状態です。',
    remedy: 'chmod 600 により、実行する利用者だけが読み取れるようにしてください。',
  },
  'signing-key/corrupt': {
    message: '署名鍵のファイルを、署名鍵として読み取れません。',
    remedy: '署名鍵のファイルを復元してください。',
  },
  'keys/nothing-to-rotate-to': {
    message: '更新に使う新しい鍵素材が取り込まれていません。',
    remedy: 'kimitsu keys import --additional で取り込んでください。',
  },
  'keys/rotation-limit': {
    message: '随時の更新は、一つの鍵につき25回までです。',
    remedy: '包み直しだけを行うときは --rewrap-only を指定してください。',
  },
  'keys/rotation-pending': {
    message: '鍵管理サービスが鍵を更新している途中です。',
    remedy: 'しばらく待ってから、kimitsu keys rotate --rewrap-only を実行してください。',
  },
  'keys/bad-rotation-period': {
    message: '自動更新の間隔は90～2560日です。',
    remedy: 'kimitsu.yaml の keys.rotationDays を直してください。',
  },
  'keys/bad-principal': {
    message: '鍵の管理者又は使用者の指定が正しくありません。',
    remedy:
      'keys.administrators と keys.users には、重複のない役割（ロール）等の ARN を、管理者は同じアカウントのものを記入してください（グループは指定できません）。',
  },
  'keys/alias-exists': {
    message: '鍵の別名が、既に別の鍵を指しています。',
    remedy: 'kimitsu keys list 及び鍵管理サービスで別名を確認してください。別の業務の鍵には触れないでください。',
  },
  'keys/bad-alias': {
    message: '鍵の別名として使えない名称です。',
    remedy: 'kimitsu.yaml の service.id（別名の一部になります。）を確認してください。',
  },
  'keys/bad-waiting-period': {
    message: '鍵の待機期間は7日以上30日以内です。',
    remedy: 'kimitsu.yaml の keys.waitingDays を直してください。',
  },
  'keys/invalid-state': {
    message: '鍵が、この操作のできる状態にありません。',
    remedy: 'kimitsu keys list で鍵の状態を確認してください。',
  },
  'keys/limit': {
    message: '鍵管理サービスで作ることのできる鍵の数の上限に達しています。',
    remedy: '提供者に上限の引上げを依頼するか、使わない鍵がないか確認してください。',
  },
  'keys/refused': {
    message: '鍵管理サービスが要求を受け付けませんでした。',
    remedy: '設定（keys の各項目）及び鍵ポリシーを確認してください。',
  },
  'keys/unsupported-key': {
    message: '暗号化に使える対称鍵ではありません。',
    remedy: 'SYMMETRIC_DEFAULT、ENCRYPT_DECRYPT の鍵を使用してください。',
  },
  'keys/wrong-ciphertext': {
    message: '鍵の暗号文が改変されているか、別の鍵又は別の対象のものです。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'keys/nothing-to-encrypt': { message: '空の内容は、鍵管理サービスで暗号化できません。', remedy: '' },
  'keys/too-large': { message: '鍵管理サービスで直接暗号化できる長さを超えています。', remedy: '' },
  'protect/bad-key': {
    message: 'ユニット鍵の長さが正しくありません。',
    remedy: '鍵フォルダーを復元し、監査ログとともに確認してください。',
  },
  'protect/key-forgotten': {
    message: '目録の鍵が、既にメモリーから消去されています。',
    remedy: 'もう一度実行してください。',
  },
  'protect/not-a-message': {
    message: 'kimitsu が暗号化した記録ではありません。',
    remedy: 'kimitsu 以外がファイルを置き換えていないか、監査ログとともに確認してください。',
  },
  'protect/wrong-seal': {
    message: '目録の記載が改変されているか、別の鍵で暗号化されています。',
    remedy: '鍵フォルダーと目録が同じ作業フォルダーのものか確認してください。',
  },
  'unit-keys/exists': {
    message: 'このユニットの鍵は、既に他の処理が作っています。',
    remedy: 'もう一度実行してください。',
  },
  'unit-keys/unavailable': {
    message: 'ユニット鍵の保管先を利用できません。',
    remedy: '保管先の状態及び権限を確認し、もう一度実行してください。',
  },
  'unit-keys/changed': {
    message: 'ユニット鍵が、処理の途中で別のものに変わりました。',
    remedy: 'もう一度実行してください。',
  },
  'unit-keys/corrupt': {
    message: 'ユニット鍵を読み取れません（破損しているか、削除マーカーで隠されています）。',
    remedy:
      '処理を止め、監査ログとともに確認し、バックアップから復元してください。復元できないときは、そのファイルを鍵のフォルダーの外に移して施錠保管し、業務の終了の際に廃棄してください。その鍵の記録は、読めないものとして計画に掲げられます。',
  },
};
