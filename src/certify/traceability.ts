import type { ErasureRecord } from '../dispose/erasure.js';
import { TRACEABILITY_TITLES } from './certificate-texts.js';

export interface Product {
  vendor: string;
  name: string;
  version: string;
}

/** What the contractor declares about things that no run of the software can see. Absent means: not known. */
export interface Declarations {
  /** Origin of the KMS keys. `imported` keys have a copy elsewhere by definition. */
  keyOrigin?: 'service' | 'imported';
  /** Where wrapped unit keys lay: what is in a bucket is deleted with its versions, and cannot be overwritten. */
  unitKeysIn?: 'bucket';
  /** How earlier wrapped forms of the keys were treated after a rotation; Japanese. */
  keyLifeCycle?: string;
  /** Escrow or backups of keys and what became of them; Japanese. */
  escrow?: string;
  /** Backups of the data, and until when they stay; Japanese. */
  backups?: { text: string; until?: string };
}

export interface TraceabilityItem {
  item: number;
  title: string;
  basis: 'measured' | 'known' | 'unknown';
  value: string;
}

/**
 * The ten traceability items for cryptographic erasure. `measured`: this run read it; `known`: by the design of the
 * software or declared; `unknown`: neither, and it says so.
 *
 * @see NIST SP 800-88 r2 §3.2.5, r1 Appendix D
 */
export function traceabilityItems(
  record: ErasureRecord,
  products: { store: Product; keyService: Product; software: { name: string; version: string } },
  declared: Declarations,
): TraceabilityItem[] {
  const units = record.unitKeys.length;
  const kms = record.kmsKeys.length;
  const before = record.systems.reduce((sum, line) => sum + line.plaintextBefore, 0);
  const versions = record.systems.reduce((sum, line) => sum + line.versions, 0);
  const name = (product: Product) =>
    `${product.name.startsWith(product.vendor) ? '' : `${product.vendor} `}${product.name} ${product.version}`;
  const origins = {
    service: 'KMS鍵は、鍵管理サービスが生成したもの（受注者の申告）。',
    imported: 'KMS鍵は、外部から投入したもの（受注者の申告）。投入元の写しは本証明書の確認の範囲外。',
  };
  const kmsOrigin = declared.keyOrigin ? origins[declared.keyOrigin] : 'KMS鍵の生成の方法は確認していない。';
  const values: [TraceabilityItem['basis'], string][] = [
    [
      'measured',
      `保存先：${name(products.store)}。鍵管理：${name(products.keyService)}。媒体の種類は製品の内部のため確認していない。`,
    ],
    [
      declared.keyOrigin ? 'known' : 'unknown',
      `ユニット鍵は、本ソフトウェアが暗号論的擬似乱数生成器により生成した256ビットの鍵。${kmsOrigin}`,
    ],
    [
      'known',
      'ユニット鍵によるもの：AWS Encryption SDK メッセージ形式、AES-256-GCM（鍵コミットメント付き）。保存先によるもの：製品の暗号化方式による。',
    ],
    [
      'measured',
      `階層は、KMS鍵、ユニット鍵、データ鍵の三層。ユニット鍵はKMS鍵により暗号化して保管。消去したもの：ユニット鍵${units.toLocaleString('ja-JP')}個、削除予約又は消滅を確認したKMS鍵${kms}個。`,
    ],
    [
      'measured',
      `対象は、全ての版、削除マーカー及び未完了のアップロード（計${versions.toLocaleString('ja-JP')}件）。保存先に平文で置かれたことのあるもの${before.toLocaleString('ja-JP')}件（いずれも削除を併用）。オブジェクトの名称及びメタデータは暗号化の対象外であり、版とともに削除。`,
    ],
    [
      declared.keyLifeCycle ? 'known' : 'unknown',
      declared.keyLifeCycle ?? '更新前に作成された、暗号化された鍵の写しの有無は確認していない。',
    ],
    [
      'measured',
      `暗号化されたユニット鍵を${declared.unitKeysIn ? '、置かれていたバケットから全ての版とともに' : '上書きのうえ'}削除し、確認用データが復号できないことを確認。KMS鍵は、${
        kms > 0 ? '無効化した後に削除を予約（待機期間の満了により消滅）' : '本件では消去していない'
      }。`,
    ],
    [
      declared.escrow ? 'known' : 'unknown',
      declared.escrow ??
        '本ソフトウェアは鍵の預託及びバックアップを行わない。ほかの手段による写しの有無は確認していない。',
    ],
    [
      'known',
      '各段階は、実施前に記録を開き、再読込みによる確認の後に閉じる。中断したときは同じ段階から再開する。確認できないものは不明（UNKNOWN）として扱い、失敗が1件でもあるときは証明書を発行しない。',
    ],
    [
      'known',
      `${products.software.name} ${products.software.version} により、承認された計画書に基づいて実行。操作は監査ログに記録。`,
    ],
  ];
  return values.map(([basis, value], index) => ({ item: index + 1, title: TRACEABILITY_TITLES[index]!, basis, value }));
}
