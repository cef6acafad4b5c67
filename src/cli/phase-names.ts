import type { ErasurePhase } from '../dispose/erasure.js';
import type { MigrationPhase } from '../migrate/record.js';

/** How far an erasure has come, as operators read it. */
export const PHASE_NAMES: Readonly<Record<ErasurePhase, string>> = {
  approved: '消去の開始前',
  frozen: '書込みを停止',
  'unit-keys-destroyed': 'ユニット鍵を消去済',
  'versions-deleted': '全ての版を削除済',
  'read-back': '読戻しによる検証済',
  'kms-keys-scheduled': '消去済（KMS鍵は待機期間中）',
  complete: '完了',
  cancelled: '取消し',
};

export const MIGRATION_PHASE_NAMES: Readonly<Record<MigrationPhase, string>> = {
  opened: '移行中',
  verified: '移行データを検証済（受領待ち）',
  accepted: '受領済',
};
