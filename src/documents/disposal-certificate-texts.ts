import type { CertificateDocument } from '../certify/certificate.js';

/** Japanese wording of the 廃棄証明書 where the document itself carries codes. */

export const STAGES: Record<CertificateDocument['stage'], string> = {
  interim: '暫定（中間の証明書。鍵の待機期間の満了前）',
  final: '確定（最終の証明書）',
};

export const STATEMENTS: Record<CertificateDocument['stage'], string> = {
  interim:
    '下記業務において取り扱った情報について、承認された計画に基づき下記のとおり廃棄を実施し、その結果を検証したことを証明します。ただし、鍵管理サービスの鍵は待機期間中であり、その消滅の確認後に確定の証明書を発行します。',
  final:
    '下記業務において取り扱った情報について、承認された計画に基づき下記のとおり廃棄を実施し、その結果を検証したことを証明します。',
};

export const RELATIONS: Record<NonNullable<CertificateDocument['predecessor']>['relation'], string> = {
  completes: '次の証明書（暫定）を確定するもの',
  corrects: '次の証明書を訂正し、これに代わるもの',
  revokes: '次の証明書を取り消し、これに代わるもの',
};

export const VERDICTS: Record<CertificateDocument['verification']['overall'], string> = {
  PASS: 'PASS（検証した範囲の全てで確認できた）',
  UNKNOWN: 'UNKNOWN（確認できなかったものがある）',
};

type Outcome = keyof CertificateDocument['verification']['outcomes'];

export const OUTCOMES: Record<Outcome, string> = {
  destroyed: '消滅を確認',
  altered: '内容が変化',
  unreadable: '存在するが読出し不能',
  'store-unavailable': '保存先に接続できず',
};

/** Of the message that a key of the key service encrypted before. */
export const KMS_CANARY: Record<
  NonNullable<CertificateDocument['keys']['kms'][number]['canary']>['outcomeAfter'],
  string
> = {
  refused: '復号が拒否されることを確認',
  destroyed: '復号できないことを確認',
  altered: '復号できた',
  unreadable: '判定できず',
  'store-unavailable': '接続できず',
};

export const BASES: Record<CertificateDocument['traceability'][number]['basis'], string> = {
  measured: '実測',
  known: '設計・申告',
  unknown: '不明',
};

export const DELETED_NOTE =
  'D は DELETED（削除のみ）です。どの鍵によっても開けず、内容を確認できなかったファイルについて、版等が残っていないことを確認したもので、暗号化消去としては数えません。';

export const BASES_NOTE =
  '「実測」は本件の処理で読み取ったもの、「設計・申告」は製品の設計により定まるもの又は受注者が申告したもの、「不明」は確認していないものです。';

export const TECHNIQUES: Record<CertificateDocument['methods'][number]['technique'], string> = {
  'cryptographic-erase': '暗号化消去及び削除',
  delete: '削除',
};

export const READ_BACK: Record<CertificateDocument['methods'][number]['readBack'], string> = {
  full: '全件',
  sampled: '抽出',
};

export const KEY_STATES: Record<CertificateDocument['keys']['kms'][number]['state'], string> = {
  'pending-deletion': '待機期間中',
  destroyed: '消滅を確認',
};

export const TRAIL_DIGESTS = { PASS: '確認', UNKNOWN: '未確認' } as const;

export const SEPARATION: Record<CertificateDocument['people']['separation'], string> = {
  separate: '実施者、検証者及び承認者は、記録上それぞれ別の者である。',
  'not-separate': '実施者、検証者及び承認者の一部が同一である。',
};

export const HOW_TO_CHECK: readonly string[] = [
  '本書の PDF には、正本である certificate.json（正規化した JSON）と、それに発行者が署名した certificate.jws を添付しています。本書の記載は正本を表示したもので、両者が異なるときは正本によります。',
  '同時に提出する確認ページ（verify.html）をブラウザーで開き、本 PDF 又は certificate.jws を読み込んでください。ネットワークへの接続もソフトウェアの導入も不要です。',
  '確認ページに表示される発行者の鍵の指紋が、契約時等に、証明書とは別の方法で受け取った指紋と一致することを確かめてください。下に記載した指紋は参考であり、これと一致するだけでは、発行者を確認したことになりません。',
  '専門の担当者は、次のいずれかでも確認できます。kimitsu certificate verify コマンド、PDF の署名は pdfsig（poppler）、certificate.jws は JWS（RFC 7515、ES256）に対応する任意のツール。',
  '二次元コードは、certificate.json の SHA-256 です。控えの証明書と照合できます。',
];

export function stageTitle(certificate: CertificateDocument): string {
  const stage = certificate.stage === 'interim' ? '暫定' : '確定';
  return `（${stage}・第${certificate.version}版）`;
}
