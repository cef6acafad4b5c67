import type { UnreadableObject } from '../dispose/unreadable.js';
import type { Sheet } from './pdf/sheet.js';
import { table } from './pdf/table.js';
import { capped } from './tables.js';
import { count, systemNameIn } from './wording.js';

const REASONS: Readonly<Record<string, string>> = {
  'keys/not-found': '保存先の暗号化に使用した鍵管理サービスの鍵がない',
  'keys/wrong-ciphertext': '鍵そのものが別のもの、又は壊れている',
  'protect/altered': '暗号文が改変されている',
  'protect/bad-key': '鍵が壊れている',
  'protect/former-key': '消去した鍵の暗号文と見られる',
  'protect/key-destroyed': '鍵がない（消去済みを含む）',
  'protect/not-a-message': '暗号文の形をしていない',
  'protect/truncated': '暗号文が途中で切れている',
  'protect/wrong-context': '別の場所又は別の作業フォルダーで暗号化されている',
  'protect/wrong-key': '別の鍵で暗号化されている',
  'store/corrupt': '保存先のファイルが壊れている',
  'unit-keys/corrupt': '鍵のファイルが壊れている',
};

/** Each unreadable object by its id, with what opening it said; the plan's data names those that do not fit. */
export function unreadableTable(
  sheet: Sheet,
  lines: readonly { system: string; systemName: string }[],
  named: readonly UnreadableObject[],
): void {
  table(
    sheet,
    [
      { title: '対象（識別子）', share: 42, heads: true },
      { title: 'システム', share: 18 },
      { title: '理由（記録上の符号）', share: 40 },
    ],
    capped(
      named.map(({ objectId, system, code }) => [
        objectId,
        systemNameIn(lines, system),
        `${REASONS[code] ?? ''}（${code}）`,
      ]),
      500,
      (left) => [`ほか${count(left)}件`, '', '添付の plan.json に全件を記載'],
    ),
  );
}
