/** Stands where only the operator knows what to write. */
export const BLANK = 'を記入してください';

/** A new workspace's kimitsu.yaml: every setting with its meaning, ready to run once the names are filled in. */
export function configTemplate(serviceId: string): string {
  return `# yaml-language-server: $schema=./kimitsu.schema.json
# kimitsu（機密）の設定。対応するエディターでは、上の行により入力候補と誤りが表示されます。
version: 1

service:
  id: ${serviceId}            # 英小文字・数字・ハイフン。消去の際に、この識別子の入力を求めます
  name: 府民お問合せセンター運営業務
  contract: 契約番号${BLANK}

contractor:                   # 受注者
  name: 受注者名${BLANK}
  # department: 担当部署
  responsible: 運用責任者      # 作業を実施する者（職名でも可）
  verifier: 検証責任者         # 結果を検証する者。実施する者とは別にしてください

prefecture:                   # 府
  name: 府名${BLANK}
  # department: 担当課
  # 計画を承認する者と、その公開鍵（P-256、PEM）。鍵は府が作り、公開鍵だけを受け取ります。
  #   openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out prefecture.pem
  #   openssl pkey -in prefecture.pem -pubout -out prefecture.pub.pem
  approvers: []
  # approvers:
  #   - id: joho-seisaku
  #     name: 情報政策課長
  #     publicKey: prefecture.pub.pem

storage:
  type: local                 # 組み込みの保管庫（フォルダー）
  root: data                  # この下に、システムごとのフォルダーを置きます
  # Amazon S3 に保管する場合（docs/aws.md を参照）:
  # type: s3
  # region: ap-northeast-1

keys:
  type: local                 # 組み込みの鍵管理
  folder: keys                # バックアップの対象から外してください（消去した鍵が復元されるのを防ぐため）
  waitingDays: 30             # 鍵の削除を予約してから廃棄されるまでの日数（7～30）
  # AWS KMS を使う場合:
  # type: kms
  # region: ap-northeast-1
  # administrators: []        # 鍵を管理する者（ARN）。無効化及び削除には多要素認証を要します
  # users: []                 # 暗号化及び復号に鍵を使う者（ARN）

# 利用承認を受けたサービス。S3、KMS 等は、ここに記載したものだけを使います。
approvedServices: []
# approvedServices:
#   - { service: s3,  region: ap-northeast-1, account: '123456789012', buckets: [centre-records], approvedOn: 2026-03-20, approval: 情政第12号 }
#   - { service: kms, region: ap-northeast-1, account: '123456789012' }
#   - { service: sts, region: ap-northeast-1, account: '123456789012' }

catalogue: catalogue/catalogue.sqlite

# 業務のために作成したアカウント。サービスの終了時に、承認を受けた計画に従って廃棄します（別紙３ ３）。
# accounts:
#   directories:
#     - type: local             # 組み込みの利用者（kimitsu accounts add）。何も書かないときはこれだけです
#     - type: iam               # AWS IAM。タグ kimitsu-service（値は service.id）の付いたものだけを対象とします
#       region: us-east-1       # approvedServices に、service: iam と service: sts の記入が必要です
#       # pathPrefix: /kimitsu/ # タグに代えて、このパスの下にあるものを対象とします
#   manual:                     # 外部から操作する手段のないシステムのアカウント。手作業で廃棄し、二名で記録します
#     - id: pbx-admin
#       system: 電話交換機の管理画面
#       kind: privileged        # user 利用者、privileged 管理者特権、special その他
#       holder: 運用班          # 管理する部署又は職名
#       credentials: [password] # password、access-key、mfa-device、certificate、ssh-key、service-credential

run:
  concurrency: 4              # 同時に処理するファイル数
  concurrentMegabytes: 1024   # 同時に処理するファイルの大きさの合計（MB）。これより大きいファイルは、1件ずつ処理します
  objectSeconds: 900          # 1ファイルの読取りにかけてよい秒数。超えたものは機密性３とし、確認対象にします

# 定期処理（kimitsu schedule）。時刻は日本時間で、cron 式（分 時 日 月 曜日）により指定します。
schedule:
  - { job: classify,     cron: '0 1 * * *', jitterMinutes: 10 }   # 毎日1時台に、新しい記録を分類します
  - { job: enforce,      cron: '0 3 * * *', jitterMinutes: 10 }   # 毎日3時台に、機密性に応じて暗号化します
  - { job: find-expired, cron: '0 6 1 * *' }                      # 毎月1日に、保存期間の満了した記録を数えます
  # - { job: watch-access, cron: '30 6 * * *' }                   # 毎日、アクセスログ及び監査ログを確認します
  # - { job: rotate-keys,  cron: '0 5 1 4 *' }                    # 毎年4月1日に、鍵を更新し、ユニット鍵を包み直します
  # distributed: true とすると、classify 及び enforce を kimitsu worker と分担して実行します（目録が PostgreSQL にある場合）
  # catchUp: false とすると、停止中に過ぎた時刻の分は、再開の後に実行しません（既定では1回だけ実行します）

# 通知。処理の失敗、保護の状態の変更、鍵の待機期間、消去の開始・取消し・拒否等を、連絡先に知らせます（個人情報は含みません）。
alerts:
  contacts: []
# alerts:
#   contacts:
#     - { id: operations, name: 運用担当, mail: [operations@example.jp] }
#     - id: monitoring
#       name: 監視システム
#       events: [run-failed, drift-found]           # なければ全て
#       webhook: { url: 'https://monitor.example.jp/kimitsu', secretFile: secrets/webhook.key }
#   smtp: { host: mail.example.jp, port: 587, security: starttls, from: kimitsu@example.jp, user: kimitsu, passwordFile: secrets/smtp.password }

# 保存期間。期間中の記録は消去の対象から除かれ、満了した記録は kimitsu plan disposal --expired で計画にできます。
retention: []
# retention:
#   - kind: recording         # 記録の種類（なければ全て）。system でシステムを限ることもできます
#     months: 12              # 記録の属する月の末日から数えた月数
#     basis: 契約書第○条

# 廃棄の方法（機密性ごと）。readBack: full … 削除した全ての版の読取りを試みる、sampled … 10件に1件
disposal:
  methods:
    level3: { technique: cryptographic-erase, readBack: full }
    level2: { technique: cryptographic-erase, readBack: sampled }
    level1: { technique: delete, readBack: sampled }
  approvalDays: 180           # 府の承認の有効日数

# 別紙４「保管が想定されるシステム」。type で種類を、access で暗号化の方式を決めます。
#   access: archive … 機密性３を封筒暗号化します（既定）
#   access: live    … システム自身が読み続ける必要があるとき。保管庫側の暗号化になるため、組み込みの保管庫では使えません
systems:
  - id: pbx
    type: pbx
    name: 電話交換機（PBX）
    access: archive
  - id: citizens-voice
    type: citizens-voice
    name: 府民の声システム
  - id: response-history
    type: response-history
    name: 応対履歴システム
  - id: inquiry-form
    type: inquiry-form
    name: お問合せフォーム
  - id: speech-recognition
    type: speech-recognition
    name: 音声認識システム

# サービス終了時の移行先（docs/migration.md）。移行しないときは不要です。
# migration:
#   receiver:
#     name: 次期受託者
#     contact: 電話番号等
#     publicKey: receiver.pub.pem   # 受領の署名を確かめる公開鍵（P-256、PEM）
#   destination:
#     type: folder
#     folder: /mnt/handover         # 移行データの出力先
#   protection:
#     type: none                    # raw-rsa とすると、移行先の公開鍵（RSA）で暗号化します

# 廃棄証明書（docs/certificate.md）。何も書かなければ、署名鍵は鍵フォルダーの中のファイルで、タイムスタンプは付きません。
# certificates:
#   timestampAuthority:             # 時刻認証局（RFC 3161）。approvedServices に service: tsa として登録したものに限ります
#     url: https://tsa.example.jp/tsa
#     certificate: authority.pem    # 時刻認証局又はその発行者の証明書（PEM）
#   signingKey:                     # AWS KMS の署名鍵（ECC_NIST_P256、SIGN_VERIFY）。監査ログの照合点にも署名します
#     type: kms
#     arn: arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555

# 不正な利用の監視（kimitsu watch-access、docs/watch.md）。監査ログは、何も書かなくても確認します。
watch:
  businessHours:              # 業務時間（日本時間）。closed は終日業務時間外
    mon: 08:45-17:30
    tue: 08:45-17:30
    wed: 08:45-17:30
    thu: 08:45-17:30
    fri: 08:45-17:30
    sat: closed
    sun: closed
  holidays: japan             # 国民の祝日は業務時間外とします。none とすると区別しません
  closedDays: []              # そのほかの休業日（例 ['2026-12-29']）
  openDays: []                # 祝日でも業務を行う日
  sources: []
  # sources:                  # 確認するログ。folder（フォルダー）又は bucket と prefix のどちらかを書きます
  #   - { id: s3-log, type: s3-access-log, bucket: centre-logs, prefix: s3/ }
  #   - id: trail
  #     type: cloudtrail
  #     folder: logs/cloudtrail
  #     publicKeys:           # ダイジェストの署名を確かめる公開鍵（aws cloudtrail list-public-keys）
  #       - { fingerprint: 31e8b5433410dfb61a9dc45cc65b22ff, file: trail-key.pem }
  principals: []
  # principals:               # 操作が予定されている者。* は任意の文字。空のときは、登録のない主体の確認をしません
  #   - match: arn:aws:sts::123456789012:assumed-role/kimitsu-jobs/*
  #     name: 本ソフトウェアの定期処理
  #     may: [read, write, decrypt, keys]   # read 読取り、write 書込み、decrypt 復号、keys 鍵の管理、settings 設定の変更
  #     hours: any            # business（既定）業務時間内だけ、any いつでも
  networks: []                # 操作が予定されているネットワーク（例 [192.0.2.0/24, '2001:db8::/32']）
  thresholds:
    readsPerHour: 1000        # 1時間の読取りがこの件数以上のとき、又は
    timesMedian: 10           # その主体のふだん（中央値）のこの倍数以上のときに検知します。ただし、
    readsAtLeast: 50          # この件数に満たないときは検知しません
  digestHours: 3              # CloudTrail のダイジェストがこの時間届かないときに検知します

# 府と合意する文書（kimitsu documents、docs/documents.md）。記入のない事項は、各文書の末尾に「要確認」として載ります。
# documents:
#   command: sudo -u kimitsu npx kimitsu   # この環境での呼出し方。手順書のコマンドに載ります
#   contacts:                     # 連絡体制表。order の小さい順に連絡します
#     - { organisation: contractor, role: 運用責任者, phone: 000-0000-0001, hours: 終日, order: 1, withinMinutes: 15 }
#     - { organisation: prefecture, role: 情報政策課 担当, phone: 000-0000-0002, mail: joho@example.jp, order: 2, withinMinutes: 60 }
#   incidents:
#     firstReportMinutes: 60      # 検知から府への第一報まで（分）
#     updateHours: 4              # 収束までの経過報告の間隔（時間）
#     finalReportDays: 14         # 収束から最終報告まで（日）
#   boundary:                     # 責任分界表に加える行
#     - { item: 業務用端末の管理, prefecture: 管理状況の確認, contractor: 調達、設定及び廃棄, provider: なし }
#   training:
#     members: [運用担当A, 運用担当B]   # 文書を周知する者（職名等でも可）
#     intervalMonths: 12
#   vulnerability:
#     responsible: 運用責任者
#     scanDays: 7                 # 検査の間隔（日）
#     deadlineDays: { critical: 3, high: 14, moderate: 30, low: 90 }   # 修正までの日数
#   devices:
#     items:                      # 装置。disposal は overwrite 上書き、crypto-erase 暗号化消去、destroy 物理的破壊、return 消去して返却
#       - { name: 業務用サーバー, place: 受注者の機械室, media: SSD 960 GB（自己暗号化）, quantity: 2, disposal: crypto-erase }
#     attestations:               # 第三者による監査報告書、認証等。装置等廃棄方針に添付します
#       - { file: attestations/soc2.pdf, title: SOC 2 Type II 報告書, issuer: 監査法人名, date: 2026-03-31 }
`;
}
