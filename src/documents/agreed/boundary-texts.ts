import type { Installation } from './installation.js';

/** One line of 責任分界表: what each side is responsible for. */
export interface BoundaryRow {
  item: string;
  prefecture: string;
  contractor: string;
  provider: string;
  software: string;
}

export const NONE = 'なし';

export const PURPOSE =
  '業務に関わる資産、作業及び工程ごとに、府、受注者及びクラウド事業者の責任の分界並びに本ソフトウェアの働きを定め、府と受注者が合意する。';

/** What the columns mean. */
export const LEGEND: readonly string[] = [
  '「府」、「受注者」及び「クラウド事業者」の欄は、その者が責任を負う事項を示す。「なし」は、その者に責任がないことを示す。',
  '「本ソフトウェアの働き」の欄は、kimitsu が自動で行う事項を示す。本ソフトウェアは責任の主体ではなく、その設定、運用及び動作の結果についての責任は、受注者が負う。',
  '「クラウド事業者」は、設定により利用する外部サービスの提供者をいう。その責任は、同事業者が公表する責任共有モデル及び利用契約の範囲による。',
];

export const NO_PROVIDER =
  '現在の設定では、記録及び鍵のいずれについてもクラウド事業者のサービスを利用しない。保管庫及び鍵管理は受注者の装置にあり、その物理的な保護から廃棄までの責任は、全て受注者が負う。';

const clouds = ({ storage, keys }: Installation) => ({ s3: storage.kind === 's3', kms: keys.kind === 'kms' });

/** Text of the provider where it takes part. */
const provider = (taking: boolean, text: string): string => (taking ? text : NONE);

export function introduction(installation: Installation): BoundaryRow[] {
  const { s3, kms } = clouds(installation);
  return [
    {
      item: '機密性の区分の決定',
      prefecture: '情報管理レベル（別紙４）を定め、区分に疑義があるときは決定する。',
      contractor: '記録の種類ごとの区分を設定し、府に確認する。',
      provider: NONE,
      software: '区分の表に従って判定し、判定できないもの及び読み取れないものを機密性３とする。',
    },
    {
      item: '利用する外部サービスの選定及び承認',
      prefecture: '利用承認サービス一覧により承認する。',
      contractor: '仕様、リージョン及び第三者認証を確認して申請し、承認を受けたものだけを利用する。',
      provider: provider(s3 || kms, '仕様、リージョン、責任共有モデル及び第三者認証を公表する。'),
      software: '一覧にない接続先、リージョン、アカウント及びバケットへの接続を拒む。',
    },
    {
      item: '設定（kimitsu.yaml）の作成及び変更',
      prefecture: '承認者の公開鍵を提供し、登録された鍵の指紋を照合する。',
      contractor: '作成し、変更の理由及び日付を管理する。変更の後に本書を作り直し、差異を府に示す。',
      provider: NONE,
      software: '誤りを行番号とともに示し、誤りがある間は動作しない。',
    },
    {
      item: 'サーバー、OS 及びネットワークの構築',
      prefecture: NONE,
      contractor: '堅牢化、更新、時刻の同期、通信の制限及び媒体全体の暗号化を行う。',
      provider: provider(s3 || kms, '保管及び鍵管理の基盤を構築し、物理的に保護する。'),
      software: 'doctor により、権限、コアダンプ、スワップ、時計等を点検する。',
    },
    {
      item: '特権アカウントの作成及び多要素認証',
      prefecture: NONE,
      contractor: '必要最小限の者に付与し、多要素認証を用いる。',
      provider: provider(kms || s3, '多要素認証及び権限の管理の機能を提供する。'),
      software: kms
        ? '特権操作のつど、パスワード及び二要素目の認証を求める。鍵の無効化及び削除を、多要素認証を経た鍵の管理者に限る鍵ポリシーを設定する。'
        : '特権操作のつど、パスワード及び二要素目の認証を求める。パスワードは、scrypt によるハッシュ値で保存する。',
    },
    {
      item: '他ベンダーのソフトウェアのライセンス',
      prefecture: NONE,
      contractor: '当該サービス上でのライセンス規定を確認し、遵守する。',
      provider: NONE,
      software: '構成する部品の名称及び版を固定する。',
    },
  ];
}

export function operation(installation: Installation): BoundaryRow[] {
  const { s3, kms } = clouds(installation);
  const { keys } = installation;
  return [
    {
      item: '記録の受入れ',
      prefecture: NONE,
      contractor: `各システムから記録を書き出し、所定の${s3 ? 'バケット' : 'フォルダー'}に置く。`,
      provider: provider(s3, '受け付けた記録を、指定されたリージョンに保存する。'),
      software: '新しい記録及び変更された記録を検知し、分類の対象とする。',
    },
    {
      item: '分類の結果の確認',
      prefecture: '受注者が判断できないものについて決定する。',
      contractor: '確認の対象に挙げられた記録を確認し、決定する。機密性の引下げは、二名で行う。',
      provider: NONE,
      software: '根拠を位置、種類及び伏せ字の例により示す。引下げを一名で行う操作を拒む。',
    },
    {
      item: '記録の暗号化',
      prefecture: '暗号化・鍵管理報告書により報告を受ける。',
      contractor: '定期処理を稼働させ、失敗の通知に対応する。',
      provider: provider(s3, '指定された鍵による保管時の暗号化を行う。'),
      software: '機密性に応じて暗号化し、読み戻して元の内容と一致するまで平文の版を消さない。',
    },
    {
      item: '鍵の生成、保管及び更新',
      prefecture: '鍵ライフサイクル報告書により報告を受ける。',
      contractor: kms
        ? '鍵の管理者及び使用者を定め、更新の時期を決める。ユニット鍵の保存先をバックアップの対象から外す。'
        : `鍵フォルダー（${keys.folder}）を保護し、バックアップの対象から外す。更新の時期を決める。`,
      provider: provider(kms, '鍵素材を外部に出さずに生成し、保管し、更新する。'),
      software: 'ユニット鍵を生成し、鍵管理サービスの鍵で包む。生成から廃棄までを監査ログに残す。',
    },
    {
      item: 'バックアップ及び復元',
      prefecture: NONE,
      contractor: '記録及び目録のバックアップを取得し、復元を試験する。鍵を対象に含めない。写しの所在を府に示す。',
      provider: provider(s3, '公表する耐久性で保存する。誤った削除からの復元は、版の管理の範囲に限る。'),
      software: '鍵フォルダーにバックアップの対象から外す印があるかを、doctor により点検する。',
    },
    {
      item: 'アクセスログの取得及び監視',
      prefecture: '必要と認めるときは、提出を求める。',
      contractor: 'ログの取得を設定し、アクセス監視日報を確認し、要対応の事象に対応する。',
      provider: provider(s3 || kms, 'アクセスログ及び操作の記録を生成し、配信する。'),
      software: '業務時間外の操作、登録のない主体、大量の読取り等を検知し、通知する。',
    },
    {
      item: '監査ログの保管及び提出',
      prefecture: '末尾のハッシュ値を控え、提出を指示する。',
      contractor: '保管し、府の指示に基づき提出する。',
      provider: NONE,
      software: '状態を変える操作を、改変を検知できる形で記録し、署名付きで書き出す。',
    },
    {
      item: '記録の閲覧',
      prefecture: NONE,
      contractor: '業務上必要な者に限り、目的を示して閲覧する。取り出した写しを速やかに消去する。',
      provider: NONE,
      software: '1件ずつ取り出し、目的とともに監査ログに残す。',
    },
    {
      item: '脆弱性の管理及び更新の適用',
      prefecture: '脆弱性管理手順書を承認する。',
      contractor: '情報を収集し、期限までに修正する。結果を府に報告する。',
      provider: provider(s3 || kms, '提供するサービスの脆弱性を修正する。'),
      software: '検査の結果を記録し、期限を示す。',
    },
    {
      item: '手順書の整備、教育及び周知',
      prefecture: '手順書を承認する。',
      contractor: '手順書並びにリスク及びその対策を職員に周知し、記録する。',
      provider: NONE,
      software: '手順書を実際の設定から作り、周知の状況を版ごとに示す。',
    },
  ];
}

export function ending(installation: Installation): BoundaryRow[] {
  const { s3, kms } = clouds(installation);
  const { waitingDays } = installation.keys;
  return [
    {
      item: '移行計画書及び終了計画書',
      prefecture: '内容を確認し、承認し、又は承認しない。',
      contractor: '機密性に応じた方法を府と協議し、作成する。',
      provider: NONE,
      software: '保管庫の一覧及び目録から作り、未分類又は未保護の記録がある間は作らない。',
    },
    {
      item: '記録の移行',
      prefecture: '移行先を決定し、移行先に受領の署名を求める。',
      contractor: '引き渡し、受領の署名を照合する。',
      provider: provider(s3, '移行に必要な読取り及び複製の機能を提供する。'),
      software: '引き渡した記録を読み戻して照合し、受領の署名がない記録の消去を拒む。',
    },
    {
      item: '記録の消去',
      prefecture: '計画を承認する。鍵の消去が始まる前に限り、承認を撤回することができる。',
      contractor: '承認された計画に従って実施し、別の者が検証する。',
      provider: provider(s3, '指示された全ての版を削除する。基盤に残る複製は、公表する方法により消去する。'),
      software: '鍵の消去、全ての版の削除及び読取りの試行を順に行い、段階ごとに記録する。',
    },
    {
      item: '鍵の廃棄',
      prefecture: '計画を承認する。',
      contractor: `待機期間（${waitingDays}日）の後に鍵の消滅を確認する。`,
      provider: provider(kms, `予約から${waitingDays}日の後に鍵を消滅させ、復元しない。`),
      software: '鍵の削除を予約し、期間の終了を通知し、消滅を確認した後に限り、確定の証明書を発行する。',
    },
    {
      item: '廃棄証明書',
      prefecture: '検証し、受領の署名をする。',
      contractor: '署名鍵を保護し、発行する。鍵の指紋を別の方法で府に伝える。',
      provider: NONE,
      software: '消去の記録だけから作り、件数が一致しない限り、発行しない。',
    },
    {
      item: 'アカウントの廃棄',
      prefecture: '計画を承認し、報告を受ける。',
      contractor: '利用者アカウント、管理者特権アカウント及び特殊アカウントを資格情報とともに廃棄する。',
      provider: provider(s3 || kms, 'アカウント及び資格情報を削除する機能を提供する。'),
      software: '廃棄の後に不存在を確認し、計画にないアカウントを報告する。',
    },
    {
      item: '装置及び媒体の廃棄',
      prefecture: '装置等廃棄方針を承認する。',
      contractor: '自らの装置及び媒体を方針に従って廃棄し、証拠を保管する。',
      provider: provider(s3 || kms, '基盤の装置及び媒体を、第三者の監査を受けた方法で廃棄する。'),
      software: '媒体に残り得るもの（平文で置かれたことのある件数等）を証明書に示す。',
    },
  ];
}

export function incident(installation: Installation): BoundaryRow[] {
  const { s3, kms } = clouds(installation);
  return [
    {
      item: '検知及び第一報',
      prefecture: '連絡を受ける者を定め、変更を受注者に知らせる。',
      contractor: '連絡体制表に定める時間内に府へ連絡する。',
      provider: provider(s3 || kms, '自らのサービスの障害及び事故を公表し、利用者に知らせる。'),
      software: '失敗、保護の状態の変更、不正の兆候及び元に戻せない操作を連絡先に通知する。',
    },
    {
      item: '被害の拡大の防止',
      prefecture: '業務の停止等の要否を指示する。',
      contractor: '鍵の無効化、アカウントの停止、通信の遮断等を行う。',
      provider: provider(kms, '鍵の無効化を直ちに反映する。'),
      software: '無効の鍵による暗号化を止める。始まった消去を、鍵の消去の前に限り取り消す。',
    },
    {
      item: '証拠の保全及び原因の調査',
      prefecture: 'デジタル証拠の範囲及び提出の方法を指示する。',
      contractor: '記録の保全（hold）、ログの保存及び監査ログの書出しを行い、原因を報告する。',
      provider: provider(s3 || kms, '操作の記録を提供する。'),
      software: '保全した記録を、どの計画でも消去しない。',
    },
    {
      item: '本人及び関係機関への対応',
      prefecture: '通知、公表及び関係機関への報告を行い、又は受注者に指示する。',
      contractor: '府の指示に従い、対象者の特定及び資料の作成を行う。',
      provider: NONE,
      software: '対象の記録の識別子、件数及び機密性を示す。個人の値は示さない。',
    },
    {
      item: '復旧及び再発の防止',
      prefecture: '再発防止策を確認する。',
      contractor: '復旧し、再発防止策を定め、手順書を改め、職員に周知する。',
      provider: provider(s3 || kms, '自らのサービスを復旧する。'),
      software: '中断した処理を、失われるものなく続きから行う。',
    },
  ];
}
