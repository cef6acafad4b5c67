import type { FaultTexts } from './fault-text.js';

/** Who may do what, and how it is shown. */
export const ACCESS: FaultTexts = {
  'access/not-enrolled': {
    message: '利用者が登録されていないため、特権操作はできません。何も変更していません。',
    remedy: 'kimitsu accounts enroll <名称> で、最初の特権運用者の二要素認証を登録してください。',
  },
  'access/no-identity': {
    message: 'この操作には本人確認が必要です。何も変更していません。',
    remedy:
      '端末で実行するか、--as に名称を、--secret-file にパスワードのファイル（- なら標準入力）を指定してください。',
  },
  'access/nobody-left': {
    message: '全てのアカウントが廃棄されており、本人であることを示すことのできる者がいません。何も変更していません。',
    remedy:
      'keys list、certificate verify 等の確認だけを行うコマンドは、引き続き使用できます。鍵が戻されたときは、手順書の「取り消された鍵の削除等の再設定」（全てのアカウントを廃棄した後のとき）によってください。',
  },
  'access/wrong-secret': {
    message: '名称又はパスワード（アクセスキー）が正しくありません。',
    remedy: '5回続けて誤ると、しばらく受け付けなくなります。',
  },
  'access/no-second-person': {
    message: 'この操作には、もう一人の本人確認が必要です。何も変更していません。',
    remedy: '別の利用者が、--confirm-as に名称を、--confirm-secret-file にパスワードのファイルを指定してください。',
  },
  'access/same-person': {
    message: '操作する者と確認する者が同じです。',
    remedy: '別の利用者が確認してください。',
  },
  'access/disabled': {
    message: 'このアカウントは無効になっています。',
    remedy: '特権運用者に、kimitsu accounts enable による再開を依頼してください。',
  },
  'access/not-permitted': {
    message: 'このアカウントの役割では、この操作はできません。',
    remedy: '必要な役割は、コマンドに --help を付けて確認してください。',
  },
  'access/no-factor': {
    message: 'このアカウントには、二要素認証が登録されていません。',
    remedy: '別の特権運用者に、kimitsu accounts enroll による登録を依頼してください。',
  },
  'access/no-code': {
    message: 'この操作には二要素認証が必要です。何も変更していません。',
    remedy: '--code に認証アプリの確認コードを、又は --code-file に回復コードのファイルを指定してください。',
  },
  'access/wrong-code': {
    message: '確認コードが正しくありません。',
    remedy:
      '端末の時計を確認してください（許されるずれは前後30秒です）。5回続けて誤ると、しばらく受け付けなくなります。',
  },
  'access/code-replayed': {
    message: 'この確認コードは、既に使用されています。',
    remedy: '次の確認コードが表示されるまで（最長30秒）待ってください。回復コードは1回ずつしか使えません。',
  },
  'access/locked': {
    message: '続けて誤ったため、しばらく受け付けません。',
    remedy: '15分（繰り返した場合はその2倍ずつ）待ってから、もう一度実行してください。',
  },
  'access/other-caller': {
    message: 'AWS の資格情報が、アカウントに登録された IAM ユーザーのものではありません。',
    remedy: '登録された IAM ユーザーの資格情報で実行してください。',
  },
  'access/bad-aws-caller': {
    message: 'AWS の IAM ユーザー又は MFA デバイスの指定に誤りがあります。',
    remedy:
      '--aws-caller に IAM ユーザーの ARN を、--aws-mfa にそのデバイスの ARN 又はシリアル番号を指定してください。',
  },
  'access/own-factor': {
    message: '自分の二要素認証を、自分で登録し直すことはできません。',
    remedy: '別の特権運用者に依頼してください。それまでは回復コードを使えます。',
  },
  'access/nothing-prepared': {
    message: '登録の途中の二要素認証がないか、1時間を過ぎています。',
    remedy: 'kimitsu accounts enroll <名称> からやり直してください。',
  },
  'access/factor-unreadable': {
    message: '二要素認証の秘密を、この作業フォルダーの鍵で読み取れません。',
    remedy: 'keys と access/accounts.json を同じ時点の内容に戻すか、別の特権運用者に登録し直しを依頼してください。',
  },
  'access/secret-exposed': {
    message: 'パスワード又は確認コードのファイルが、実行する者のものでないか、他の者が読み書きできる状態です。',
    remedy:
      '自分の所有とし、chmod 600 で権限を直してください。他の者が読んだおそれがあるときは、パスワードも変更してください。',
  },
  'access/secret-unreadable': {
    message: 'パスワード又は確認コードのファイルを読み取れません。',
    remedy: '--secret-file 及び --code-file のファイル名と、その権限を確認してください。',
  },
  'access/configuration-changed': {
    message: '設定（kimitsu.yaml）が、承認された内容と異なります。何も実行していません。',
    remedy:
      'kimitsu access status で変更の箇所を確認し、特権運用者が kimitsu access accept で承認するか、元に戻してください。',
  },
  'access/copy-missing': {
    message: '承認された設定の控えがなく、今の設定はそれと異なります。',
    remedy: 'kimitsu.yaml を承認された内容に戻してから、改めて変更してください。',
  },
  'access/register-altered': {
    message: '利用者の台帳（access/accounts.json）が、kimitsu 以外から変更されています。',
    remedy: '変更の経緯を調べ、バックアップから戻してください。',
  },
  'access/register-missing': {
    message: '利用者の台帳（access/accounts.json）がありません。',
    remedy: 'バックアップから戻してください。最初の登録を、同じ作業フォルダーでやり直すことはできません。',
  },
  'access/other-key': {
    message: '署名鍵が別のものに変わっており、以前の署名鍵による承認ができません。',
    remedy:
      '以前の署名鍵を使えるようにしてください。失われたときは、kimitsu access accept --new-key によってください。',
  },
  'signing-key/missing': {
    message: '作業フォルダーの署名鍵がありません。',
    remedy: '鍵フォルダーの signing-key.json を元に戻し、keys.folder が承認された設定のとおりか確認してください。',
  },
  'access/acceptance-invalid': {
    message: '設定及び役割の承認の記録に、この作業フォルダーの署名がありません。',
    remedy: '署名鍵及び監査ログを元に戻し、kimitsu audit verify で確認してください。',
  },
};
