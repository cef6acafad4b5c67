import type { FaultTexts } from './fault-text.js';

/** Accounts. */
export const ACCOUNTS: FaultTexts = {
  // accounts
  'accounts/unknown': {
    message: 'そのアカウントはありません。',
    remedy:
      'kimitsu accounts list で名称及び識別子を確認してください。新しい利用者は、先に kimitsu accounts add で追加してください。',
  },
  'accounts/records-left': {
    message: '業務の記録（保全中のものを含む。）が残っているため、アカウントを廃棄することはできません。',
    remedy:
      '記録の消去にアカウントが必要です。保全を解除した後、--accounts-only を付けずに、記録及びアカウントの計画を作ってください。',
  },
  'accounts/exists': { message: '同じ名称のアカウントが既にあります。', remedy: '別の名称を指定してください。' },
  'accounts/bad-name': {
    message: '名称に使えない文字があるか、長すぎます。',
    remedy: '英小文字、数字、「-」等からなる短い名称を指定してください。',
  },
  'accounts/no-role': { message: '役割が指定されていません。', remedy: '--role で役割を一つ以上指定してください。' },
  'accounts/unknown-role': {
    message: '役割の指定に誤りがあります。',
    remedy: 'operator、privileged-operator、approver、prefecture、auditor のいずれかを指定してください。',
  },
  'accounts/weak-password': { message: 'パスワードが短すぎます。', remedy: '12文字以上にしてください。' },
  'accounts/no-password': {
    message: 'パスワードが入力されていません。',
    remedy: '端末で実行するか、add では --password-stdin、enroll では --secret-file により渡してください。',
  },
  'accounts/same-password': {
    message: '新しいパスワードが、以前と同じです。',
    remedy: '別のパスワードを指定してください。',
  },
  'accounts/no-own-password': {
    message: 'このアカウントは、パスワードではなくアクセスキーを使います。',
    remedy: 'アクセスキーを替えるときは、kimitsu accounts add --special で新しいアカウントを追加してください。',
  },
  'accounts/passwords-differ': {
    message: '二度のパスワードの入力が一致しません。',
    remedy: 'もう一度実行してください。',
  },
  'accounts/no-local': {
    message: '設定に組み込みの利用者がありません。',
    remedy: 'kimitsu.yaml の accounts.directories に「- type: local」を記入してください。',
  },
  'accounts/exposed': {
    message: 'アカウントのファイル（access/accounts.json）を、所有者以外が読み取れる状態です。',
    remedy: 'chmod 600 で権限を直し、全てのアカウントのパスワードとアクセスキーを更新してください。',
  },
  'accounts/corrupt': {
    message: 'アカウントのファイル（access/accounts.json）が破損しています。何も変更していません。',
    remedy: 'バックアップから戻してください。',
  },
  'accounts/unavailable': {
    message: 'アカウントの保管先を利用できません。',
    remedy: '状態を確認し、もう一度実行してください。続きから実行します。',
  },
  'accounts/access-denied': {
    message: 'アカウントの保管先が操作を拒否しました。',
    remedy: '実行に用いる資格情報と権限を確認してください。',
  },
  'accounts/limit': {
    message: 'アカウントの保管先の上限に達しています。',
    remedy: '不要なものを取り除くか、提供者に上限の引上げを依頼してください。',
  },
  'accounts/refused': {
    message: 'アカウントの保管先が要求を受け付けませんでした。',
    remedy: '設定（accounts.directories）及び権限を確認してください。',
  },
  'accounts/changing': {
    message: 'アカウントが、他の処理によって変更されています。',
    remedy: '数分待ってから、もう一度実行してください。',
  },
  'accounts/unmodifiable': { message: 'このアカウントは提供者が管理しており、変更できません。', remedy: '' },
  'accounts/not-selected': {
    message: 'アカウントに、この業務のものであることを示す目印（タグ又はパス）がありません。変更していません。',
    remedy: '経緯を確認し、この業務のものであれば目印を付け直してください。',
  },
  'accounts/unknown-directory': {
    message: '計画に記載のアカウントの保管先が、設定にありません。何も変更していません。',
    remedy: 'kimitsu.yaml の accounts.directories を、計画の作成時の状態に戻してください。',
  },
  'accounts/nothing-planned': {
    message: '計画にアカウントが記載されていません。',
    remedy: '計画を作り直し、府の承認を受けてください。',
  },
  'accounts/other-service': {
    message: '別の業務の計画です。何も変更していません。',
    remedy: 'この業務の計画番号を kimitsu status で確認してください。',
  },
  'accounts/erasure-unfinished': {
    message: '計画の対象である記録の消去が済んでいません。アカウントは何も変更していません。',
    remedy: '先に kimitsu erase を最後まで実行してください。消去にはアカウントが必要です。',
  },
  'accounts/too-early': {
    message: '計画に定めた日より前です。アカウントは何も変更していません。',
    remedy: '計画の日以後に実行してください。',
  },
  'accounts/not-confirmed': {
    message: 'アカウントの廃棄には確認が必要です。何も変更していません。',
    remedy:
      '画面の求めに応じてサービスの識別子（service.id）を入力してください。対話による入力ができないときは、--confirm に計画のハッシュ値を指定してください。',
  },
  'accounts/wrong-confirmation': {
    message: '確認の内容が一致しません。アカウントは何も変更していません。',
    remedy:
      '画面ではサービスの識別子（service.id）を入力し、--confirm には計画のハッシュ値（終了計画書及び kimitsu status に記載）を指定してください。',
  },
  'accounts/still-there': {
    message: '廃棄したはずのアカウントが残っています。',
    remedy: '保管先を確認し、もう一度実行してください。反映に時間がかかることがあります。',
  },
  'accounts/record-altered': {
    message: 'アカウントの廃棄の記録が、最後の手順が残したものと一致しません。何もしていません。',
    remedy: 'kimitsu audit verify を実行し、目録のデータベースを変更した者及び理由を調査してください。',
  },
  'accounts/interrupted': {
    message: 'アカウントの廃棄が中断されました。',
    remedy: '同じコマンドで続きから実行します。',
  },
  'accounts/second-person': {
    message: '手作業による廃棄の記録には、実施した者とは別の確認者が必要です。',
    remedy: '--by と --confirmed-by に、別の者を指定してください。',
  },
  'accounts/unknown-manual': {
    message: '計画に、そのような手作業で管理するアカウントはありません。',
    remedy: 'kimitsu accounts list で識別子を確認してください。',
  },
  'accounts/bad-date': {
    message: '廃棄した日が正しくありません。',
    remedy: '計画の承認の日から今日までの日を、2026-11-25 の形式で指定してください。',
  },
  'accounts/no-evidence': {
    message: '証拠のファイルを読み取れないか、空です。',
    remedy: '--evidence のファイルを確認してください。',
  },
  'accounts/recorded': { message: 'このアカウントの廃棄は、既に記録されています。', remedy: '' },
  'accounts/nothing-disposed': {
    message: 'この計画では、まだアカウントを廃棄していません。',
    remedy: '先に kimitsu accounts dispose を実行してください。',
  },
};
