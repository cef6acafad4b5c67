import type { EncryptionReport } from './encryption-report-data.js';

/** Japanese wording of the 暗号化・鍵管理報告書. */

export const PURPOSE =
  '本報告書は、下記業務において保存する情報の暗号化の仕組み、暗号化に使用する鍵の管理方法及び本書の作成時点における暗号化の状況を、貴府に共有するためのものです。数値は、作成時の目録及び鍵管理サービスの応答から機械的に集計したものです。';

export const BASIS = '別紙２ ４（１）（暗号化の仕組み及び鍵の管理方法の確認並びに府への共有）';

type Rows = readonly (readonly string[])[];

/** By level and by who reads the records. */
export function methodRows({ storage: { kind } }: EncryptionReport): Rows {
  const embedded = kind === 'embedded';
  const byStore = embedded
    ? '保管庫による暗号化。ファイルごとの鍵を、機密性ごとの鍵管理サービスの鍵で包み、ファイルの先頭に置く。'
    : '保管庫による暗号化（SSE-KMS）。機密性ごとの鍵管理サービスの鍵を指定し、バケットキーは用いない。';
  return [
    [
      '機密性３',
      '保管（archive）',
      '封筒暗号化。保管庫に渡す前に、システム・機密性・年月ごとのユニット鍵の下で、記録ごとのデータ鍵により暗号化する。',
    ],
    ...(embedded ? [] : [['機密性３', '業務で使用中（live）', byStore]]),
    ['機密性２', '全て', byStore],
    [
      '機密性１',
      '全て',
      embedded ? '暗号化しない（公表されている情報等）。' : '保管庫の既定の暗号化（SSE-S3、AES-256）による。',
    ],
  ];
}

export const METHOD_NOTE =
  '分類できない記録及び読み取れない記録は、機密性３として扱います。機密性が要する方式より強い方式で保護されているものは、そのままとします。書き換えの際は、暗号化した版を読み戻して元の内容とハッシュ値が一致することを確かめた後に、元の版を削除します。';

/** What, with which algorithm, by which standard, by whose implementation. */
export function algorithmRows({ storage, keyService, settings }: EncryptionReport): Rows {
  const sdk = 'AWS Encryption SDK for JavaScript';
  const node = 'Node.js 同梱の OpenSSL';
  const rows = [
    [
      '記録の内容（封筒暗号化）',
      'AES-256-GCM、HKDF-SHA-512、鍵コミットメント付き（スイート 0x0478）。256 KiB ごとに認証',
      'FIPS 197、NIST SP 800-38D、RFC 5869',
      sdk,
    ],
    ['データ鍵の包み', 'AES-256-GCM（ユニット鍵による）', 'NIST SP 800-38D', `${sdk} 及び ${node}`],
    [
      'ユニット鍵の包み',
      'AES-256-GCM（SYMMETRIC_DEFAULT）。業務、システム、機密性及び年月を追加認証データとする',
      'NIST SP 800-38D',
      keyService.product.name,
    ],
    ['ファイル名（目録）', 'AES-256-GCM、鍵の導出は HKDF-SHA-256', 'NIST SP 800-38D、RFC 5869', node],
    ['記録の識別子（目録）', 'HMAC-SHA-256', 'FIPS 198-1', node],
    ['証明書及び証拠の署名', 'ECDSA（P-256、SHA-256）。暗号化には用いない', 'FIPS 186-5、RFC 7515', node],
  ];
  if (storage.kind === 'service')
    rows.splice(2, 0, ['保管庫による暗号化', 'AES-256（SSE-KMS、SSE-S3）', '提供者の公表による', storage.product.name]);
  if (settings.origin === 'EXTERNAL')
    rows.splice(-1, 0, ['取り込む鍵素材の包み', 'RSAES-OAEP（SHA-256、MGF1-SHA-256）', 'RFC 8017', node]);
  if (keyService.kind === 'embedded')
    rows.splice(-1, 0, ['鍵ファイルの保護', 'AES-256-GCM（ルート鍵による）', 'NIST SP 800-38D', node]);
  return rows;
}

export const ALGORITHM_NOTE =
  '鍵、ナンス及び識別子の乱数は、オペレーティングシステムの乱数源から得た種による OpenSSL の乱数生成器（鍵管理サービスの鍵は、同サービスの乱数生成器）によります。独自の暗号アルゴリズムは用いません。';

export function transportText({ storage, keyService }: EncryptionReport): string {
  if (storage.kind === 'embedded' && keyService.kind === 'embedded')
    return '保管庫及び鍵管理サービスは同一の装置の中にあり、これらとの通信は行いません。';
  if (storage.encryptedTransport && keyService.encryptedTransport)
    return '保管庫及び鍵管理サービスとの通信は、いずれも TLS により暗号化しています。';
  const parts = [
    { name: '保管庫', place: storage },
    { name: '鍵管理サービス', place: keyService },
  ].map(({ name, place: { kind, encryptedTransport } }) => {
    if (kind === 'embedded') return `${name}は同一の装置の中にあり、通信を行いません。`;
    return encryptedTransport
      ? `${name}との通信は、TLS により暗号化しています。`
      : `${name}との通信は、設定上、暗号化されていません（接続先が http で始まる）。是正が必要です。`;
  });
  return parts.join('');
}

/** Name, one per what, how protected, where kept, how long. */
export function hierarchyRows(report: EncryptionReport): Rows {
  const { keyService, unitKeyStore, settings } = report;
  const embedded = keyService.kind === 'embedded';
  const life =
    settings.origin === 'EXTERNAL'
      ? '受注者が新たな鍵素材を取り込み、更新したとき'
      : `${settings.rotationDays}日ごとに自動で更新（随時の更新も可）`;
  return [
    ...(embedded
      ? [
          [
            'ルート鍵',
            '鍵管理サービスに一つ',
            '所有者だけが読めるファイル（権限 0600）',
            '鍵フォルダーの root.key',
            '更新しない',
          ],
        ]
      : []),
    [
      '鍵管理サービスの鍵',
      '業務×機密性',
      embedded ? 'ルート鍵で暗号化' : '鍵管理サービスの外に出ない',
      embedded ? '鍵フォルダーの keys.sealed' : `${keyService.product.name}（${keyService.region ?? ''}）`,
      life,
    ],
    [
      'ユニット鍵',
      'システム×機密性×年月。別に目録用が一つ',
      '鍵管理サービスの鍵で包む',
      unitKeyStore === 'bucket' ? '記録とは別の専用バケット' : '鍵フォルダーの units',
      '廃棄まで同じ。随時の更新のときは包み直す',
    ],
    ['データ鍵', '暗号文ごと', 'ユニット鍵で包む', '暗号文の先頭', '暗号文と同じ'],
    ...(report.storage.kind === 'embedded'
      ? [['ファイル鍵', '機密性２のファイルごと', '鍵管理サービスの鍵で包む', 'ファイルの先頭', 'ファイルと同じ']]
      : []),
  ];
}

export const HANDLING: readonly string[] = [
  'ユニット鍵は目録及びそのバックアップとは別の場所に置き、バックアップの対象から外します。目録を復元しても、廃棄した鍵は戻りません。',
  '平文のユニット鍵は処理中のメモリーにだけ置き、最長5分、同時に512個までとし、その後は上書きして消します。ファイル、ログ及び一時ファイルには書き出しません。',
  '鍵管理サービスの鍵の状態は、処理中も1分ごとに確かめます。無効にされた鍵による新たな暗号化は、1分以内に止まります。復号は、メモリーにあるユニット鍵の保持時間（最長5分）のうちは続くことがあります。',
  '鍵の生成、取込み、更新、無効化及び廃棄は監査ログに残します。詳細は、同時に提出する「鍵ライフサイクル報告書」のとおりです。',
  'マルチリージョンの鍵は、写しの廃棄を確認できないため用いません。',
];

export const ADMINISTRATOR_MAY =
  '状態の確認、タグ及び別名の管理、有効化、削除予約の取消し、自動更新の設定、随時の更新、鍵素材の取込み';
export const ADMINISTRATOR_MAY_WITH_SECOND_FACTOR =
  '無効化、自動更新の停止、削除の予約、取り込んだ鍵素材の削除、鍵ポリシーの変更';
export const ADMINISTRATOR_MAY_NOT = '暗号化及び復号はできない。';
export const USER_MAY = '暗号化、復号、保管庫が求めるデータ鍵の生成及び再暗号化、状態の確認';
export const USER_MAY_NOT = '鍵の管理はできない。';

export const POLICY_NOTE =
  '上の権限は、鍵を作るときに設定する鍵ポリシーによります。アカウントのルートには、鍵が管理不能になることを避けるため、状態の確認、有効化、削除予約の取消し、鍵ポリシーの変更等だけを残し、使用、無効化及び削除の権限は与えません。ただし、アカウントの IAM ポリシーで鍵ポリシーの変更（kms:PutKeyPolicy）を許された者は、上の制限を改めることができます。この権限を誰にも与えないことが前提です。';
export const POLICY_TIME_NOTE =
  '権限は、設定ファイルの記載を表示したものです。鍵の作成後に鍵ポリシーが変更されていないことの確認は、本書の範囲に含みません。';
export const NO_ADMINISTRATORS =
  '鍵の管理者が設定されていません（keys.administrators）。鍵ポリシーは鍵管理サービスの既定のものとなり、鍵の管理及び使用は、アカウントのルート及びアカウントの IAM ポリシーで許された者の全てに委ねられています。管理者と使用者の分離及び多要素認証の強制は、鍵ポリシーによっては行われていません。';
export const EMBEDDED_ACCESS =
  '組み込みの鍵管理サービスは利用者を区別しません。鍵フォルダーのファイルを読むことのできる者（装置の管理者及び本ソフトウェアを実行する利用者）が、鍵の管理及び使用の全てを行うことができます。鍵フォルダーの権限は所有者のみ（0700）、ファイルは 0600 とし、ルート鍵が他の利用者に読める状態のときは動作を止めます。';

export const COUNT_NOTE =
  '「保管庫の既定」は、保管庫が既定で行う方式によるものです。「未処理」は、分類又は機密性に応じた保護がまだ済んでいないもので、内容の変更により再度の処理を待つものを含みます。';

export function plaintextText({ storage }: EncryptionReport): string {
  const meaning =
    storage.kind === 'embedded'
      ? 'その保存先に暗号化されない状態で置かれたことのある件数'
      : 'その保存先に、保管庫の既定の暗号化だけの状態で置かれたことのある件数';
  return `「平文あり」は、${meaning}、「不明」はそれを確認していない件数です。システムが出力したファイルは平文で届くため、本ソフトウェアが暗号化するまでの間は平文の期間があります。暗号化したものと同じ内容の平文の版は暗号化の後に削除していますが、記憶装置上の残存までは否定できません。このため、廃棄に当たっては暗号化消去だけに頼らず、全ての版の削除を併せて行います（NIST SP 800-88 Rev.2 3.2節）。`;
}

/** What encryption does not reach. Never left out. */
export function limits({ storage, keyService }: EncryptionReport): string[] {
  return [
    storage.kind === 'embedded'
      ? '保存先のファイル名及びフォルダー名は暗号化されません（目録の中では暗号化しています）。'
      : 'オブジェクトの名称、メタデータ及びタグは、保管庫の暗号化の対象ではありません（目録の中では名称を暗号化しています）。',
    '本ソフトウェアの管理の外にある複製、バックアップ、スナップショット及び印刷物は、本書の集計に含みません。',
    keyService.kind === 'embedded'
      ? '組み込みの鍵管理サービスは、FIPS 140 の認証を受けた暗号モジュールではありません。鍵と記録が同じ装置にあるため、装置の管理者に対する防護にはなりません。'
      : '鍵管理サービスの内部における鍵の保管及び廃棄は、提供者の公表及び第三者認証によります。本書の確認の範囲は、同サービスの応答までです。',
    '運用者が記入した理由及び閲覧の目的は、記入されたまま目録に残ります。',
  ];
}
