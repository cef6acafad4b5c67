import type { OutsidePlace, ServiceLine } from './installation.js';

export const PURPOSE =
  '業務において利用することについて府の承認を受けた外部サービスを示し、現在の設定が使用するサービスと照合する。';

export const SERVICE_NAMES: Readonly<Record<ServiceLine['service'], string>> = {
  s3: 'Amazon S3（記録の保管）',
  kms: 'AWS KMS（鍵管理）',
  sts: 'AWS STS（資格情報の照会）',
  iam: 'AWS IAM（アカウントの管理）',
  tsa: '時刻認証局（RFC 3161）',
};

/** What is sent to each, and what never is. */
export const SENT: Readonly<Record<ServiceLine['service'], string>> = {
  s3: '記録の内容（機密性３は、封筒暗号化の後のもの。ただし、稼働中のシステムの記録及び暗号化の前に置かれた記録は、TLS により平文で送受信し、保管庫が暗号化する。）、ファイル名、メタデータ及びタグ',
  kms: 'ユニット鍵並びに業務、システム、機密性及び年月の識別子。記録の内容は送信しない。',
  sts: '資格情報の照会のみ。記録は送信しない。',
  iam: 'アカウントの名称及び資格情報の識別子。記録は送信しない。',
  tsa: '証明書のハッシュ値のみ。記録は送信しない。',
};

export const MIGRATION_SENT = '移行計画の対象となる記録（移行先に引き渡すもの）';

export const OUTSIDE_NAMES: Readonly<Record<OutsidePlace['kind'], string>> = {
  mail: '電子メール',
  webhook: 'Webhook',
  database: '目録のデータベース（PostgreSQL）',
};

export const OUTSIDE_SENT: Readonly<Record<OutsidePlace['kind'], string>> = {
  mail: '通知（事象、識別子、件数、日時及び操作者）。府民の情報及びファイル名は含まない。',
  webhook: '通知（事象、識別子、件数、日時及び操作者）。府民の情報及びファイル名は含まない。',
  database: '目録及び監査ログ（ファイル名は暗号化し、検出した値を含まない。）',
};

export const RULES: readonly string[] = [
  '受注者は、本一覧にないサービスを利用しない。新たに利用しようとするときは、用途、送信する情報、リージョン及び提供者の第三者認証を示して府と協議し、承認を受けた後に設定に加える。',
  '本ソフトウェアは、起動の時に設定の全体を本一覧と照合し、さらに要求を送信する直前に接続先を照合する。一覧にない接続先、リージョン、アカウント又はバケットであるときは、何も送信せずに終了する（services/not-approved、services/other-account）。',
  '資格情報の属するアカウントは、照会により確認し、承認を受けたアカウントと異なるときは終了する。',
  'サービスの仕様、リージョン又は提供者に変更があったときは、受注者が府に知らせ、改めて承認を受ける。',
  '利用を終えたサービスは、記録の移行又は消去及びアカウントの廃棄を確認した後、本一覧から除く。',
];
