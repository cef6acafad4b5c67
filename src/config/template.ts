/** Stands where only the operator knows what to write. */
export const BLANK = 'を記入してください';

/** A new workspace's kimitsu.yaml: every setting with its meaning, ready to run once the names are filled in. */
export function configTemplate(serviceId: string): string {
  return `# yaml-language-server: $schema=./kimitsu.schema.json
# kimitsu（機密）の設定。対応するエディターでは、上の行により入力候補と誤りが表示されます。
version: 1

service:
  id: ${serviceId}            # 英小文字・数字・ハイフン。消去の際に、この名前の入力を求めます
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

keys:
  type: local                 # 組み込みの鍵管理
  folder: keys                # バックアップの対象から外してください（消去した鍵が復元されるのを防ぐため）
  waitingDays: 30             # 鍵の削除を予約してから廃棄されるまでの日数（7～30）

catalogue: catalogue/catalogue.sqlite

run:
  concurrency: 4              # 同時に処理するファイル数
  objectSeconds: 900          # 1ファイルの読取りにかけてよい秒数。超えたものは機密性３とし、確認対象にします

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
`;
}
