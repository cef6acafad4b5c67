import type { FaultTexts } from './fault-text.js';

/** Configuration, workspace, catalogue, schedule. */
export const SETTING_UP: FaultTexts = {
  // 目録を PostgreSQL に置く場合
  'config/catalogue-url': {
    message: '目録の URL を読み取れません。',
    remedy:
      'postgres://利用者@ホスト:ポート/データベース の形で指定し、パスワードは環境変数 PGPASSWORD 又は ~/.pgpass に置いてください。',
  },
  'config/catalogue-tls': {
    message: '目録が別のホストにあり、暗号化及び証明書の検証を行う接続が指定されていません。',
    remedy: 'URL の末尾に ?sslmode=verify-full を付けてください。',
  },
  'output/inside-workspace': {
    message: '出力先が、作業フォルダーの鍵、目録、記録、証拠、設定等の置き場所に当たります。何も変更していません。',
    remedy:
      '作業フォルダーの外、又は reports/ の下を指定してください。作業フォルダーの直下には、新しいファイルに限り出力できます。',
  },
  'output/not-a-file': {
    message: '出力先が、リンク、フォルダー又は装置です。',
    remedy: 'ファイルの名前を指定してください。',
  },
  'workspace/disk-full': {
    message: 'ディスクの空きがありません。',
    remedy: '空きを作ってから、もう一度実行してください。',
  },
  'workspace/read-only': {
    message: 'ディスクが読取り専用になっています。',
    remedy: 'ディスクの状態を確認し、書き込めるようにしてから、もう一度実行してください。',
  },
  'catalog/denied': {
    message: '目録のデータベースに接続する権限がありません。',
    remedy: '利用者名とパスワード（PGPASSWORD、~/.pgpass）及びスキーマの所有者を確認してください。',
  },
  'catalog/other-encoding': {
    message: '目録のデータベースの文字コードが UTF-8 ではありません。',
    remedy: "create database 名前 encoding 'UTF8' template template0 で作成してください。",
  },
  'catalog/moved': {
    message: 'この目録は PostgreSQL に移行済みであり、以後は使用できません。何も変更していません。',
    remedy: 'kimitsu.yaml の catalogue に、移行先の URL を指定してください。',
  },
  'catalog/target-not-empty': {
    message: '移行先には、既に別の目録があります。何も変更していません。',
    remedy: '空のデータベース又は空のスキーマ（?options=-csearch_path=スキーマ名）を指定してください。',
  },
  'catalog/copy-differs': {
    message: '移行先に写した内容が、元の目録と一致しません。',
    remedy: '元の目録は変更していません。引き続き使用し、移行先の状態を確認してください。',
  },
  'catalog/chain-broken': {
    message: '監査ログに改変又は欠落があるため、目録を移行しません。',
    remedy: 'kimitsu audit verify で箇所を確認してください。',
  },
  'catalog/missing': {
    message: 'この作業フォルダーには、まだ目録がありません。',
    remedy: 'kimitsu.yaml の catalogue に、PostgreSQL の URL を指定してください。',
  },
  'catalog/not-embedded': {
    message: 'この作業フォルダーの目録は、既に PostgreSQL にあります。',
    remedy: '組み込みの目録（SQLite のファイル）だけを移行できます。',
  },
  'worker/needs-postgres': {
    message: '処理の分担には、PostgreSQL に置いた目録が必要です。',
    remedy: 'kimitsu catalog migrate で目録を移行するか、--distributed を付けずに実行してください。',
  },
  'worker/queue-newer': {
    message: '処理の待ち行列が、より新しい版の kimitsu で作られています。',
    remedy: 'kimitsu を更新してください。',
  },
  'worker/too-old': {
    message: 'この処理は、より新しい kimitsu が作成したものです。他のワーカーに委ねました。',
    remedy: 'このワーカーの kimitsu を更新してください。',
  },
  'worker/other-classifier': {
    message: 'このワーカーの分類規則が、処理を作成した側と異なります。他のワーカーに委ねました。',
    remedy:
      '全てのワーカーで、kimitsu の版及び方針のファイルをそろえてください。中断した処理が以前の規則のまま残っているときは、kimitsu classify --distributed が取り下げます。',
  },
  'worker/dead-letter': {
    message: '繰り返し失敗したため、分担した処理の一部を打ち切りました。',
    remedy: 'ワーカーのログを確認し、もう一度実行してください。',
  },
  'worker/listing-given-up': {
    message: '保存先の一覧の取得を分担しましたが、繰り返し失敗したため打ち切りました。',
    remedy: 'ワーカーのログを確認し、もう一度実行してください。取得済みの位置から続けます。',
  },
  'workspace/lock-lost': {
    message: 'データベースとの接続が切れ、作業フォルダーの占有が失われました。以後は何も変更していません。',
    remedy: 'もう一度実行してください。済んだところから続けます。',
  },
  'config/missing': {
    message: 'このフォルダーには設定ファイル（kimitsu.yaml）がありません。',
    remedy: 'kimitsu init --dir フォルダー で作業フォルダーを作るか、--dir で指定してください。',
  },
  'config/invalid': { message: '設定ファイル（kimitsu.yaml）に誤りがあります。', remedy: '次の箇所を直してください。' },
  'config/not-a-file': {
    message: '設定に記載のファイルが、通常のファイルではありません（フォルダー、パイプ、装置等）。',
    remedy: '通常のファイルを置いてください。',
  },
  'config/approver-key': {
    message: '設定された承認者の公開鍵を読み取れません。',
    remedy: 'prefecture.approvers の publicKey に、PEM 形式の公開鍵（P-256）又はそのファイル名を指定してください。',
  },
  // Operation: schedule, alerts, logs.
  'schedule/empty': {
    message: '定期処理の時刻が設定されていません。',
    remedy: 'kimitsu.yaml の schedule に、job と cron を記入してください。',
  },
  'schedule/already-running': {
    message: 'この作業フォルダーでは、別の定期処理（kimitsu schedule）が動いています。',
    remedy: '常駐させるか、--once をタイマーから呼び出すか、いずれか一方にしてください。',
  },
  'schedule/state-unreadable': {
    message: '定期処理の記録（run/schedule.json）を読み取れないため、実行済みの時刻が分かりません。',
    remedy: 'ファイルを確認してください。別の場所へ移すと、次の起動の時点から数え直します。',
  },
  'schedule/still-running': { message: '前回の処理が続いているため、この回は見送りました。', remedy: '' },
  'schedule/missed': { message: '停止中に過ぎた時刻のため、実行していません。', remedy: '' },
  'schedule/cut-off-twice': {
    message: '処理の途中で二度続けて異常終了したため、この回の再実行をやめました。',
    remedy: 'ログ及びメモリーの空きを確認し、コマンドを直接実行して原因を調べてください。',
  },
  'log/bad-level': {
    message: 'ログの詳しさの指定に誤りがあります。',
    remedy: 'debug、info、warn、error 又は silent を指定してください。',
  },
  'log/cannot-write': {
    message: 'ログファイルに書き込めません。',
    remedy: '書込み先のフォルダーをあらかじめ作成し、権限を確認してください。',
  },
  'alerts/secret-unreadable': {
    message: '通知に使う秘密（secretFile 又は passwordFile）を読み取れません。',
    remedy: 'ファイル名と権限を確認してください。',
  },
  'alerts/secret-too-short': {
    message: '通知の署名に使う秘密が短すぎます。',
    remedy: 'openssl rand -hex 32 等で作り直してください。',
  },
  'alerts/not-delivered': { message: '通知を届けられませんでした。', remedy: '次の処理の際に再送します。' },
  'alerts/ca-unreadable': {
    message: 'メールサーバーの認証局の証明書（caFile）を読み取れません。',
    remedy: 'ファイル名と権限を確認してください。',
  },
  'schedule/metrics-port': {
    message: '監視用のポートを使用できません。',
    remedy: '他のプログラムが使用していないポートを --metrics-port に指定してください。',
  },
  'schedule/bad-port': { message: 'ポート番号の指定に誤りがあります。', remedy: '1～65535 を指定してください。' },
  // End of operation.
  'init/exists': {
    message: 'このフォルダーには既に作業フォルダーがあります。何も変更していません。',
    remedy: '別のフォルダーを指定してください。',
  },
  'init/not-writable': {
    message: '指定された場所には、作業フォルダーを作れません。',
    remedy:
      '書込みの権限があるフォルダーを --dir で指定してください（パスの途中にファイルがないことも確認してください）。',
  },
  'demo/not-empty': {
    message: '指定されたフォルダーは空ではありません。何も変更していません。',
    remedy: '新しいフォルダーを --dir で指定してください。',
  },
  'systems/unknown': {
    message: '設定にないシステムが指定されました。',
    remedy: 'kimitsu.yaml の systems の id を指定してください。',
  },
  'catalogue/key-missing': {
    message: '目録の鍵が、鍵フォルダーにありません。',
    remedy: '鍵フォルダーを復元してください。何も変更していません。',
  },
  'catalog/unavailable': {
    message: '目録を利用できません。',
    remedy: '目録の場所、ディスクの空き及び権限（PostgreSQL の場合は接続）を確認し、もう一度実行してください。',
  },
  'catalog/changed': {
    message: '目録にない記録が指定されました。処理の途中で変更された可能性があります。',
    remedy: 'もう一度実行してください。',
  },
  'catalog/other-database': {
    message: 'このデータベースは、他のプログラムのものです。',
    remedy: 'kimitsu.yaml の catalogue を確認してください。',
  },
  'policy/unreadable': {
    message: '方針のファイルを読み取れません。',
    remedy: 'kimitsu.yaml の policy を確認してください。',
  },
  'policy/invalid': { message: '方針のファイルに誤りがあります。', remedy: '方針のファイルを修正してください。' },
  'file/disk-full': {
    message: 'ディスクの空きがないため、ファイルを書き込めません。',
    remedy: '空きを確保し、同じコマンドをもう一度実行してください。',
  },
  'file/not-writable': {
    message: '出力先に書き込めません。同じ名前のファイルが既にあるか、フォルダーがありません。',
    remedy: '出力先を確認してください。',
  },
  'catalogue/other': {
    message: 'この作業フォルダーの鍵は、別の目録のために作られたものです。何も変更していません。',
    remedy:
      'kimitsu.yaml の catalogue を元の場所に戻すか、目録をバックアップから復元してください。目録を失ったときは、鍵を引き継ぐことはできません。新しい作業フォルダー（service.id は別のもの）を作り、記録の保存場所だけを kimitsu adopt により引き継いでください（手順は docs/end-of-service.md の「The catalogue is lost」）。',
  },
  'config/other-service': {
    message: 'この作業フォルダーの鍵は、別の service.id のものです。',
    remedy: 'service.id を、最初に使ったときの値に戻してください。',
  },
  'workspace/busy': {
    message: '別の処理がこの作業フォルダーを使用しています。',
    remedy: '終わるのを待ってから、もう一度実行してください。',
  },
  'service/ended': {
    message: 'このサービスの記録は消去され、目録は封印されています。',
    remedy: '新しい記録には、新しい作業フォルダーを作ってください。',
  },
  'config/retention-kind': {
    message: '保存期間（retention）に、区分の定めにない記録の種類が記入されています。',
    remedy: 'kind には、classifiers/policy/bessi4.yaml の kinds にある名前を記入してください。',
  },
  'services/not-approved': {
    message: '利用承認サービス一覧にない接続先です。何も送信していません。',
    remedy: '府の承認を得た上で、kimitsu.yaml の approvedServices に記入してください。',
  },
  'services/other-account': {
    message: '承認されたものとは別のアカウントです。',
    remedy: '承認されたアカウントの資格情報を使ってください。',
  },
  'profile/not-readable': {
    message: 'BagIt プロファイルとして読み取れません。',
    remedy: 'BagIt プロファイル（JSON）のファイルを指定してください。',
  },
  'config/authority-certificate': {
    message: '時刻認証局の証明書を読み取れません。',
    remedy: 'certificates.timestampAuthority.certificate に、PEM 又はそのファイルのパスを記入してください。',
  },
  'detect/is-folder': {
    message: 'フォルダーが指定されています。',
    remedy: '調べるファイルを指定してください（例: kimitsu detect フォルダー/*）。',
  },
  'file/unreadable': { message: 'ファイルを読み取れません。', remedy: 'ファイル名と権限を確認してください。' },
  'catalog/newer-schema': {
    message: '目録が、より新しい版の kimitsu で作られています。',
    remedy: 'kimitsu を更新してください。',
  },
  'catalog/corrupt': { message: '目録のファイルが壊れています。', remedy: 'バックアップから復元してください。' },
  'config/unit-key-bucket': {
    message: 'ユニット鍵のバケットの指定が正しくありません。',
    remedy: 'keys.unitKeyBucket は、storage.type が s3 のときに、どのシステムも使わないバケットを指定してください。',
  },
};
