import type { FaultTexts } from './fault-text.js';

/** Handing records over. */
export const MIGRATION: FaultTexts = {
  'folder/unreadable': {
    message: 'フォルダーがないか、読み取れません。',
    remedy: 'フォルダーの名前と権限を確認してください。',
  },
  // 移行
  'migrate/not-configured': {
    message: '移行先が設定されていません。',
    remedy: 'kimitsu.yaml の migration に、移行先、形式及び公開鍵を記入してください。',
  },
  'migrate/no-destination': {
    message: '移行データの格納先のフォルダーがありません。何も引き渡していません。',
    remedy: '引き渡す媒体が接続（マウント）されているか確認してください。必要であれば、フォルダーを作ってください。',
  },
  'migrate/destination-full': {
    message: '移行データの格納先に空きがありません。書き込めなかった記録は移行済みとしていません。',
    remedy: '格納先に空きを作ってから、同じコマンドをもう一度実行してください。続きから実行します。',
  },
  'migrate/destination-denied': {
    message: '移行データの格納先を読み書きする権限がありません。',
    remedy: '格納先のフォルダーの所有者及び権限を確認し、読取り専用で接続していないことを確認してください。',
  },
  'migrate/destination-unavailable': {
    message: '移行データの格納先を読み書きできません。',
    remedy: '媒体の接続（マウント）を確認してから、同じコマンドをもう一度実行してください。',
  },
  'migrate/record-returned': {
    message: '消去した記録と思われるものが保存先に戻されており、扱いが決定されていません。移行計画は作成していません。',
    remedy: 'kimitsu review list で確認し、一件ごとに review decide で決定した後に、改めて計画してください。',
  },
  'migrate/destination-inside': {
    message: '移行データの格納先が、作業フォルダー又は記録の保存場所の中にあります。何も引き渡していません。',
    remedy:
      'migration.destination に、作業フォルダー及び記録の保存場所の外の、移行先のフォルダー又はバケットを指定してください。',
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
  'migrate/too-early': {
    message: '移行計画に定めた期間の初日より前です。何も引き渡していません。',
    remedy: '計画の初日以後に実行するか、期間を改めた計画を作り、承認を受けてください。',
  },
  'migrate/not-confirmed': {
    message: '移行には確認が必要です。何も引き渡していません。',
    remedy:
      '画面の求めに応じてサービスの識別子（service.id）を入力してください。対話による入力ができないときは、--confirm に計画のハッシュ値を指定してください。',
  },
  'migrate/wrong-confirmation': {
    message: '確認の内容が一致しません。何も引き渡していません。',
    remedy:
      '画面ではサービスの識別子（service.id）を入力し、--confirm には計画のハッシュ値（移行計画書及び kimitsu status に記載）を指定してください。',
  },
  'migrate/scope-changed': {
    message: '計画の作成後に、保管されている記録、その機密性又は読出しの可否が変わりました。',
    remedy: 'classify、enforce の後に計画を作り直し、改めて承認を受けてください。',
  },
  'migrate/unreadable': {
    message:
      'どの鍵でも開けない記録があるため、移行を終えられません。その記録は移行済みとせず、読めないものとして記録しました。',
    remedy:
      'kimitsu review list で確認し、バックアップから記録又は鍵を復元できるときは復元してください。できないときは、移行計画を作り直してください。読めないものが計画に掲げられ、改めて承認を受けると、残りを引き渡せます。',
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
  'migrate/unsafe-path': {
    message: '移行データの外を指す名称があります。',
    remedy: 'この移行データは使用せず、引き渡した者に確認してください。',
  },
  'migrate/package-not-valid': {
    message: '完成した移行データの検証に合格しませんでした。',
    remedy:
      'kimitsu migrate verify で内容を確認し、その移行データを取り除いてから、同じコマンドをもう一度実行してください。',
  },
  'migrate/package-changed': {
    message: '以前の実行で検証に合格した移行データが、見つからないか、検証の時と異なります。続きは行っていません。',
    remedy:
      '引き渡す媒体が接続（マウント）されているか確認し、移行データを元に戻してから、同じコマンドをもう一度実行してください。失われているときは、計画を作り直し、改めて承認を受けてください。',
  },
  'migrate/not-reconciled': {
    message: '移行した件数が計画又は目録と一致しません。',
    remedy: '監査ログとともに確認し、必要であれば計画を作り直してください。',
  },
  'migrate/record-altered': {
    message: '移行の記録が、最後の手順が残したものと一致しません。何もしていません。',
    remedy: 'kimitsu audit verify を実行し、目録のデータベースを変更した者及び理由を調査してください。',
  },
  'acceptance/not-valid': {
    message: '受領の署名が正しくありません。',
    remedy: '移行先から受け取ったファイルをそのまま指定してください。',
  },
  'acceptance/unknown-key': {
    message: '設定された移行先の鍵による署名ではありません。',
    remedy: 'kimitsu.yaml の migration.receiver.publicKey を確認してください。',
  },
  'acceptance/other-key': {
    message: '移行計画に記載された移行先の鍵ではないため、受領の署名をしていません。',
    remedy: '移行計画書に記載の鍵の識別値（指紋）に対応する署名鍵を --key に指定してください。',
  },
  'acceptance/other-plan': {
    message: 'この作業フォルダーで行った移行に対する受領ではありません。',
    remedy: '計画番号と、署名されたファイルを確認してください。',
  },
  'acceptance/other-package': {
    message: '検証済みの移行データに対する受領ではありません。',
    remedy: '移行先に、引き渡した移行データを kimitsu migrate verify で検証した上で署名するよう求めてください。',
  },
  'acceptance/other-receiver-key': {
    message: '設定された移行先の鍵が、承認された移行計画に記載の鍵と異なります。',
    remedy: 'kimitsu.yaml の migration.receiver.publicKey を、移行計画書に記載の鍵に戻してください。',
  },
  'acceptance/bad-time': {
    message: '受領の署名の日時が、移行の開始より前、又は現在より後です。',
    remedy: '移行先の計算機の時計を合わせ、改めて署名を求めてください。',
  },
  'acceptance/other-receiver': {
    message: '計画とは別の移行先の名称が記載されています。',
    remedy: '移行計画書の移行先の名称で、改めて署名を求めてください。',
  },
  'acceptance/differs': {
    message: '受領された移行データが、引き渡したものと一致しません。',
    remedy: '移行先とともに、移行データの取り違え又は改変がないか確認してください。',
  },
  'acceptance/package-not-valid': {
    message: '移行データの検証に合格しないため、受領の署名をしていません。',
    remedy: 'kimitsu migrate verify で内容を確認し、受注者に連絡してください。',
  },
  'acceptance/other-certificate': {
    message: '受領された証明書の内容が、ここで発行したものと異なります。',
    remedy: '府が確認した証明書がどれかを、府に確認してください。',
  },
  'acceptance/other-history': {
    message: '府が控えた監査ログの記録が、この監査ログにありません。',
    remedy: 'kimitsu audit verify --expected-head で、府の控えと照合してください。',
  },
};
