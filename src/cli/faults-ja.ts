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

const CODES: Readonly<Record<string, FaultText>> = {
  'config/missing': {
    message: 'このフォルダーには設定ファイル（kimitsu.yaml）がありません。',
    remedy: 'kimitsu init --dir フォルダー で作業フォルダーを作るか、--dir で指定してください。',
  },
  'config/invalid': { message: '設定ファイル（kimitsu.yaml）に誤りがあります。', remedy: '次の箇所を直してください。' },
  'config/approver-key': {
    message: '設定された承認者の公開鍵を読み取れません。',
    remedy: 'prefecture.approvers の publicKey に、PEM 形式の公開鍵（P-256）又はそのファイル名を指定してください。',
  },
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
  'approval/own-plan': {
    message: '計画の作成者は、その計画を承認できません。',
    remedy: '別の者の承認を受けてください。',
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
  'protect/read-back-differs': {
    message: '暗号化した写しが元の内容と一致しません。元の記録はそのまま残しています。',
    remedy: 'ディスクの状態を確認してください。',
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
