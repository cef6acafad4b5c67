import type { Fault, FaultKind } from '../base/fault.js';
import type { ConfigMistake } from '../config/load.js';

interface FaultText {
  message: string;
  /** What to do; may be empty. */
  remedy: string;
}

const KINDS: Readonly<Record<FaultKind, FaultText>> = {
  usage: { message: '指定又は設定に誤りがあります。', remedy: '' },
  conflict: { message: '他の処理と競合したか、途中で内容が変わりました。', remedy: 'もう一度実行してください。' },
  unavailable: {
    message: '保管庫、鍵管理又は目録を利用できません。',
    remedy: '状態を確認し、もう一度実行してください。',
  },
  denied: { message: '許可されていない操作です。', remedy: '' },
  integrity: { message: '改変又は破損が見つかりました。', remedy: '処理を止め、監査ログとともに確認してください。' },
  bug: {
    message: '想定外の不具合が発生しました。',
    remedy: 'KIMITSU_DEBUG=1 を付けて再実行し、その内容を開発者に知らせてください。',
  },
};

const orListInstead = (remedy: string): string =>
  `${remedy}kimitsu.yaml でこのシステムの inventory を削除すると、保管庫の一覧を直接取得します。`;

const CODES: Readonly<Record<string, FaultText>> = {
  // 目録を PostgreSQL に置く場合
  'config/catalogue-url': {
    message: '目録の URL を読み取れません。',
    remedy:
      'postgres://利用者@ホスト:ポート/データベース の形で指定し、パスワードは環境変数 PGPASSWORD 又は ~/.pgpass に置いてください。',
  },
  'config/catalogue-tls': {
    message: '目録が別のホストにあり、通信の暗号化の方法が指定されていません。',
    remedy: 'URL の末尾に ?sslmode=verify-full を付けてください。',
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
  'worker/too-old': {
    message: 'この処理は、より新しい kimitsu が作成したものです。他のワーカーに委ねました。',
    remedy: 'このワーカーの kimitsu を更新してください。',
  },
  'worker/other-classifier': {
    message: 'このワーカーの分類規則が、処理を作成した側と異なります。他のワーカーに委ねました。',
    remedy: '全てのワーカーで、kimitsu の版とポリシーファイルをそろえてください。',
  },
  'worker/dead-letter': {
    message: '繰り返し失敗したため、分担した処理の一部を打ち切りました。',
    remedy: 'ワーカーのログを確認し、もう一度実行してください。',
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
    remedy: 'フォルダーと権限を確認してください。',
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
  'retention/expired': { message: '保存期間の満了した記録です。', remedy: '' },
  // End of operation.
  'init/exists': {
    message: 'このフォルダーには既に作業フォルダーがあります。何も変更していません。',
    remedy: '別のフォルダーを指定してください。',
  },
  'demo/not-empty': {
    message: '指定されたフォルダーは空ではありません。何も変更していません。',
    remedy: '新しいフォルダーを --dir で指定してください。',
  },
  'systems/unknown': {
    message: '設定にないシステムが指定されました。',
    remedy: 'kimitsu.yaml の systems の id を指定してください。',
  },
  'config/other-service': {
    message: 'この作業フォルダーの鍵は、別の service.id のものです。',
    remedy: 'service.id を、最初に使ったときの値に戻してください。',
  },
  'plan/parties-not-named': {
    message: '契約、受注者又は府の名称が記入されていません。',
    remedy: 'kimitsu.yaml の service.contract、contractor.name、prefecture.name を記入してください。',
  },
  'approval/other-approver': {
    message: '承認に記載された承認者が、登録された鍵の持ち主と異なります。',
    remedy: 'approver と role には、prefecture.approvers の name と id を記載してください。',
  },
  'erase/frozen': {
    message: '対象のシステムの記録は、消去中又は消去済みです。',
    remedy:
      '消去の途中であれば kimitsu erase で完了してください。新しい記録には、新しい作業フォルダーを作ってください。',
  },
  'store/not-a-file': {
    message: '通常のファイルではないもの（リンク、パイプ等）は読み取れません。',
    remedy: '実体のファイルに置き換えるか、取り除いてください。',
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
  'plan/bad-period': {
    message: '期間の指定に誤りがあります。',
    remedy: '--from 2026-04 --to 2026-09 のように指定してください。',
  },
  'plan/bad-level': { message: '機密性の指定に誤りがあります。', remedy: '1、2 又は 3 を指定してください。' },
  'plan/bad-date': { message: '日付の指定に誤りがあります。', remedy: '2027-04-01 のように指定してください。' },
  'erase/held': {
    message: '計画の対象に、保全中又は保存期間中の記録があります。何も消去していません。',
    remedy: '計画を作り直し（該当する記録は例外として記載されます）、府の承認を受けてください。',
  },
  'erase/too-early': { message: '計画に定めた日より前です。', remedy: '計画の日以後に実行してください。' },
  'erase/no-reason': { message: '取消しの理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'erase/not-begun': { message: 'この計画の消去は始まっていません。', remedy: '' },
  'erase/past-return': {
    message: '鍵の消去を始めた後なので、取り消せません。',
    remedy: 'kimitsu erase で完了してください。',
  },
  'approval/withdrawn': { message: '承認は撤回されています。', remedy: '改めて府の承認を受けてください。' },
  'approval/no-reason': { message: '撤回の理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'approval/none': { message: 'この計画には、撤回する承認がありません。', remedy: '' },
  'approval/own-plan': {
    message: '計画を作成した者は、その計画を承認できません。',
    remedy: '別の者が承認してください。',
  },
  'approval/letter-incomplete': {
    message: '承認書の記録に、必要な項目がありません。',
    remedy: '--number、--date、--approver、--recorded-by 及び --confirmed-by を指定してください。',
  },
  'approval/letter-date': {
    message: '承認書の日付が、計画の作成より前か、今日より後です。',
    remedy: '承認書の日付を確認してください。',
  },
  'approval/second-person': {
    message: '承認書は、承認者とは別の、受注者の二人が記録する必要があります。',
    remedy: '--confirmed-by で別の者を指定してください。',
  },
  'hold/no-reason': { message: '理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'hold/unknown': { message: '指定された保全がありません。', remedy: 'kimitsu hold list で番号を確認してください。' },
  'hold/released': { message: '保全は既に解除されています。', remedy: '' },
  'hold/second-person': {
    message: '保全の解除には、別の者の確認が必要です。',
    remedy: '--confirmed-by で別の者を指定してください。',
  },
  'services/not-approved': {
    message: '利用承認を受けたサービスの一覧にない接続先です。何も送信していません。',
    remedy: '府の承認を得たうえで、kimitsu.yaml の approvedServices に記入してください。',
  },
  'services/other-account': {
    message: '承認されたものとは別のアカウントです。',
    remedy: '承認されたアカウントの認証情報を使ってください。',
  },
  'store/not-versioned': {
    message: 'バケットのバージョニングが有効になっていません。',
    remedy: 'バージョニングを有効にしてから、もう一度実行してください。',
  },
  'plan/unknown': { message: '指定された計画がありません。', remedy: 'kimitsu status で計画番号を確認してください。' },
  'plan/altered': {
    message: '保存された計画が改変されています。',
    remedy: '実行せず、監査ログとともに確認してください。',
  },
  'plan/nothing-in-scope': {
    message: '廃棄の対象となる記録がありません。',
    remedy: 'data フォルダーに記録を置き、classify と enforce を実行してください。',
  },
  'plan/not-classified': {
    message: '未分類の記録があるため、計画を作れません。',
    remedy: 'kimitsu classify、kimitsu enforce の順に実行してください。',
  },
  'plan/not-protected': {
    message: '保護されていない記録があるため、計画を作れません。',
    remedy: 'kimitsu enforce を実行してください。',
  },
  // 移行
  'migrate/not-configured': {
    message: '移行先が設定されていません。',
    remedy: 'kimitsu.yaml の migration に、移行先、形式及び公開鍵を記入してください。',
  },
  'migrate/receiver-key': {
    message: '移行先の公開鍵のファイルを読み取れません。',
    remedy: 'migration の publicKey に、PEM 形式の公開鍵又はそのファイル名を指定してください。',
  },
  'migrate/receiver-rsa-key': {
    message: '移行先の暗号化用の公開鍵として読み取れません。',
    remedy: '3072ビット以上の RSA 公開鍵（PEM）を指定してください。',
  },
  'migrate/no-plan': {
    message: '計画を指定してください。',
    remedy: 'kimitsu migrate --plan 計画番号 のように指定します。',
  },
  'migrate/not-approved': {
    message: 'この計画は府の承認を受けていません。何も引き渡していません。',
    remedy: 'kimitsu approve で承認を記録してください。',
  },
  'migrate/not-confirmed': {
    message: '移行には確認が必要です。何も引き渡していません。',
    remedy: '端末ではサービスの id を入力し、端末がないときは --confirm に計画のハッシュを指定してください。',
  },
  'migrate/wrong-confirmation': { message: '確認の内容が一致しません。何も引き渡していません。', remedy: '' },
  'migrate/scope-changed': {
    message: '計画の作成後に、保管されている記録が変わりました。',
    remedy: 'classify、enforce の後に計画を作り直し、改めて承認を受けてください。',
  },
  'migrate/other-destination': {
    message: '移行先、形式又は保護の方法の設定が、承認された計画と異なります。何も引き渡していません。',
    remedy: 'kimitsu.yaml の migration を計画のとおりに戻すか、計画を作り直して改めて承認を受けてください。',
  },
  'migrate/changed': {
    message: '移行中に記録が変更されました。',
    remedy: '計画を作り直し、改めて承認を受けてください。',
  },
  'migrate/interrupted': { message: '移行を中断しました。', remedy: '同じコマンドで続きから実行できます。' },
  'migrate/not-all-moved': {
    message: 'まだ移行データに入っていない記録があります。',
    remedy: '同じコマンドをもう一度実行してください。',
  },
  'migrate/read-back-differs': {
    message: '移行先から読み戻した内容が元の記録と一致しません。その記録は移行済みとしていません。',
    remedy: '移行先の状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'migrate/other-encryption': {
    message: '移行先が、計画された方法で暗号化していません。',
    remedy: '移行先のバケット及び鍵の設定を確認してください。',
  },
  'migrate/unsafe-path': { message: '移行データの外を指す名称があります。', remedy: '' },
  'migrate/package-not-valid': {
    message: '完成した移行データの検証に合格しませんでした。',
    remedy:
      'kimitsu migrate verify で内容を確認し、その移行データを取り除いてから、同じコマンドをもう一度実行してください。',
  },
  'migrate/not-reconciled': {
    message: '移行した件数が計画又は目録と一致しません。',
    remedy: '監査ログとともに確認し、必要であれば計画を作り直してください。',
  },
  'plan/other-kind': {
    message: '指定された計画は、このコマンドの対象となる種類の計画ではありません。',
    remedy: '終了計画は kimitsu erase、移行計画は kimitsu migrate で実行します。',
  },
  'plan/migration-not-accepted': {
    message: '移行先の受領を確認していない記録があるため、廃棄できません。',
    remedy: 'kimitsu migrate を完了し、移行先の受領の署名を kimitsu migrate import-acceptance で取り込んでください。',
  },
  'acceptance/not-valid': {
    message: '受領の署名が正しくありません。',
    remedy: '移行先から受け取ったファイルをそのまま指定してください。',
  },
  'acceptance/unknown-key': {
    message: '設定された移行先の鍵による署名ではありません。',
    remedy: 'kimitsu.yaml の migration.receiver.publicKey を確認してください。',
  },
  'acceptance/other-plan': { message: 'この作業フォルダーで行った移行に対する受領ではありません。', remedy: '' },
  'acceptance/other-package': { message: '検証済みの移行データに対する受領ではありません。', remedy: '' },
  'acceptance/other-receiver': { message: '計画とは別の移行先の名称が記載されています。', remedy: '' },
  'acceptance/differs': {
    message: '受領された移行データが、引き渡したものと一致しません。',
    remedy: '移行先とともに、移行データの取り違え又は改変がないか確認してください。',
  },
  'acceptance/package-not-valid': {
    message: '移行データの検証に合格しないため、受領の署名をしていません。',
    remedy: 'kimitsu migrate verify で内容を確認し、受注者に連絡してください。',
  },
  'profile/not-readable': {
    message: 'BagIt プロファイルとして読み取れません。',
    remedy: 'BagIt プロファイル（JSON）のファイルを指定してください。',
  },
  'approval/no-approvers': {
    message: '府の承認者が設定されていません。',
    remedy: 'kimitsu.yaml の prefecture.approvers に公開鍵を登録してください。',
  },
  'approval/unknown-key': {
    message: '設定された承認者の鍵ではありません。',
    remedy: 'kimitsu.yaml の prefecture.approvers を確認してください。',
  },
  'approval/not-valid': {
    message: '承認の署名が正しくありません。',
    remedy: '府から受け取ったファイルをそのまま指定してください。',
  },
  'approval/other-plan': {
    message: '別の計画に対する承認です。',
    remedy: '計画を作り直したときは、改めて承認を受けてください。',
  },
  'approval/expired': { message: '承認の有効期限が過ぎています。', remedy: '改めて承認を受けてください。' },
  'approval/not-a-key': {
    message: '署名鍵として読み取れません。',
    remedy: 'P-256 の秘密鍵（PEM、パスワードなし）を指定してください。',
  },
  'approve/key-or-jws': { message: '--key と --jws のどちらか一方を指定してください。', remedy: '' },
  'erase/not-approved': {
    message: 'この計画は府の承認を受けていません。',
    remedy: 'kimitsu approve で承認を記録してください。',
  },
  'erase/scope-changed': {
    message: '計画の作成後に、保管されている記録が変わりました。何も消去していません。',
    remedy: 'classify、enforce の後に計画を作り直し、改めて承認を受けてください。',
  },
  'erase/two-at-once': { message: '別の消去が途中です。', remedy: 'その消去を終えてから実行してください。' },
  'erase/not-confirmed': {
    message: '消去には確認が必要です。',
    remedy: '端末ではサービスの id を入力し、端末がないときは --confirm に計画のハッシュを指定してください。',
  },
  'erase/wrong-confirmation': { message: '確認の内容が一致しません。何も変更していません。', remedy: '' },
  'erase/incomplete': {
    message: '消去の後も読み取れるものがあります。証明書は発行できません。',
    remedy: '保管庫の状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'approval/missing': {
    message: '消去を始めたときの承認が記録にありません。目録が書き換えられた可能性があります。',
    remedy: 'kimitsu audit verify で監査ログを検査してください。',
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
    remedy: '鍵のフォルダーを復元するか、計画を作り直して改めて承認を受けてください。',
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
  'inventory/listing-incomplete': {
    message: '保管庫の一覧に現れない版が、保管庫に残っています。',
    remedy: 'もう一度実行してください。変わらないときは、保管庫の一覧の不備を確認してください。',
  },
  'erase/interrupted': { message: '消去を中断しました。', remedy: '同じコマンドで続きから実行できます。' },
  'erase/still-readable': {
    message: '削除した版をまだ読み取ることができます。',
    remedy: '保管庫の状態を確認し、同じコマンドをもう一度実行してください。',
  },
  'certificate/nothing-erased': {
    message: 'この計画による消去が行われていません。',
    remedy: 'kimitsu erase を実行してください。',
  },
  'certificate/not-verified': {
    message: '消去の検証が済んでいないため、証明書を発行できません。',
    remedy: 'kimitsu erase を最後まで実行してください。',
  },
  'certificate/unreadable': { message: '廃棄証明書として読み取れません。', remedy: '' },
  'timestamp/no-authority': {
    message: '時刻認証局が設定されていません。',
    remedy: 'kimitsu.yaml の certificates.timestampAuthority に記入してください。',
  },
  'timestamp/unavailable': {
    message: '時刻認証局からタイムスタンプを得られません。証明書は、タイムスタンプがなくても有効です。',
    remedy: '後で kimitsu certificate timestamp を実行してください。',
  },
  'timestamp/timeout': {
    message: '時刻認証局が時間内に応答しませんでした。証明書は、タイムスタンプがなくても有効です。',
    remedy: '後で kimitsu certificate timestamp を実行してください。',
  },
  'timestamp/not-accepted': {
    message: '時刻認証局の応答を確認できないため、保存していません。',
    remedy: 'kimitsu.yaml の certificates.timestampAuthority の証明書が、時刻認証局のものか確認してください。',
  },
  'timestamp/bad-certificate': {
    message: '時刻認証局の証明書として読み取れません。',
    remedy: 'X.509 証明書（PEM）を指定してください。',
  },
  'config/authority-certificate': {
    message: '時刻認証局の証明書を読み取れません。',
    remedy: 'certificates.timestampAuthority.certificate に、PEM 又はそのファイルのパスを記入してください。',
  },
  'keys/not-a-signing-key': {
    message: '証明書の署名に使える鍵ではありません。',
    remedy: 'ECC_NIST_P256、SIGN_VERIFY の KMS 鍵を作り、その ARN を certificates.signingKey に記入してください。',
  },
  'keys/bad-signature': {
    message: '鍵管理サービスの作った署名を確認できません。',
    remedy: '証明書は発行されていません。鍵管理サービスの状態を確認してください。',
  },
  'approval/refused': {
    message: '府が承認しないとした計画です。',
    remedy: '計画を作り直し、改めて府の承認を受けてください。',
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
  'acceptance/other-certificate': {
    message: '受領された証明書の内容が、ここで発行したものと異なります。',
    remedy: '府が確認した証明書がどれかを、府に確認してください。',
  },
  'acceptance/other-history': {
    message: '府が控えた監査ログの記録が、この監査ログにありません。',
    remedy: 'kimitsu audit verify --expected-head で、府の控えと照合してください。',
  },
  'certificate/revoked': {
    message: 'この廃棄証明書は取り消されています。',
    remedy: 'kimitsu certificate issue で、新たに発行してください。',
  },
  'certificate/unknown': { message: 'この番号の廃棄証明書は、ここでは発行されていません。', remedy: '' },
  'certificate/no-reason': { message: '理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'certificate/nothing-to-correct': {
    message: '訂正する内容がありません。',
    remedy: '先に kimitsu.yaml の受注者の記載を改めてください。証明書を撤回するときは、取り消してください。',
  },
  'certificate/second-person': {
    message: '証明書の取消しは、受注者の異なる二人で行います。',
    remedy: '--by と --confirmed-by に、それぞれ別の者を指定してください。',
  },
  'certificate/none': {
    message: 'この計画による廃棄証明書がありません。',
    remedy: 'kimitsu certificate issue で発行してください。',
  },
  'certificate/inventory-differs': {
    message: '消去目録が、証明書に記載されたものと異なります。',
    remedy: 'erasures/ に、消去の時の消去目録を戻してください。',
  },
  'certificate/evidence-missing': {
    message: '証明書に記載された証拠のファイルがありません。',
    remedy: 'erasures/ の消去目録と、approvals/ の承認書の写しを戻してください。',
  },
  'certificate/too-many-versions': {
    message: '消去された版が多すぎるため、一度には証明できません。',
    remedy: '--version-id で版を指定してください。',
  },
  'certificate/not-in-inventory': {
    message: 'この計画で消去されたものの中に、指定された名前の記録はありません。',
    remedy: '消去前の名前（<システム>/<名前>）を、そのまま指定してください。',
  },
  'certificate/proof-in-workspace': {
    message: '包含証明は記録の名前を含むため、作業フォルダーには保存しません。',
    remedy: '--output で、作業フォルダーの外を指定してください。',
  },
  'certificate/no-secret': {
    message: '消去目録の秘密値がないため、包含証明を作れません。',
    remedy: '消去を実行した作業フォルダーの keys/inventory を確認してください。',
  },
  'key/not-public-p256': {
    message: '公開鍵として読み取れません。',
    remedy: 'P-256 の公開鍵（PEM 又は JWK）を指定してください。',
  },
  'file/unreadable': { message: 'ファイルを読み取れません。', remedy: 'ファイル名と権限を確認してください。' },
  'read/unknown-record': {
    message: '指定された記録がありません。',
    remedy: '「システムの id/data フォルダー以下のファイル名」又は review list の ID を指定してください。',
  },
  'read/no-purpose': { message: '閲覧の目的を指定してください。', remedy: '' },
  'read/gone': { message: 'この記録は、既に保管庫にありません。', remedy: 'kimitsu status で状態を確認してください。' },
  'read/erased': { message: 'この記録は消去されています。', remedy: '' },
  'read/bad-range': {
    message: '--range の指定が正しくありません。',
    remedy: '0-1023（先頭から1,024バイト）、1024-（その後の全て）、-512（末尾の512バイト）のように指定してください。',
  },
  'read/range-outside': {
    message: '指定された範囲は、記録の終わりより後です。',
    remedy: '記録の長さに収まる範囲を指定してください。最初のバイトは 0 です。',
  },
  'read/changed': {
    message: '読取り中に記録の長さが変わりました。',
    remedy: 'もう一度実行してください。',
  },
  'read/cannot-write': {
    message: '出力先に書き込めません。',
    remedy: '出力先のフォルダー、権限及びディスクの空きを確認してください。',
  },
  'read/output-not-a-file': {
    message: '出力先が通常のファイルではありません（フォルダー、リンク、装置等）。',
    remedy: '別のファイル名を指定してください。',
  },
  'read/output-in-store': {
    message: '保管庫のフォルダーの中には、平文を出力できません。',
    remedy: '保管庫の外のファイル名を指定してください。',
  },
  'read/output-closed': { message: '出力先が途中で閉じられたため、終わりまで出力していません。', remedy: '' },
  'protect/truncated': {
    message: '暗号化された記録が途中で切れています。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'protect/wrong-key': {
    message: '暗号化された記録が、この鍵で作られたものではないか、改変されています。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'review/unknown-object': {
    message: '指定された ID の記録がありません。',
    remedy: 'kimitsu review list の ID を指定してください。',
  },
  'review/second-person': {
    message: '機密性を引き下げるには、決定する者とは別の確認者が必要です。',
    remedy: '--confirmed-by で指定してください。',
  },
  'review/bad-level': { message: '機密性は 1、2、3 のいずれかです。', remedy: '' },
  'detect/bad-line': {
    message: '入力の行が {"id","text"} の形の JSON ではありません。',
    remedy: '1行に1件の JSON を渡してください。',
  },
  'detect/jsonl-and-files': { message: '--jsonl は標準入力を読むため、ファイルは指定できません。', remedy: '' },
  'enforce/changed': { message: '処理中に記録が変更されました。', remedy: '次回の実行で、変更後の内容を処理します。' },
  'classify/changed': {
    message: '読取り中に記録が変更されました。',
    remedy: '次回の実行で、変更後の内容を分類します。',
  },
  'catalog/newer-schema': {
    message: '目録が、より新しい版の kimitsu で作られています。',
    remedy: 'kimitsu を更新してください。',
  },
  'catalog/corrupt': { message: '目録のファイルが壊れています。', remedy: 'バックアップから復元してください。' },
  // accounts
  'accounts/unknown': {
    message: 'そのアカウントはありません。',
    remedy: 'kimitsu accounts list で識別子を確認してください。',
  },
  'accounts/exists': { message: '同じ名称のアカウントが既にあります。', remedy: '別の名称を指定してください。' },
  'accounts/bad-name': { message: '名称に使えない文字があるか、長すぎます。', remedy: '' },
  'accounts/no-role': { message: '役割が指定されていません。', remedy: '--role で役割を一つ以上指定してください。' },
  'accounts/unknown-role': {
    message: '役割の指定に誤りがあります。',
    remedy: 'operator、privileged-operator、approver、prefecture、auditor のいずれかを指定してください。',
  },
  'accounts/weak-password': { message: 'パスワードが短すぎます。', remedy: '12文字以上にしてください。' },
  'accounts/no-password': {
    message: 'パスワードが入力されていません。',
    remedy: '端末で実行するか、--password-stdin で標準入力から渡してください。',
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
  'accounts/other-service': { message: '別の業務の計画です。何も変更していません。', remedy: '' },
  'accounts/erasure-unfinished': {
    message: '計画の対象である記録の消去が済んでいません。アカウントは何も変更していません。',
    remedy: '先に kimitsu erase を最後まで実行してください。消去にはアカウントが必要です。',
  },
  'accounts/still-there': {
    message: '廃棄したはずのアカウントが残っています。',
    remedy: '保管先を確認し、もう一度実行してください。反映に時間がかかることがあります。',
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
  'accounts/no-evidence': { message: '証拠のファイルを読み取れないか、空です。', remedy: '' },
  'accounts/recorded': { message: 'このアカウントの廃棄は、既に記録されています。', remedy: '' },
  'accounts/nothing-disposed': {
    message: 'この計画では、まだアカウントを廃棄していません。',
    remedy: '先に kimitsu accounts dispose を実行してください。',
  },
  'store/no-encryption': {
    message: '暗号化しない保存は、この保管庫ではできません。',
    remedy: '',
  },
  'store/wrong-region': {
    message: 'バケットのリージョンが設定と異なります。',
    remedy: '設定のリージョンを確認してください。',
  },
  'store/too-large': { message: '保管庫が受け付ける大きさを超えています。', remedy: '' },
  'store/no-bucket': { message: '保管庫のフォルダー又はバケットがありません。', remedy: '設定を確認してください。' },
  'keys/access-denied': { message: '鍵を使う権限がありません。', remedy: '鍵の方針と権限を確認してください。' },
  'keys/multi-region': {
    message: 'マルチリージョンの鍵は、全ての写しの廃棄を確認できないため使えません。',
    remedy: '単一リージョンの鍵を使用してください。',
  },
  'keys/disabled': { message: '鍵が無効になっています。', remedy: '鍵の状態を確認してください。' },
  'keys/pending-deletion': { message: '鍵は削除待ちのため使えません。', remedy: '' },
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
    remedy: 'openssl rand -out ファイル 32 などで作ってください。',
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
  'unit-keys/changed': {
    message: 'ユニット鍵が、処理の途中で別のものに変わりました。',
    remedy: 'もう一度実行してください。',
  },
  'unit-keys/corrupt': {
    message: 'ユニット鍵を読み取れません（破損しているか、削除マーカーで隠されています）。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'protect/rewrap-differs': {
    message: '包み直したユニット鍵が元の鍵と一致しません。元のものをそのまま残しています。',
    remedy: '鍵管理サービスの状態を確認してください。',
  },
  'config/unit-key-bucket': {
    message: 'ユニット鍵のバケットの指定が正しくありません。',
    remedy: 'keys.unitKeyBucket は、storage.type が s3 のときに、どのシステムも使わないバケットを指定してください。',
  },
  'store/disk-full': {
    message: 'ディスクの空きがありません。',
    remedy: '空きを作ってから、もう一度実行してください。',
  },
  'store/access-denied': {
    message: '保管庫のファイルを読み書きする権限がありません。',
    remedy: 'data フォルダーの権限を確認してください。',
  },
  'protect/key-destroyed': { message: 'この記録の鍵は消去されています。', remedy: '' },
  'protect/altered': {
    message: '暗号化された記録が改変されています。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'protect/wrong-context': {
    message: '暗号化された記録が、元とは別の場所に置かれています。',
    remedy: '元の場所に戻してください。',
  },
  'inventory/report-missing': {
    message: 'S3 インベントリの報告（CSV）が、設定された場所に届いていません。',
    remedy: orListInstead('S3 インベントリの設定を確認してください。最初の報告が届くまでには2日ほどかかります。'),
  },
  'inventory/report-old': {
    message: 'S3 インベントリの最新の報告が48時間より前のものです。',
    remedy: orListInstead('S3 インベントリが有効か、毎日出力する設定かを確認してください。'),
  },
  'inventory/report-incomplete': {
    message: 'S3 インベントリの報告の一部が届いていません。',
    remedy: orListInstead(
      '次の報告を待ってください。出力先のプレフィックスは「/」で終わらないように設定してください。',
    ),
  },
  'inventory/report-altered': {
    message: 'S3 インベントリの報告がチェックサムと一致しません。',
    remedy: orListInstead('出力先のバケットに書き込める者を確認してください。'),
  },
  'inventory/report-unreadable': {
    message: 'S3 インベントリの報告を読み取れません。',
    remedy: orListInstead('次の報告を待ってください。'),
  },
  'inventory/report-format': {
    message: 'S3 インベントリの報告が CSV 形式ではありません。',
    remedy: orListInstead('S3 インベントリの出力形式を CSV にしてください。'),
  },
  'inventory/report-columns': {
    message: 'S3 インベントリの報告に必要な項目がありません。',
    remedy: orListInstead('全てのバージョンを対象とし、サイズ、最終更新日時及び ETag を出力する設定にしてください。'),
  },
  'inventory/report-other-bucket': {
    message: 'S3 インベントリの報告が、別のバケットのものです。',
    remedy: orListInstead('inventory.prefix に、このシステムのバケットの報告がある場所を指定してください。'),
  },
  'protect/read-back-differs': {
    message: '暗号化した写しが元の内容と一致しません。元の記録はそのまま残しています。',
    remedy: 'ディスクの状態を確認してください。',
  },
  'protect/read-back-differs-locked': {
    message:
      '暗号化した写しが元の内容と一致しませんが、オブジェクトロックのため取り除けません。元の記録は旧版として残っています。',
    remedy: '旧版から復元してください。',
  },
  'store/archived': {
    message: 'アーカイブ用のストレージクラスにあるため、読み取れません。',
    remedy: '保管庫で復元してから、もう一度実行してください。',
  },
  'enforce/drifted': {
    message: '保護した後に、kimitsu 以外から保護の状態が変更されていたため、保護し直しました。',
    remedy: '変更した者と理由を確認してください。',
  },
  'enforce/level-unknown': {
    message: '保護した後に内容が変更された、機密性が未判定の記録を、機密性３として保護しました。',
    remedy: 'kimitsu classify で分類してください。',
  },
  'enforce/locked-plaintext': {
    message: '記録は保護しましたが、暗号化前の旧版がオブジェクトロックのため残っています。',
    remedy: 'ロックが終了した後の実行で廃棄します。',
  },
  'enforce/acl-not-kept': {
    message: '暗号化した版には、元の版のアクセスコントロールリスト（ACL）を引き継いでいません。',
    remedy: '必要な権限を設定し直してください。',
  },
  'enforce/annotations-not-kept': {
    message: '暗号化した版には、元の版の注釈を引き継いでいません。',
    remedy: '必要な注釈を付け直してください。',
  },
  'enforce/tags-not-kept': {
    message: '元の版のタグを読み取る権限がなく、暗号化した版に引き継いでいません。',
    remedy: '権限を確認し、必要なタグを付け直してください。',
  },
  'enforce/expires-not-kept': {
    message: '元の版の Expires が日付ではないため、暗号化した版に引き継いでいません。',
    remedy: '',
  },
  'enforce/storage-class-not-kept': {
    message: '読み返して確認するため、アーカイブ用ではなく標準のストレージクラスに書き込みました。',
    remedy: '必要であれば、ストレージクラスを設定し直してください。',
  },
  'watch/no-folder': {
    message: 'ログのフォルダーを読み取れません。',
    remedy: 'kimitsu.yaml の watch.sources の folder と、フォルダーの権限を確認してください。',
  },
  'watch/public-key': {
    message: 'CloudTrail のダイジェストの公開鍵を読み取れません。',
    remedy: 'watch.sources の publicKeys に、RSA 公開鍵（PEM 又は DER）のファイルを指定してください。',
  },
  'watch/log-unreadable': {
    message: 'ログのファイルを読み取れません。その内容は確認されていません。',
    remedy: 'ファイルの権限を確認し、もう一度実行してください。',
  },
  'watch/log-growing': {
    message: '読み取っている間にログが変わりました。',
    remedy: '書込みが終わってから、もう一度実行してください。',
  },
  'watch/bad-instant': {
    message: '--since の値が日時ではありません。',
    remedy: '2026-04-01 又は 2026-04-01T09:00:00+09:00 のように指定してください。',
  },
  'watch/report-format': {
    message: '日報の形式が分かりません。',
    remedy: '--report には、.pdf 又は .md で終わるファイル名を指定してください。',
  },
};

/** Japanese wording of a fault: by its code, else by its kind. */
export function faultText({ code, kind }: Pick<Fault, 'code' | 'kind'>): FaultText {
  return CODES[code] ?? KINDS[kind];
}

/** What stands on the screen when a command fails: wording, code, what to do, and for a configuration every mistake. */
export function explainFault(fault: Fault): string {
  const { message, remedy } = faultText(fault);
  const lines = [`エラー [${fault.code}] ${message}`];
  if (CODES[fault.code] === undefined) lines.push(`  ${fault.message}`);
  const mistakes = fault.detail.mistakes;
  if (remedy !== '') lines.push(`  → ${remedy}`);
  else if (fault.hint !== undefined) lines.push(`  → ${fault.hint}`);
  if (fault.code === 'config/invalid' && Array.isArray(mistakes))
    for (const mistake of mistakes as ConfigMistake[]) {
      const place = mistake.path === '' ? '' : ` ${mistake.path}:`;
      lines.push(`  ${mistake.line}行目${place} ${mistake.messageJa}`, `    → ${mistake.hintJa}`);
    }
  return `${lines.join('\n')}\n`;
}
