import type { LeftBehindReason, MigrationPlan } from '../migrate/plan.js';
import { APPROVAL_STEP } from './approval-texts.js';

/** Japanese wording of the 移行計画書. */

export const PURPOSE =
  '本計画書は、下記業務の終了（又は一部の終了）にあたり、受注者が取り扱った情報を移行先に確実に引き渡すため、対象、方式、手順、判定基準、照合の方法及び中止の条件を定めるものです。貴府の承認を受けるまで、移行は行いません。';

export const BASIS: readonly string[] = [
  '別紙３「更改・廃棄時の情報セキュリティ対策」１（１）（移行計画書又は終了計画書の作成）',
  '別紙３ 同 ２（１）（取り扱った情報の移行及び削除の管理）',
  '別紙３ 同 ２（２）（機密性に応じた移行方法の決定）',
  '別紙３ 同 ２（３）（本計画書についての府の承認）',
];

export const STRUCTURE =
  '体制：実施者、検証者（いずれも受注者）、承認者（府）及び受領者（移行先）は、それぞれの役割を本計画書に定めるとおりとし、実施者と検証者は別の者とする。';

export function formText({ form }: MigrationPlan): string {
  return form === 'bagit'
    ? '一括移行。システムごとに一つの移行データ（BagIt、RFC 8493 第1.0版のパッケージ）を作成し、フォルダーに出力する。'
    : '一括移行。システムごとに一つの移行データ（BagIt、RFC 8493 第1.0版と同じ構成）を、移行先のバケットに複製する。内容の種類（Content-Type）及び利用者メタデータを引き継ぐ。';
}

export function protectionText({ protection }: MigrationPlan): string {
  switch (protection.mode) {
    case 'none':
      return '暗号化を解除して引き渡す。移行データの保管及び運搬における保護は、移行先と定めた方法による。';
    case 'raw-rsa':
      return `記録ごとに AWS Encryption SDK の形式（AES-256-GCM、鍵の確約付き）で暗号化し、データ鍵を移行先の RSA 公開鍵で包む（RSA-OAEP、SHA-256）。復号できるのは移行先の秘密鍵のみである。記録の名称も暗号化する。\n公開鍵の指紋（SHA-256）：${protection.fingerprint}`;
    case 'kms':
      return `移行先のバケットにおいて、移行先の KMS 鍵により保管時の暗号化を行う（SSE-KMS）。\n鍵：${protection.keyArn}`;
  }
}

/** By level, in a few words. */
export const METHODS: Record<MigrationPlan['protection']['mode'], string> = {
  none: '暗号化を解除して引き渡す。',
  'raw-rsa': '記録ごとに、移行先の公開鍵で暗号化して引き渡す。',
  kms: '移行先の KMS 鍵により、保管時の暗号化を行って引き渡す。',
};

export function destinationText({ destination }: MigrationPlan): string {
  if (destination.type === 'folder') return `フォルダー：${destination.folder}`;
  const { region, endpoint, bucket, prefix } = destination;
  return `バケット：${bucket}${prefix === '' ? '' : `/${prefix}`}\nリージョン：${region}${endpoint === undefined ? '' : `\n接続先：${endpoint}`}\n（利用承認サービス一覧に記載されたものに限る。）`;
}

export const LAYOUT: readonly (readonly [string, string])[] = [
  ['data/records/', '現行の版。元の名称のまま格納する（記録の名称を暗号化する場合は、識別子による）。'],
  [
    'data/renamed/',
    'ファイル名にできない名称、又は大文字小文字等を除いて重複する名称の記録。名称の SHA-256 をファイル名とし、元の名称は記録一覧に記載する。',
  ],
  ['data/history/', '旧版（対象に含める場合のみ）。'],
  ['manifest-sha256.txt', '全ての記録の SHA-256。'],
  [
    'metadata/records.jsonl',
    '記録一覧（JSON Lines、UTF-8）。一行に一件、格納場所、機密性、種別、内容の種類、メタデータ、平文の大きさ及び SHA-256、最終更新日時を記載する。',
  ],
  ['metadata/migration-plan.json', '本計画の正本。'],
  [
    'bag-info.txt 等',
    '件数と容量（Payload-Oxum）、作成日、連絡先、機密性別の件数、様式（BagIt プロファイル）の識別子。',
  ],
  ['tagmanifest-sha256.txt', '上記の管理情報の SHA-256。このファイルのハッシュ値が、移行データ全体を特定する。'],
];

export const LEFT_BEHIND: Record<LeftBehindReason, string> = {
  'noncurrent-version': '旧版（同じ記録に現行の版があるもの）',
  'deleted-record': '削除済みの記録の版',
  'delete-marker': '削除マーカー',
  'unfinished-upload': '未完了のアップロード',
  'no-content': '内容を持たないもの（リンク等）',
  unreadable: '読めないもの（どの鍵でも開けない暗号文）',
  'cryptographically-erased': '暗号化消去済みのもの（鍵を消去済みの暗号文）',
};

export const LEFT_BEHIND_NOTE =
  '残置対象は移行せず、移行元に残ります。移行の完了後、終了計画書（廃棄）に従って廃棄します。法令又は契約により保存を要するもの及び訴訟等による保全の対象は、移行元の廃棄の前に府の指示を受けます。';

export const NOT_HANDED_OVER: readonly string[] = [
  '次のものは、保存先に暗号文がありますが、このサービスのどの鍵によっても開けないため、移行しません。計画の作成時に、全てについて改めて読出しを試みました。内容は確認できていません。',
  '復旧（鍵の復元、元の場所への移動等）により読めるようになったものがあるときは、計画を作成し直して移行します。本計画の承認は、次のものを移行しないことの承認を含みます。',
];

export interface Step {
  what: string;
  detail: string;
  who: string;
  when: string;
}

/** In the order in which the program carries them out. */
export function steps(plan: MigrationPlan): Step[] {
  const contractor = '受注者（実施者）';
  const checker = '受注者（検証者）';
  return [
    { what: '承認', detail: APPROVAL_STEP, who: '府', when: '計画書受領後' },
    {
      what: '対象の確認',
      detail: '保存先を改めて一覧し、計画時と同一であることを確認する。相違があれば計画は無効とする。',
      who: contractor,
      when: period(plan),
    },
    {
      what: '移行データの作成',
      detail:
        '記録を一件ずつ読み出して移行先に書き込み、書き込んだものを読み戻して、大きさ及び SHA-256 を照合する。途中で止まった場合は続きから再開する。',
      who: contractor,
      when: period(plan),
    },
    {
      what: '検証',
      detail: '移行データの全体を読み戻し、欠落、過剰及び改変がないこと並びに件数が計画と一致することを確認する。',
      who: checker,
      when: '作成の完了後',
    },
    {
      what: '受領及び検収',
      detail:
        '移行先において検証（kimitsu migrate verify 又は任意の BagIt 検証ソフト）を行い、受領の署名（kimitsu migrate accept）を受注者に交付する。',
      who: '移行先',
      when: '引渡し後',
    },
    {
      what: '受領の照合',
      detail: '署名、計画のハッシュ値、移行データのハッシュ値、件数及び容量を照合し、記録する。',
      who: checker,
      when: '受領の署名の交付後',
    },
    {
      what: '移行元の廃棄',
      detail: '全ての移行データの受領を確認した後に限り、別に作成し承認を受けた終了計画書に従って行う。',
      who: contractor,
      when: '終了計画書による',
    },
  ];
}

/** Days agreed for the work. */
export function period({ schedule: { from, until } }: MigrationPlan): string {
  if (from === undefined && until === undefined) return '承認後、指定の日';
  return `${from ?? '承認後'}～${until ?? '完了まで'}`;
}

export const CRITERIA: readonly string[] = [
  '記録ごと：移行元から読み出した平文と、移行先から読み戻したものの大きさ（バイト数）及び SHA-256 が一致すること。暗号化して引き渡す場合は、書き込んだ暗号文を読み戻し、復号した結果によって比べること。',
  '移行データごと：RFC 8493 に適合し、目録（manifest、tagmanifest）、Payload-Oxum、実在するファイル及び記録一覧が互いに過不足なく一致すること。',
  '件数：移行元にある版等の件数 ＝ 移行する件数 ＋ 残置対象の件数であること。機密性別の件数が本計画書と一致すること。',
  '受領：移行先の署名が、本計画書に記載した公開鍵によるものであり、計画及び移行データのハッシュ値、件数並びに容量が受注者の記録と一致すること。',
];

export const VERDICTS =
  '上の全てを満たしたときに限り、移行済みと判定します。一件でも満たさないときは、その記録を移行済みとせず、原因を除いて該当の手順を繰り返します。';

export const STOP_CONDITIONS: readonly string[] = [
  '対象の一覧（版の識別子及び大きさ）が、本計画書の作成時と一致しないとき。',
  '承認の署名を確認できないとき、又は承認が本計画書のハッシュ値と一致しないとき。',
  '移行先、保護の方法又は移行先の公開鍵の設定が、本計画書と異なるとき。',
  '読戻しによる照合が一致しないとき、又は記録を復号できないとき。',
  '監査ログを書き込めないとき。',
  '移行元又は移行先に接続できず、結果を確認できないとき。',
  '府又は移行先から中止の指示があったとき。',
];

export const RECOVERY =
  '移行は移行元の記録を変更しません。復旧点は移行の開始前であり、いつ中止しても、移行元の記録により業務を継続できます。作成途中の移行データは完成したものと区別できる名称で置かれ、同じコマンドにより続きから作成できます。中止したときは、移行先に置いた移行データを受注者又は移行先が消去し、その結果を府に報告します。';

export const ACCEPTANCE: readonly string[] = [
  '移行先は、移行データを受領した後、欠落、過剰及び改変がないことを検証します。検証には受注者の作業環境を要しません。',
  '移行先は、計画のハッシュ値、移行データのハッシュ値、件数及び容量に対し、下に記載した指紋の公開鍵に対応する秘密鍵で署名します。',
  '移行元の記録は、この署名を照合し記録するまで廃棄しません。',
];

export const DISAPPEARED =
  '次のものは、かつて保存先にあったことが記録されていますが、計画の作成時には存在しませんでした。移行の件数には含めません。';
