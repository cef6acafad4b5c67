import { type Level, levelName } from '../../base/level.js';
import type { ObjectState, Protection, ProtectionMode } from '../../ports/catalog.js';

/** States of what lies in a store. What was handed over lies at its source until it is erased there. */
export const STORED_STATES: readonly ObjectState[] = ['found', 'classified', 'protected', 'migrated'];

/** Whether an object has the protection of its level: only what has it is handed over, and it keeps it. */
export const isProtected = ({ state }: { state: ObjectState }): boolean =>
  state === 'protected' || state === 'migrated';

const STATE_NAMES: Readonly<Record<ObjectState, string>> = {
  found: '未分類',
  classified: '分類済（保護前）',
  protected: '保護済',
  erased: '消去済',
  migrated: '移行済（消去前）',
  gone: '所在不明',
  exception: '例外',
};

/**
 * How an object stands. 別紙４ asks for no encryption of level 1, and the embedded store keeps it in clear, so it is not
 * called protected.
 */
export const stateText = (state: ObjectState, level: Level | undefined): string =>
  state === 'protected' && level === 1 ? '確認済（暗号化不要）' : STATE_NAMES[state];

export const MODE_NAMES: Readonly<Record<ProtectionMode | 'none', string>> = {
  envelope: '封筒暗号化（ユニット鍵）',
  'store-kms': '保管庫側の暗号化（KMS鍵）',
  default: '保管庫の既定',
  none: '保護前',
};

/** Of level 1 too, which the embedded store keeps in clear: so nothing is said of an encryption that came after. */
export const HISTORY_NAMES: Readonly<Record<Protection['plaintextHistory'], string>> = {
  never: '平文で置かれたことがない',
  'plaintext-before': '平文で置かれたことがある（機密性１を含む）',
  unknown: '不明（保護前を含む）',
};

/** Before protection nothing is known of it, and most of that lies there in clear: never a bare 0. */
export function historyText({
  'plaintext-before': before,
  unknown,
}: Readonly<Record<Protection['plaintextHistory'], number>>): string {
  const files = (count: number) => `${count.toLocaleString('ja-JP')}件`;
  return `保管中のファイルのうち、平文で置かれたことがあるもの（機密性１を含む）: ${files(before)}${
    unknown > 0 ? `、${HISTORY_NAMES.unknown}: ${files(unknown)}` : ''
  }`;
}

export const KEY_STATE_NAMES = {
  waiting: '待機期間中',
  ending: '終了間近',
  overdue: '待機期間が終了（要確認）',
} as const;

export const JOB_NAMES: Readonly<Record<string, string>> = {
  classify: '分類',
  enforce: '暗号化',
  'find-expired': '保存期間の確認',
  'watch-access': 'アクセス監視',
  'rotate-keys': '鍵の更新',
  erase: '消去',
  migrate: '移行',
};

export const RESULT_NAMES = { done: '正常終了', failed: '失敗', stopped: '中断', interrupted: '異常終了' } as const;

export const levelText = (level: Level | undefined): string => (level === undefined ? '未定' : levelName(level));
