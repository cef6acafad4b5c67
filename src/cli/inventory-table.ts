import { levelText, stateText } from '../app/report/report-texts.js';
import type { Config } from '../config/schema.js';
import type { InventoryLine, ObjectState } from '../ports/catalog.js';
import { humanBytes, type Output } from './print.js';

export { levelText, stateText } from '../app/report/report-texts.js';

const ORDER: readonly ObjectState[] = ['found', 'classified', 'protected', 'erased', 'migrated', 'gone', 'exception'];

/** Records by system × level × state. */
export function sayInventory(inventory: readonly InventoryLine[], config: Config, output: Output): void {
  if (inventory.length === 0) {
    output.say('把握している記録はありません。data フォルダーに記録を置き、kimitsu classify を実行してください。');
    return;
  }
  const names = new Map(config.systems.map(({ id, name }) => [id, name]));
  const order = config.systems.map(({ id }) => id);
  const sorted = [...inventory].sort(
    (a, b) =>
      order.indexOf(a.system) - order.indexOf(b.system) ||
      (b.level ?? 4) - (a.level ?? 4) ||
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state),
  );
  output.table(
    ['システム', '機密性', '状態', 'ファイル', '記録', '容量', '要確認'],
    [
      ...sorted.map((line) => [
        names.get(line.system) ?? line.system,
        levelText(line.level),
        stateText(line.state, line.level),
        line.objects,
        line.records,
        humanBytes(line.bytes),
        line.toReview,
      ]),
      [
        '計',
        '',
        '',
        sum(sorted, 'objects'),
        sum(sorted, 'records'),
        humanBytes(sum(sorted, 'bytes')),
        sum(sorted, 'toReview'),
      ],
    ],
    [3, 4, 5, 6],
  );
}

export function sayReview(inventory: readonly InventoryLine[], output: Output): void {
  const toReview = sum(inventory, 'toReview');
  if (toReview > 0)
    output.say(
      `読み取れない部分等があり、確認が必要なファイルが${toReview.toLocaleString('ja-JP')}件あります（機密性３として扱います）。kimitsu review list で内容を確認してください。`,
    );
}

function sum(lines: readonly InventoryLine[], member: 'objects' | 'records' | 'bytes' | 'toReview'): number {
  return lines.reduce((total, line) => total + line[member], 0);
}
